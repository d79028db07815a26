//! What is asked, made into a question of the decision, and its answer in sentences.

use domain::asset::{AssetKind, AssetTarget};
use domain::decision::{Action, AssetAction, Question, Refusal, Speaking, Subject, Verdict, reasons};
use domain::diagnosis::Problem;
use domain::grant::Grant;
use domain::id::{AssetId, PartnerId};
use domain::partner::PartnerState;
use service::asset::{AssetReach, TargetSearch};
use service::capability::Admin;
use service::failure::Failure;

use super::{Answer, Asked};
use crate::asset::why::why;
use crate::path;

/// Of whom it is asked.
pub struct About<'a> {
    pub id: PartnerId,
    pub name: &'a str,
    pub subject: Subject,
    pub assets: &'a AssetReach,
}

/// The Asset that is meant.
struct Meant {
    id: AssetId,
    kind: AssetKind,
    name: String,
}

/// None: nothing is asked, or nothing that there is.
pub async fn answer(admin: &Admin, about: About<'_>, asked: &Asked) -> Result<Option<Answer>, Failure> {
    if let Some(action) = Action::parse(&asked.may) {
        return Ok(Some(about.told(admin, Question::Here(action), None)));
    }
    let Some(action) = AssetAction::parse(&asked.may) else { return Ok(None) };
    let now = admin.keyholder().clock().now();
    Ok(Some(match meant(admin, &asked.with).await? {
        Err(problem) => Answer::Unclear(problem),
        Ok(meant) if AssetAction::of(meant.kind).contains(&action) => {
            about.told(admin, Question::With(action, about.assets.hold(meant.id, now)), Some(&meant))
        }
        Ok(meant) => Answer::Unclear(format!(
            "That does not go with {}, which is {}. Choose something else to do, or another Asset.",
            meant.name,
            meant.kind.with_article()
        )),
    }))
}

async fn meant(admin: &Admin, typed: &str) -> Result<Result<Meant, String>, Failure> {
    if typed.trim().is_empty() {
        return Ok(Err("Type the Asset that it is about.".to_owned()));
    }
    Ok(match admin.find_target(typed).await? {
        TargetSearch::One(AssetTarget::Asset { id, kind, name }) => {
            Ok(Meant { id, kind, name: name.as_str().to_owned() })
        }
        TargetSearch::One(AssetTarget::Group { name, .. }) => {
            Err(format!("{name} is an Asset group. Type one of the Assets in it."))
        }
        TargetSearch::Several(names) => {
            Err(format!("Several are meant: {}. Type one of them.", names.join(", ")))
        }
        TargetSearch::Nothing => Err("No Asset here has this name or advertiser ID.".to_owned()),
    })
}

impl About<'_> {
    fn told(&self, admin: &Admin, what: Question, meant: Option<&Meant>) -> Answer {
        let reasons = reasons(self.subject, what);
        let verdict = Verdict::of(&reasons);
        let because = matches!(verdict, Verdict::Yes | Verdict::WithApproval);
        let because = because.then(|| self.because(what, meant));
        // Who may not even propose it is not told of what becomes of a proposal.
        let said = |reason: &&Refusal| verdict != Verdict::No || **reason != Refusal::NeedsApproval;
        let why_not = reasons
            .iter()
            .filter(said)
            .map(|reason| reason.sentence(Speaking::About { name: self.name, state: self.subject.state }));
        // A part of a name is enough to mean an Asset: which one it was is said.
        let named = meant.filter(|_| !reasons.is_empty()).map(|meant| format!("{}:", meant.name));
        let then = (reasons == [Refusal::NotIn(PartnerState::Invited)])
            .then(|| "Nothing else stands in the way.".to_owned());
        Answer::Told {
            verdict,
            sentences: named.into_iter().chain(because).chain(why_not).chain(then).collect(),
            diagnoses: self.diagnoses(&admin.center().slug, &reasons),
        }
    }

    /// Of each problem under which one of them stands; whoever is out is let in first.
    fn diagnoses(&self, slug: &str, reasons: &[Refusal]) -> Vec<(String, String)> {
        let problems =
            reasons.iter().filter(|reason| **reason != Refusal::NeedsApproval).map(|reason| reason.problem());
        let mut problems: Vec<_> = problems.collect();
        problems.dedup();
        if problems.first() == Some(&Problem::LogIn) {
            problems.truncate(1);
        }
        let one = problems.len() == 1;
        let way = |problem: Problem| {
            let label = if one { "Find out why" } else { problem.label() };
            (label.to_owned(), path::diagnosis(slug, self.id, problem))
        };
        problems.into_iter().map(way).collect()
    }

    /// What makes it so.
    fn because(&self, what: Question, meant: Option<&Meant>) -> String {
        let name = self.name;
        if self.subject.grant == Grant::Admin {
            return format!("{name} is an Admin: every Module and every Asset, now and later.");
        }
        let module =
            what.module().map(|module| format!("{} is part of the access of {name}.", module.label()));
        let way = meant.and_then(|meant| {
            let ways = self.assets.reached.iter().find(|of| of.counts.way.asset == meant.id)?;
            let role = ways.counts.way.role.label();
            Some(format!("{name} is {role} of {}. {}.", meant.name, why(ways)))
        });
        let because = way.into_iter().chain(module).collect::<Vec<_>>();
        if because.is_empty() { "Every Member may.".to_owned() } else { because.join(" ") }
    }
}
