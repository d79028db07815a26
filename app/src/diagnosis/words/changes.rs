//! **Changes not saving**, in words.

use chrono::{DateTime, Utc};
use domain::decision::{Refusal, Speaking};
use domain::diagnosis::Problem;
use domain::diagnosis::changes::{Check, Facts, Finding, Question, Waiting, diagnose};
use domain::id::PartnerId;
use domain::linked::LinkedAdAccount;
use domain::partner::PartnerState;
use domain::zone::ago;
use service::capability::Admin;
use service::diagnosis::Changes;

use super::{facts_beside, summary};
use crate::diagnosis::server::{Checked, Diagnosed, FindingItem};
use crate::path;

/// About whom it is worded, and when.
struct Telling<'a> {
    slug: &'a str,
    id: PartnerId,
    name: &'a str,
    state: PartnerState,
    now: DateTime<Utc>,
}

pub(in crate::diagnosis) fn told(admin: &Admin, Changes { partner, facts: known }: Changes) -> Diagnosed {
    let row = &partner.row;
    let name = row.name.clone().unwrap_or_else(|| row.contact.clone());
    let telling = Telling {
        slug: &admin.center().slug,
        id: row.id,
        name: &name,
        state: row.state,
        now: admin.keyholder().clock().now(),
    };
    let found = diagnose(&known);
    Diagnosed {
        id: row.id,
        problem: Problem::Changes,
        summary: summary(found.findings.len(), found.checks()),
        findings: found.findings.iter().map(|finding| telling.finding(finding, &known)).collect(),
        passed: found.passed.iter().map(check).collect(),
        questions: found.questions.iter().map(|question| telling.question(*question)).collect(),
        facts: facts_beside(admin, &partner),
        state: row.state,
        level: row.grant.level(),
        copy_link: false,
        name,
    }
}

impl Telling<'_> {
    fn finding(&self, finding: &Finding, known: &Facts) -> FindingItem {
        let (title, because) = match finding {
            Finding::Refused(why) => {
                (title(*why), why.sentence(Speaking::About { name: self.name, state: self.state }))
            }
            Finding::Waits(waiting) => self.waits(waiting),
        };
        let compare = match finding {
            Finding::Refused(Refusal::OperatorsOnly) => {
                known.ad_accounts.iter().map(|(name, _)| (name.clone(), "Analyst".to_owned())).collect()
            }
            _ => Vec::new(),
        };
        FindingItem {
            title,
            sure: finding.sure().label().to_owned(),
            because,
            compare,
            mends: finding.mends().to_vec(),
            ways: Vec::from_iter(self.way(finding)),
            hint: None,
        }
    }

    fn waits(&self, waiting: &Waiting) -> (String, String) {
        let Waiting { many, campaign, since, .. } = waiting;
        let title = match many {
            1 => "A change of theirs waits for your approval".to_owned(),
            many => format!("{many} changes of theirs wait for your approval"),
        };
        let oldest = if *many == 1 { "It is" } else { "The oldest is" };
        (
            title,
            format!(
                "{oldest} about {campaign}, proposed {}. It is kept: nothing is lost.",
                ago(*since, self.now)
            ),
        )
    }

    fn way(&self, finding: &Finding) -> Option<(String, String)> {
        Some(match finding {
            Finding::Waits(waiting) => {
                ("See what waits".to_owned(), path::change_request(self.slug, waiting.request))
            }
            Finding::Refused(Refusal::NotIn(_)) => {
                ("Find out why".to_owned(), path::diagnosis(self.slug, self.id, Problem::LogIn))
            }
            Finding::Refused(Refusal::AdAccount(LinkedAdAccount::Linked(_))) => {
                ("Look at their ad account".to_owned(), path::partner(self.slug, self.id))
            }
            Finding::Refused(_) => return None,
        })
    }

    fn question(&self, question: Question) -> String {
        let name = self.name;
        match question {
            Question::LinkOwn => {
                format!(
                    "Ask {name} to link an ad account: the note on their first page leads there, and you approve it then."
                )
            }
            Question::Sentence => {
                format!(
                    "Ask {name}: what does the page say when they save? It names what is missing, and for which ad account."
                )
            }
        }
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
    let (what, told) = match check {
        Check::IsIn => ("They are in".to_owned(), String::new()),
        Check::HasModule => ("They have the Module Campaigns".to_owned(), String::new()),
        Check::Operates(names) => ("They are Operator".to_owned(), names.join(", ")),
        Check::ReachesAll => ("As an Admin they reach every ad account".to_owned(), String::new()),
        Check::OwnAdAccount => ("Their own ad account lets them save".to_owned(), String::new()),
        Check::NothingWaits => ("No change of theirs waits".to_owned(), String::new()),
    };
    Checked { what, told }
}
