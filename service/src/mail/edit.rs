//! The mail to whoever's access was changed: what the summary before **Confirm** said.

use super::letter::{Letter, Part, Sign};
use super::partner::{about, facts};
use super::sample;

/// Who changed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangedBy {
    Admin,
    /// By `keyholder admin`.
    Operator,
}

#[derive(Clone, Debug)]
pub struct AccessChangedMail {
    pub center: String,
    pub contact: String,
    pub by: ChangedBy,
    pub level_label: String,
    pub gains: Vec<String>,
    pub loses: Vec<String>,
    /// What changed of who they are there.
    pub also: Vec<String>,
    /// The address of the Business Center.
    pub url: String,
}

impl AccessChangedMail {
    pub fn letter(&self) -> Letter {
        let Self { center, contact, level_label, .. } = self;
        let lists = [
            Part::list("From now on you can", Sign::Can, &self.gains),
            Part::list("You can no longer", Sign::Cannot, &self.loses),
            Part::list("Also changed", Sign::Can, &self.also),
        ];
        let by = match self.by {
            ChangedBy::Admin => "An Admin changed your access.",
            ChangedBy::Operator => {
                "Whoever runs this Keyholder made you an Admin, by a command on its server. No Admin there did it."
            }
        };
        let mut parts = vec![Part::Text(format!("{by} It counts already; you need not log in again."))];
        parts.extend(lists.into_iter().flatten());
        parts.push(Part::Button {
            label: format!("Open {center}"),
            url: self.url.clone(),
            below: String::new(),
        });
        parts.push(facts([("Your address there", contact), ("Access level", level_label)]));
        about(
            center,
            format!("Your access to {center} has changed"),
            format!("{level_label} access."),
            parts,
            "Sent because you have access there. If something is missing, ask an Admin.",
        )
    }

    pub fn samples() -> Vec<Self> {
        let ordinary = Self {
            center: sample::CENTER.to_owned(),
            contact: sample::SAKURA_AT.to_owned(),
            by: ChangedBy::Admin,
            level_label: "Standard".to_owned(),
            gains: sample::owned(&["Draft, schedule and post on TikTok accounts that are granted"]),
            loses: sample::owned(&["Look at spend and caps"]),
            also: Vec::new(),
            url: sample::url("/b/halcyon"),
        };
        let strained = Self {
            center: sample::SARA.to_owned(),
            contact: sample::longest_address(),
            by: ChangedBy::Operator,
            gains: Vec::new(),
            also: vec![format!("Organisation: {} → {}", sample::longest_name(), sample::SARA)],
            ..ordinary.clone()
        };
        vec![ordinary, strained]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_what_is_gained_and_lost_and_nothing_where_nothing_is() {
        let [ordinary, strained] = AccessChangedMail::samples().try_into().unwrap();
        let text = ordinary.letter().text();
        assert!(text.contains("From now on you can:") && text.contains("You can no longer:"), "{text}");
        assert!(!text.contains("Also changed") && text.contains("An Admin changed your access."), "{text}");
        let text = strained.letter().text();
        assert!(text.contains("Also changed:") && !text.contains("From now on"), "{text}");
        assert!(text.contains("Whoever runs this Keyholder made you an Admin"), "{text}");
    }
}
