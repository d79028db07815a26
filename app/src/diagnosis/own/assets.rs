//! **Assets are not showing up**, to whoever misses them.

use domain::decision::Refusal;
use domain::diagnosis::assets::{Check, Finding, Question as Unknown, Taken, TakenBy, diagnose_own};
use domain::zone::Zone;
use service::capability::Member;
use service::failure::Failure;

use super::super::words::{any_of, fine, nor_a_module, without_page};
use super::{Found, Own, Question};
use crate::diagnosis::server::{Checked, Compared};
use crate::path;

pub(super) async fn own(member: &Member) -> Result<Own, Failure> {
    let facts = member.own_given().await?;
    let (slug, zone) = (&member.center().slug, member.zone());
    let finding = |of: &Finding| Found { offers: facts.offers(of), ..finding(of, zone) };
    let question = |unknown: &Unknown| Some(question(unknown, slug));
    Ok(Own::of(&diagnose_own(&facts), finding, check, question))
}

fn finding(finding: &Finding, zone: Zone) -> Found {
    let of = |title: &str, because: String| Found::new(title, finding.sure(), because);
    match finding {
        Finding::NotIn(state) => Found::refused("You are not in", finding.sure(), Refusal::NotIn(*state)),
        Finding::NothingGiven(modules) => {
            let nor = nor_a_module(*modules);
            let because =
                format!("You were given no Asset and no group{nor}. You can ask for one by its name.");
            of("Nothing is shared with you", because)
        }
        Finding::NothingRegistered => {
            of("Nothing is shared with you", "You were given no Asset and no group.".to_owned())
        }
        Finding::Ended(ended) => {
            let title = match ended.len() {
                1 => "Your access to an Asset has ended".to_owned(),
                several => format!("Your access to {several} Assets has ended"),
            };
            let rows = ended.iter().map(|(name, end)| Compared::plain(name, format!("until {end}")));
            Found { compare: rows.collect(), ..of(&title, "The last day is over.".to_owned()) }
        }
        Finding::EmptyGroup(group) => of(
            &format!("The Asset group {} is empty", group.name),
            "You have it, and see what is put into it. Tell an Admin what is missing there.".to_owned(),
        ),
        Finding::NoModule { modules, assets } => of(
            &format!("The Module {} is missing", any_of(*modules)),
            format!(
                "You have {}, and no Module that opens anything of it.{}",
                assets.join(", "),
                without_page(*modules)
            ),
        ),
        Finding::Taken(taken) => taken_away(finding, taken, zone),
    }
}

fn taken_away(finding: &Finding, taken: &Taken, zone: Zone) -> Found {
    let Taken { name, by, at, how, .. } = taken;
    let at = zone.moment(*at).words;
    let (title, because) = match how {
        TakenBy::Edit => {
            (format!("{name} is not part of your access any more"), format!("{by} took it out on {at}."))
        }
        TakenBy::LeavingGroup(group) => {
            (format!("{name} left the Asset group {group}"), format!("{by} took it out on {at}."))
        }
        TakenBy::Removal => {
            (format!("{name} is not here any more"), format!("{by} took it off the list on {at}."))
        }
    };
    Found::new(title, finding.sure(), because)
}

fn check(check: &Check) -> Checked {
    match check {
        Check::IsIn => fine("You are in"),
        Check::ReachesAll => fine("As an Admin you reach every Asset"),
        Check::Reaches(names) => {
            Checked { what: "You reach, with a Module that opens it".to_owned(), told: names.join(", ") }
        }
        Check::NothingEnded => fine("Nothing that you were given has ended"),
        Check::NothingTaken => fine("Nothing was taken from you within 90 days"),
    }
}

fn question(unknown: &Unknown, slug: &str) -> Question {
    let (words, ways) = match unknown {
        Unknown::MoreModules(modules) => {
            (format!("Is it what the Module {} would open?", any_of(*modules)), Vec::new())
        }
        Unknown::Another => ("Is it one that was never shared with you?".to_owned(), Vec::new()),
        Unknown::OneOf(_) | Unknown::OnTikTok => (
            "Is it here that you look, under Assets, or on TikTok? What is shared on TikTok is given there."
                .to_owned(),
            vec![("Assets".to_owned(), path::assets(slug))],
        ),
    };
    Question { words, offers: unknown.offers(), ways }
}
