//! **Changes not saving**, in words.

use domain::decision::Refusal;
use domain::diagnosis::Problem;
use domain::diagnosis::changes::{Check, Facts, Finding, Question, Waiting, diagnose};
use domain::edit::Marked;
use domain::linked::LinkedAdAccount;
use domain::zone::ago;
use service::capability::Admin;
use service::diagnosis::Changes;

use super::{Telling, asked, cause, fine};
use crate::diagnosis::server::{Checked, Compared, Diagnosed, FindingItem};
use crate::path;

pub(super) fn told(admin: &Admin, Changes { partner, facts: known }: Changes) -> Diagnosed {
    let telling = Telling::of(admin, &partner);
    telling.diagnosed(
        Problem::Changes,
        &diagnose(&known),
        |found| finding(&telling, found, &known),
        check,
        |unknown| asked(question(telling.name, *unknown)),
    )
}

fn finding(telling: &Telling<'_>, finding: &Finding, known: &Facts) -> FindingItem {
    let (title, because) = match finding {
        Finding::Refused(Refusal::NotIn(state)) => return telling.not_in(*state, Problem::Changes),
        Finding::Refused(why) => (title(*why), because(telling, *why)),
        Finding::Waits(waiting) => waits(telling, waiting),
    };
    let compare = match finding {
        Finding::Refused(Refusal::OperatorsOnly) => {
            known.ad_accounts.iter().map(|of| Compared::plain(of.name.as_str(), "Analyst")).collect()
        }
        _ => Vec::new(),
    };
    let edit = telling.edit(marked(finding), Problem::Changes);
    FindingItem {
        compare,
        ways: Vec::from_iter(way(telling, finding)),
        ..cause(title, finding.sure(), because, finding.mends(), edit)
    }
}

fn marked(finding: &Finding) -> Option<Marked> {
    match finding {
        Finding::Refused(Refusal::ModuleNotGranted(_)) => Some(Marked::Modules),
        Finding::Refused(Refusal::AssetNotGiven | Refusal::AssetEnded(_) | Refusal::OperatorsOnly) => {
            Some(Marked::Assets)
        }
        Finding::Refused(
            Refusal::NotIn(_) | Refusal::AdminsOnly(_) | Refusal::AdAccount(_) | Refusal::NeedsApproval,
        )
        | Finding::Waits(_) => None,
    }
}

fn waits(telling: &Telling<'_>, waiting: &Waiting) -> (String, String) {
    let Waiting { many, campaign, since, .. } = waiting;
    let since = ago(*since, telling.now);
    match many {
        1 => (
            "A change of theirs waits for your approval".to_owned(),
            format!("It is about {campaign}, proposed {since}. It is kept: nothing is lost."),
        ),
        many => (
            format!("{many} changes of theirs wait for your approval"),
            format!("The oldest is about {campaign}, proposed {since}. They are kept: nothing is lost."),
        ),
    }
}

fn way(telling: &Telling<'_>, finding: &Finding) -> Option<(String, String)> {
    Some(match finding {
        Finding::Waits(waiting) => {
            ("See what waits".to_owned(), path::change_request(telling.slug(), waiting.request))
        }
        Finding::Refused(Refusal::AdAccount(LinkedAdAccount::Linked(_))) => {
            ("Look at their ad account".to_owned(), path::partner(telling.slug(), telling.id()))
        }
        Finding::Refused(_) => return None,
    })
}

fn question(name: &str, question: Question) -> String {
    match question {
        Question::LinkOwn => format!(
            "Ask {name} to link an ad account: the note on their first page leads there, and you approve it then."
        ),
        Question::Another => {
            format!(
                "Ask {name}: is it another ad account, of which they are Analyst, or whose last day is over?"
            )
        }
        Question::Sentence => format!(
            "Ask {name}: what does the page say when they save? It names what is missing, and for which ad account."
        ),
    }
}

/// The sentence of the decision, which speaks of one Asset: what is found of all of them says so.
fn because(telling: &Telling<'_>, why: Refusal) -> String {
    let name = telling.name;
    match why {
        Refusal::AssetNotGiven => {
            format!("{name} has no ad account, by itself or in a group. Edit adds one.")
        }
        Refusal::OperatorsOnly => {
            format!(
                "{name} is Analyst of every ad account that they have; this takes an Operator. Edit changes the role."
            )
        }
        Refusal::NotIn(_)
        | Refusal::AdminsOnly(_)
        | Refusal::ModuleNotGranted(_)
        | Refusal::AssetEnded(_)
        | Refusal::AdAccount(_)
        | Refusal::NeedsApproval => telling.refusal(why),
    }
}

fn title(why: Refusal) -> String {
    match why {
        Refusal::NotIn(_) => "They are not in".to_owned(),
        Refusal::AdminsOnly(_) => "Only Admins can do it".to_owned(),
        Refusal::ModuleNotGranted(module) => format!("The Module {} is missing", module.label()),
        Refusal::AssetNotGiven => "No ad account is shared with them".to_owned(),
        Refusal::AssetEnded(_) => "Their access to the ad account has ended".to_owned(),
        Refusal::OperatorsOnly => "They are Analyst, who only looks".to_owned(),
        Refusal::AdAccount(LinkedAdAccount::Linked(state)) => {
            format!("Their own ad account is {}", state.label())
        }
        Refusal::AdAccount(LinkedAdAccount::Missing | LinkedAdAccount::NotNeeded) => {
            "They have linked no ad account of their own".to_owned()
        }
        Refusal::NeedsApproval => "An Admin approves it".to_owned(),
    }
}

fn check(check: &Check) -> Checked {
    match check {
        Check::IsIn => fine("They are in"),
        Check::HasModule => fine("They have the Module Campaigns"),
        Check::Operates(names) => Checked { what: "They are Operator".to_owned(), told: names.join(", ") },
        Check::ReachesAll => fine("As an Admin they reach every ad account"),
        Check::OwnAdAccount => fine("Their own ad account lets them save"),
        Check::NoOwnAdAccountNeeded => fine("They need no ad account of their own"),
        Check::NothingWaits => fine("No change of theirs waits"),
    }
}
