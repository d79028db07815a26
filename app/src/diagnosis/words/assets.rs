//! **Assets are not showing up**, in words.

use domain::asset::AssetTarget;
use domain::decision::Refusal;
use domain::diagnosis::Problem;
use domain::diagnosis::assets::{Check, Finding, Question, Taken, TakenBy, diagnose};
use domain::edit::Marked;
use domain::end::EndDate;
use service::capability::Admin;
use service::diagnosis::Assets;

use super::{Telling, any_of, asked, cause, fine, nor_a_module, without_page};
use crate::diagnosis::server::{Asked, Checked, Compared, Diagnosed, FindingItem};
use crate::path;

/// As many of what was not given lead to giving it.
const NAMED: usize = 6;

pub(super) fn told(admin: &Admin, Assets { partner, facts, others }: Assets) -> Diagnosed {
    let telling = Telling::of(admin, &partner);
    telling.diagnosed(
        Problem::Assets,
        &diagnose(&facts, &others),
        |found| finding(&telling, found),
        check,
        |unknown| question(&telling, unknown),
    )
}

fn finding(telling: &Telling<'_>, finding: &Finding) -> FindingItem {
    let name = telling.name;
    let assets = || telling.edit(Some(Marked::Assets), Problem::Assets);
    let of = |title: &str, because, edit| cause(title, finding.sure(), because, finding.mends(), edit);
    match finding {
        Finding::NotIn(state) => telling.not_in(*state, Problem::Assets),
        Finding::NothingRegistered => {
            let because = "There is nothing that anybody could be given.".to_owned();
            let ways = vec![("Register Asset".to_owned(), path::register_asset(telling.slug()))];
            FindingItem { ways, ..of("No Asset is registered here", because, assets()) }
        }
        Finding::NothingGiven(modules) => {
            let nor = nor_a_module(*modules);
            let because = format!("{name} was given no Asset and no group{nor}.");
            of("Nothing is shared with them", because, assets())
        }
        Finding::Ended(ended) => {
            let title = match ended.len() {
                1 => "Their access to an Asset has ended".to_owned(),
                several => format!("Their access to {several} Assets has ended"),
            };
            let compare = ended.iter().map(ended_row).collect();
            FindingItem { compare, ..of(&title, "The last day is over.".to_owned(), assets()) }
        }
        Finding::EmptyGroup(group) => {
            let to = path::asset_group(telling.slug(), group.id);
            let because = format!("{name} has it, and would see what is put into it.");
            let ways = vec![("Open the group".to_owned(), to)];
            FindingItem { ways, ..of(&format!("The Asset group {} is empty", group.name), because, assets()) }
        }
        Finding::NoModule { modules, assets } => {
            let because = format!(
                "{name} has {}, and no Module that opens anything of it.{}",
                assets.join(", "),
                without_page(*modules)
            );
            let title = format!("The Module {} is missing", any_of(*modules));
            of(&title, because, telling.edit(Some(Marked::Modules), Problem::Assets))
        }
        Finding::Taken(taken) => taken_away(telling, finding, taken),
    }
}

fn ended_row((name, end): &(String, EndDate)) -> Compared {
    Compared::plain(name, format!("until {end}"))
}

fn taken_away(telling: &Telling<'_>, finding: &Finding, taken: &Taken) -> FindingItem {
    let Taken { name, by, at, how, now, .. } = taken;
    let at = telling.at(*at);
    let (title, because) = match how {
        TakenBy::Edit => (format!("{name} was taken from them"), format!("{by} did that on {at}.")),
        TakenBy::LeavingGroup(group) => {
            (format!("{name} left the Asset group {group}"), format!("{by} took it out on {at}."))
        }
        TakenBy::Removal => {
            (format!("{name} is not here any more"), format!("{by} took it off the list on {at}."))
        }
    };
    // Spelt as the form does it, where it still is known here.
    let gives = giving(telling, &now.as_ref().map_or_else(|| name.clone(), AssetTarget::spelt));
    let ways = match how {
        TakenBy::Removal => vec![("Register Asset".to_owned(), path::register_asset(telling.slug()))],
        TakenBy::Edit | TakenBy::LeavingGroup(_) => Vec::new(),
    };
    FindingItem { ways, ..cause(title, finding.sure(), because, finding.mends(), gives) }
}

/// **Edit** with that Asset added, which nobody confirmed yet.
fn giving(telling: &Telling<'_>, spelt: &str) -> String {
    let form = path::edit_marked(telling.slug(), telling.id(), Marked::Assets);
    telling.coming_back(path::giving(form, spelt), Problem::Assets)
}

fn check(check: &Check) -> Checked {
    match check {
        Check::IsIn => fine("They are in"),
        Check::ReachesAll => fine("As an Admin they reach every Asset"),
        Check::Reaches(names) => {
            Checked { what: "They reach, with a Module that opens it".to_owned(), told: names.join(", ") }
        }
        Check::NothingEnded => fine("Nothing that they were given has ended"),
        Check::NothingTaken => fine("Nothing was taken from them within 90 days"),
    }
}

fn question(telling: &Telling<'_>, question: &Question) -> Asked {
    let name = telling.name;
    match question {
        Question::OneOf(others) => {
            let more = others.len().saturating_sub(NAMED);
            let also = if more == 0 { String::new() } else { format!(" {more} more can be added there.") };
            let ways = others.iter().take(NAMED);
            Asked {
                words: format!(
                    "Ask {name}: is it one of these that they miss? They are not shared with them.{also}"
                ),
                ways: ways.map(|other| (other.spelt(), giving(telling, &other.spelt()))).collect(),
            }
        }
        Question::Another => asked(format!("Ask {name}: is it one that was never shared with them?")),
        Question::MoreModules(modules) => Asked {
            words: format!(
                "Ask {name}: is it what the Module {} would open? {}",
                any_of(*modules),
                modules
                    .iter()
                    .map(|module| telling.refusal(Refusal::ModuleNotGranted(module)))
                    .collect::<Vec<_>>()
                    .join(" ")
            ),
            ways: vec![("Edit".to_owned(), telling.edit(Some(Marked::Modules), Problem::Assets))],
        },
        Question::OnTikTok => asked(format!(
            "Ask {name}: is it here that they look, under Assets, or on TikTok? What is shared on TikTok is given there."
        )),
    }
}
