//! What **Verify** found, in words.

use domain::audit::spelt;
use domain::seats::grouped;
use domain::zone::Zone;
use service::audit::{Finding, KeptSeal, Mark, Named, Place, Verification, Way};

use super::server::{ChainFound, SealFound, Verified};

pub(super) fn verdict(found: Verification, typed: String, zone: Zone) -> Verified {
    let named = found.named.map(|named| of_named(named, zone));
    let kept = found.kept.into_iter().map(|kept| of_kept(kept, zone));
    Verified { chain: chain(found.finding), seals: named.into_iter().chain(kept).collect(), typed }
}

fn chain(finding: Finding) -> ChainFound {
    let broken = |title: String, words: String, entry| ChainFound::Broken { title, words, entry };
    match finding {
        Finding::Whole { newest, seal } => ChainFound::Whole { entries: number(newest), seal: spelt(&seal) },
        Finding::DoesNotFit { number: entry } => broken(
            format!("Entry {} was changed after it was written", number(entry)),
            format!(
                "The chain is whole from 1 to {} and breaks there. Entries after it can’t be trusted until you compare them \
                 with a backup or an export.",
                number(entry - 1)
            ),
            Some(entry),
        ),
        Finding::Missing { before } => broken(
            format!("Entries before {} are missing", number(before)),
            "They were taken out after they were written. Compare with a backup or an export.".to_owned(),
            None,
        ),
        Finding::NewestMissing { found } => broken(
            "The newest entries are missing".to_owned(),
            format!(
                "The chain is whole up to entry {}, but the newest seal is not in it. Entries were cut off.",
                number(found)
            ),
            None,
        ),
    }
}

/// Of the seal that somebody typed.
fn of_named(named: Named, zone: Zone) -> SealFound {
    let this = |mark: Mark| {
        format!("This is the seal of entry {}, of {}", number(mark.number), zone.moment(mark.at))
    };
    match named {
        Named::Fits(mark) => SealFound::Fits(format!("{}, and the log up to there is whole.", this(mark))),
        Named::AfterBreak(mark) => SealFound::Differs {
            title: "The log is not whole".to_owned(),
            words: format!("{}, but the log up to there is not whole.", this(mark)),
        },
        Named::Nowhere => SealFound::Differs {
            title: "No entry has this seal".to_owned(),
            words: "No entry has the seal that you named. Look whether it is typed as you kept it, and whether it is of this \
                    Business Center. If both are so, the log was written anew or cut off since."
                .to_owned(),
        },
    }
}

/// Of a seal that left the house.
fn of_kept(kept: KeptSeal, zone: Zone) -> SealFound {
    let (entry, day) = (number(kept.number), zone.day(kept.at));
    let left = match kept.way {
        Way::Mailed => format!("mailed on {day}"),
        Way::Exported { by } => format!("exported on {day} by {by}"),
    };
    match kept.place {
        Place::Same => SealFound::Fits(format!("Entry {entry} still has the seal that was {left}.")),
        Place::Another => SealFound::Differs {
            title: "The log was written anew".to_owned(),
            words: format!("Entry {entry} does not have the seal that was {left}."),
        },
        Place::Nothing => SealFound::Differs {
            title: "The end of the log was cut off".to_owned(),
            words: format!("Entry {entry}, whose seal was {left}, is not there any more."),
        },
    }
}

fn number(number: i64) -> String {
    grouped(u32::try_from(number).unwrap_or(u32::MAX))
}
