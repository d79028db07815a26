//! The Assets that a partner reaches, as rows of their page.

use domain::zone::Zone;
use service::asset::{AssetReach, AssetWay};

use super::server::Reach;
use crate::asset::why::{was, why};

pub(super) fn assets(reach: &AssetReach, zone: Zone) -> Vec<Reach> {
    let row = |way: &AssetWay, role: String, why: String| Reach {
        what: way.name.as_str().to_owned(),
        sort: way.what.clone(),
        role,
        why,
        by: format!("by {}, {}", way.by, zone.day(way.at)),
    };
    let stands =
        reach.reached.iter().map(|of| row(&of.counts, of.counts.way.role.label().to_owned(), why(of)));
    let ended = reach.ended.iter().map(|way| {
        let end = way.last_day().map(|last| last.end().to_string()).unwrap_or_default();
        row(way, format!("Ended on {end}"), was(way))
    });
    stands.chain(ended).collect()
}
