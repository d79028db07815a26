//! **Changes not saving**, to whoever makes them.

use chrono::{DateTime, Utc};
use domain::decision::Refusal;
use domain::diagnosis::changes::{Check, Facts, Finding, Question as Unknown, Waiting, diagnose};
use domain::linked::LinkedAdAccount;
use domain::zone::ago;
use service::capability::Member;
use service::failure::Failure;

use super::super::words::fine;
use super::{Found, Own, Question};
use crate::diagnosis::server::{Checked, Compared};
use crate::path;

pub(super) async fn own(member: &Member) -> Result<Own, Failure> {
    let facts = member.own_changes().await?;
    let (slug, now) = (&member.center().slug, member.keyholder().clock().now());
    let finding = |of: &Finding| Found { offers: facts.offers(of), ..finding(of, &facts, slug, now) };
    let question = |unknown: &Unknown| {
        let question = question(*unknown, slug)?;
        Some(Question { offers: facts.offers_for(*unknown), ..question })
    };
    Ok(Own::of(&diagnose(&facts), finding, check, question))
}

fn finding(finding: &Finding, facts: &Facts, slug: &str, now: DateTime<Utc>) -> Found {
    match finding {
        Finding::Refused(why @ Refusal::AssetNotGiven) => Found::new(
            title(*why),
            finding.sure(),
            "A change is saved on an ad account that you are Operator of. Ask for yours by its name.",
        ),
        Finding::Refused(why) => Found {
            compare: analyst_of(*why, facts),
            ways: Vec::from_iter(way(*why, slug)),
            ..Found::refused(title(*why), finding.sure(), *why)
        },
        Finding::Waits(waiting) => waits(finding, waiting, slug, now),
    }
}

fn analyst_of(why: Refusal, facts: &Facts) -> Vec<Compared> {
    let all = facts.ad_accounts.iter().filter(|_| why == Refusal::OperatorsOnly);
    all.map(|account| Compared::plain(account.name.as_str(), "Analyst")).collect()
}

fn waits(finding: &Finding, waiting: &Waiting, slug: &str, now: DateTime<Utc>) -> Found {
    let Waiting { many, campaign, since, request } = waiting;
    let since = ago(*since, now);
    let (title, because) = match many {
        1 => (
            "A change of yours waits for an Admin".to_owned(),
            format!("It is about {campaign}, proposed {since}. It is kept: nothing is lost."),
        ),
        many => (
            format!("{many} changes of yours wait for an Admin"),
            format!("The oldest is about {campaign}, proposed {since}. They are kept: nothing is lost."),
        ),
    };
    let ways = vec![("See what waits".to_owned(), path::change_request(slug, *request))];
    Found { ways, ..Found::new(title, finding.sure(), because) }
}

fn way(why: Refusal, slug: &str) -> Option<(String, String)> {
    matches!(why, Refusal::AdAccount(_)).then(|| ("Your ad account".to_owned(), path::ad_account(slug)))
}

fn title(why: Refusal) -> String {
    match why {
        Refusal::NotIn(_) => "You are not in".to_owned(),
        Refusal::AdminsOnly(_) => "Only Admins can do it".to_owned(),
        Refusal::ModuleNotGranted(module) => format!("The Module {} is missing", module.label()),
        Refusal::AssetNotGiven => "No ad account is shared with you".to_owned(),
        Refusal::AssetEnded(_) => "Your access to the ad account has ended".to_owned(),
        Refusal::OperatorsOnly => "You are Analyst, who only looks".to_owned(),
        Refusal::AdAccount(LinkedAdAccount::Linked(state)) => {
            format!("Your own ad account is {}", state.label())
        }
        Refusal::AdAccount(LinkedAdAccount::Missing | LinkedAdAccount::NotNeeded) => {
            "You have linked no ad account of your own".to_owned()
        }
        Refusal::NeedsApproval => "An Admin approves it".to_owned(),
    }
}

fn check(check: &Check) -> Checked {
    match check {
        Check::IsIn => fine("You are in"),
        Check::HasModule => fine("You have the Module Campaigns"),
        Check::Operates(names) => Checked { what: "You are Operator".to_owned(), told: names.join(", ") },
        Check::ReachesAll => fine("As an Admin you reach every ad account"),
        Check::OwnAdAccount => fine("Your own ad account lets you save"),
        Check::NoOwnAdAccountNeeded => fine("You need no ad account of your own"),
        Check::NothingWaits => fine("No change of yours waits"),
    }
}

/// What the findings say already is not asked.
fn question(unknown: Unknown, slug: &str) -> Option<Question> {
    let (words, ways) = match unknown {
        Unknown::LinkOwn => return None,
        Unknown::Another => {
            ("Is it an ad account that you only look at, or whose last day is over?", Vec::new())
        }
        Unknown::Sentence => (
            "What does the page say when you save? It names what is missing, and for which ad account.",
            vec![("Campaigns".to_owned(), path::campaigns(slug))],
        ),
    };
    Some(Question { words: words.to_owned(), offers: Vec::new(), ways })
}
