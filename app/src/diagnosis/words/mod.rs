//! A diagnosis in the words of the screen.

mod assets;
mod changes;
mod level;
mod log_in;

use chrono::{DateTime, Utc};
use domain::access::{Module, Modules};
use domain::decision::{Refusal, Speaking};
use domain::diagnosis::{Diagnosis, Problem, Sure};
use domain::edit::Marked;
use domain::id::PartnerId;
use domain::name::one_of;
use domain::partner::{PartnerAction, PartnerState};
use service::capability::Admin;
use service::failure::Failure;
use service::partner::PartnerDetails;

use super::server::{Asked, Checked, Diagnosed, FindingItem};
use crate::path;

/// Looks into a problem of somebody, and words what is found.
///
/// # Errors
/// Not found for a partner of others.
pub(super) async fn told(admin: &Admin, partner: PartnerId, problem: Problem) -> Result<Diagnosed, Failure> {
    let mut told = match problem {
        Problem::LogIn => log_in::told(admin, admin.log_in_facts(partner).await?),
        Problem::Level => level::told(admin, admin.level_facts(partner).await?),
        Problem::Assets => assets::told(admin, admin.assets_facts(partner).await?),
        Problem::Changes => changes::told(admin, admin.changes_facts(partner).await?),
    };
    let asks = admin.access_requests(partner).await?.into_iter();
    told.facts.extend(asks.map(|request| ("Asks for".to_owned(), request.ask.to_string())));
    Ok(told)
}

/// For whom it is worded, about whom, and when.
struct Telling<'a> {
    admin: &'a Admin,
    partner: &'a PartnerDetails,
    /// Whoever has not accepted yet is called by their address.
    name: &'a str,
    now: DateTime<Utc>,
}

impl<'a> Telling<'a> {
    fn of(admin: &'a Admin, partner: &'a PartnerDetails) -> Self {
        let name = partner.row.name.as_deref().unwrap_or(&partner.row.contact);
        Self { admin, partner, name, now: admin.keyholder().clock().now() }
    }

    fn slug(&self) -> &str {
        &self.admin.center().slug
    }

    fn id(&self) -> PartnerId {
        self.partner.row.id
    }

    fn at(&self, at: DateTime<Utc>) -> String {
        self.admin.member().zone().moment(at).words
    }

    /// The sentence of the decision.
    fn refusal(&self, why: Refusal) -> String {
        why.sentence(Speaking::About { name: self.name, state: self.partner.row.state })
    }

    /// **Edit**, which leads back here.
    fn edit(&self, marked: Option<Marked>, problem: Problem) -> String {
        let form = match marked {
            Some(marked) => path::edit_marked(self.slug(), self.id(), marked),
            None => path::edit(self.slug(), self.id()),
        };
        self.coming_back(form, problem)
    }

    fn coming_back(&self, form: String, problem: Problem) -> String {
        path::coming_back(form, &path::diagnosis(self.slug(), self.id(), problem))
    }

    /// Whoever is out is let in first.
    fn not_in(&self, state: PartnerState, problem: Problem) -> FindingItem {
        let to = path::diagnosis(self.slug(), self.id(), Problem::LogIn);
        FindingItem {
            ways: vec![("Find out why".to_owned(), to)],
            ..cause(
                "They are not in",
                Sure::Certain,
                self.refusal(Refusal::NotIn(state)),
                &[],
                self.edit(None, problem),
            )
        }
    }

    /// The whole page.
    fn diagnosed<Finding, Check, Question>(
        &self,
        problem: Problem,
        found: &Diagnosis<Finding, Check, Question>,
        finding: impl Fn(&Finding) -> FindingItem,
        check: impl Fn(&Check) -> Checked,
        question: impl Fn(&Question) -> Asked,
    ) -> Diagnosed {
        Diagnosed {
            id: self.id(),
            problem,
            name: self.name.to_owned(),
            state: self.partner.row.state,
            level: self.partner.row.grant.level(),
            summary: summary(found.findings.len(), found.checks()),
            findings: found.findings.iter().map(finding).collect(),
            passed: found.passed.iter().map(check).collect(),
            questions: found.questions.iter().map(question).collect(),
            facts: self.facts(),
            copy_link: self.admin.offers_copy_link(),
        }
    }

    /// What stands beside every diagnosis of somebody.
    fn facts(&self) -> Vec<(String, String)> {
        let invited = self.partner.invited.as_ref();
        let invited = invited
            .map(|invited| ("Invited".to_owned(), format!("{} by {}", self.at(invited.at), invited.by)));
        let address = ("Address".to_owned(), self.partner.row.contact.clone());
        let times = ("Times".to_owned(), self.admin.member().zone().words());
        [address].into_iter().chain(invited).chain([times]).collect()
    }
}

/// A finding without ways, and without anything to compare.
fn cause(
    title: impl Into<String>,
    sure: Sure,
    because: String,
    mends: &[PartnerAction],
    edit: String,
) -> FindingItem {
    FindingItem {
        title: title.into(),
        sure: sure.label().to_owned(),
        because,
        compare: Vec::new(),
        right_address: None,
        mends: mends.to_vec(),
        edit,
        ways: Vec::new(),
        hint: None,
    }
}

/// What is fine, and nothing more to say of it.
pub(super) fn fine(what: &str) -> Checked {
    Checked { what: what.to_owned(), told: String::new() }
}

/// What nothing here follows from.
fn asked(words: String) -> Asked {
    Asked { words, ways: Vec::new() }
}

pub(super) fn summary(causes: usize, checks: usize) -> String {
    let checks = if checks == 1 { "1 check".to_owned() } else { format!("{checks} checks") };
    match causes {
        0 => format!("No cause found in {checks}."),
        1 => format!("1 cause found in {checks}."),
        more => format!("{more} causes found in {checks}. The likeliest comes first."),
    }
}

/// "Analytics, Campaigns or Billing"
pub(crate) fn any_of(modules: Modules) -> String {
    one_of(&modules.iter().map(Module::label).collect::<Vec<_>>())
}

/// Goes on after what such a Module would open, where granting it would show nothing yet.
pub(crate) fn without_page(modules: Modules) -> &'static str {
    if modules.with_page().is_empty() {
        " No such Module has a page here yet: what is granted of it shows once it does."
    } else {
        ""
    }
}

/// Goes on after "no Asset and no group", where they have these.
pub(crate) const fn nor_a_module(modules: Modules) -> &'static str {
    if modules.is_empty() { ", and no Module that would open one" } else { "" }
}
