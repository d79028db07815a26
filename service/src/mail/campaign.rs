//! Mails about Change requests, to both sides, with the whole difference in them.

use domain::campaign::request::RequestState;

use super::letter::{Letter, Part};
use super::partner::{about, facts};
use super::sample;

/// What all of them tell: which proposal, and what it would change.
#[derive(Clone, Debug)]
pub struct Proposal {
    pub center: String,
    /// Whoever proposed it.
    pub partner: String,
    pub campaign: String,
    pub ad_account: String,
    /// What they propose: "to change", "to create" or "to delete".
    pub wants: &'static str,
    /// Each field, and what becomes of it: "€250.00 a day → €400.00 a day".
    pub changes: Vec<(String, String)>,
    /// The address of its page.
    pub url: String,
}

/// To the Admins who may decide it.
#[derive(Clone, Debug)]
pub struct ChangeProposedMail {
    pub proposal: Proposal,
    /// Whoever proposed it, in their words.
    pub reason: Option<String>,
    pub at: String,
    /// The campaign was changed since by whoever that is.
    pub changed_by: Option<String>,
}

/// To whoever proposed it.
#[derive(Clone, Debug)]
pub struct ChangeDecidedMail {
    pub proposal: Proposal,
    pub state: RequestState,
    /// The Admin who decided.
    pub by: String,
    pub answer: Option<String>,
}

/// To whoever proposed it, or to the Admins who spoke before.
#[derive(Clone, Debug)]
pub struct ChangeCommentedMail {
    pub proposal: Proposal,
    pub by: String,
    pub words: String,
}

impl Proposal {
    fn facts(&self) -> Part {
        let changes = self.changes.iter().map(|(field, words)| (field.as_str(), words));
        facts(changes.chain([("Ad account", &self.ad_account), ("Business Center", &self.center)]))
    }

    fn button(&self, label: &str) -> Part {
        Part::Button { label: label.to_owned(), url: self.url.clone(), below: String::new() }
    }

    fn sample() -> Self {
        Self {
            center: sample::CENTER.to_owned(),
            partner: sample::SAKURA.to_owned(),
            campaign: "Glow Serum · EU launch".to_owned(),
            ad_account: "Halcyon EU".to_owned(),
            wants: "to change",
            changes: vec![
                ("Budget".to_owned(), "€250.00 a day → €400.00 a day (€150.00 more, 60 %)".to_owned()),
                ("End".to_owned(), "No end → 1 December 2026, 23:59".to_owned()),
            ],
            url: sample::url("/b/halcyon/campaigns/requests/01936f2a-7c1e-7b3a-9d51-0c2f4a6b8e90"),
        }
    }

    fn strained() -> Self {
        Self {
            center: sample::SARA.to_owned(),
            partner: sample::longest_name(),
            campaign: sample::longest_name(),
            ad_account: sample::longest_name(),
            wants: "to create",
            changes: vec![
                ("Name".to_owned(), sample::longest_name()),
                ("Note".to_owned(), format!("{} → None", sample::SARA)),
            ],
            ..Self::sample()
        }
    }
}

impl ChangeProposedMail {
    pub fn letter(&self) -> Letter {
        let Proposal { center, partner, campaign, wants, .. } = &self.proposal;
        let mut parts = vec![Part::Text(
            "Nothing has changed yet. Any Admin can approve or reject it; approving changes the campaign at once.".to_owned(),
        )];
        if let Some(by) = &self.changed_by {
            parts.push(Part::Text(format!(
                "{by} has changed the campaign since. The page shows all three versions."
            )));
        }
        if let Some(reason) = &self.reason {
            parts.push(Part::Quote { by: partner.clone(), text: reason.clone() });
        }
        parts.push(self.proposal.button("Look at it"));
        parts.push(self.proposal.facts());
        about(
            center,
            format!("{partner} wants {wants} {campaign}"),
            format!("Proposed {}. It waits for an Admin.", self.at),
            parts,
            "Sent because you are an Admin there.",
        )
    }

    pub fn samples() -> Vec<Self> {
        let ordinary = Self {
            proposal: Proposal::sample(),
            reason: Some("The weekend did 38 % better than the week.".to_owned()),
            at: sample::AT.to_owned(),
            changed_by: None,
        };
        let strained = Self {
            proposal: Proposal::strained(),
            reason: Some(format!("{}\n{}", sample::SARA, sample::SARA)),
            changed_by: Some(sample::longest_name()),
            ..ordinary.clone()
        };
        vec![ordinary, strained]
    }
}

impl ChangeDecidedMail {
    pub fn letter(&self) -> Letter {
        let Proposal { center, campaign, wants, .. } = &self.proposal;
        let (state, by) = (self.state.label(), &self.by);
        let words = match self.state {
            RequestState::Approved => format!("{by} approved what you proposed. It stands from now on."),
            RequestState::Rejected => format!("{by} rejected what you proposed. Nothing has changed."),
            RequestState::Waiting | RequestState::Withdrawn => format!("Your proposal: {state}."),
        };
        let mut parts = vec![Part::Text(words)];
        if let Some(answer) = &self.answer {
            parts.push(Part::Quote { by: by.clone(), text: answer.clone() });
        }
        parts.push(self.proposal.button("See your proposal"));
        parts.push(self.proposal.facts());
        about(
            center,
            format!("{state}: your proposal {wants} {campaign}"),
            format!("By {by}, in {center}."),
            parts,
            "Sent because you proposed it.",
        )
    }

    pub fn samples() -> Vec<Self> {
        let ordinary = Self {
            proposal: Proposal::sample(),
            state: RequestState::Approved,
            by: sample::MINA.to_owned(),
            answer: None,
        };
        let strained = Self {
            proposal: Proposal::strained(),
            state: RequestState::Rejected,
            by: sample::longest_name(),
            answer: Some(sample::SARA.to_owned()),
        };
        vec![ordinary, strained]
    }
}

impl ChangeCommentedMail {
    pub fn letter(&self) -> Letter {
        let (Proposal { center, partner, campaign, wants, .. }, by) = (&self.proposal, &self.by);
        let parts = vec![
            Part::Quote { by: by.clone(), text: self.words.clone() },
            self.proposal.button("Answer"),
            self.proposal.facts(),
        ];
        about(
            center,
            format!("{by} about {campaign}"),
            format!("{partner} wants {wants} it."),
            parts,
            "Sent because you take part in this.",
        )
    }

    pub fn samples() -> Vec<Self> {
        let ordinary = Self {
            proposal: Proposal::sample(),
            by: sample::MINA.to_owned(),
            words: "Why not from Friday on?".to_owned(),
        };
        let strained = Self {
            proposal: Proposal::strained(),
            by: sample::longest_name(),
            words: format!("{}\n{}", sample::SARA, sample::SARA),
        };
        vec![ordinary, strained]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_admin_reads_the_whole_difference_and_why() {
        let [ordinary, strained] = ChangeProposedMail::samples().try_into().unwrap();
        let text = ordinary.letter().text().replace('\n', " ");
        assert_eq!(ordinary.letter().subject, "Sakura Yamamoto wants to change Glow Serum · EU launch");
        for words in [
            "Budget: €250.00 a day → €400.00 a day (€150.00 more, 60 %)",
            "End: No end → 1 December 2026, 23:59",
            "> The weekend did 38 % better than the week.",
            "Ad account: Halcyon EU",
        ] {
            assert!(text.contains(words), "{words}: {text}");
        }
        assert!(!text.contains("three versions"));
        assert!(strained.letter().text().replace('\n', " ").contains("has changed the campaign since"));
    }

    #[test]
    fn whoever_proposed_it_reads_what_became_of_it_by_whom_and_why() {
        let [approved, rejected] = ChangeDecidedMail::samples().try_into().unwrap();
        let subject = approved.letter().subject;
        assert_eq!(subject, "Approved: your proposal to change Glow Serum · EU launch");
        let text = approved.letter().text();
        assert!(text.contains("Mina Okafor approved what you proposed. It stands from now on."), "{text}");
        let text = rejected.letter().text().replace('\n', " ");
        assert!(text.contains("rejected what you proposed. Nothing has changed."), "{text}");
        assert!(rejected.letter().subject.starts_with("Rejected: your proposal to create"));
    }

    #[test]
    fn a_comment_is_told_with_who_said_it() {
        let letter = ChangeCommentedMail::samples().remove(0).letter();
        assert_eq!(letter.subject, "Mina Okafor about Glow Serum · EU launch");
        assert!(letter.text().contains("> Why not from Friday on?"), "{}", letter.text());
    }
}
