//! The mail about a Standing approval.

use super::letter::{Letter, Part};
use super::partner::{about, facts};
use super::sample;

/// To the Operator: some of what they propose counts at once from now on.
#[derive(Clone, Debug)]
pub struct ApprovedAheadMail {
    pub center: String,
    /// The Admin who gave it.
    pub giver: String,
    pub ad_account: String,
    /// "€200.00"
    pub ceiling: String,
    /// "30 June 2027"
    pub last_day: String,
    /// The address of **Standing approvals**.
    pub url: String,
}

impl ApprovedAheadMail {
    pub fn letter(&self) -> Letter {
        let Self { center, giver, ad_account, ceiling, last_day, .. } = self;
        let words = format!(
            "{giver} approves your changes of budgets ahead. As long as they raise budgets by no more than {ceiling} in one day, \
             they count at once; daily and lifetime budgets are counted apart. Whatever goes beyond it, or changes anything \
             else, waits for an Admin as before."
        );
        let button = Part::Button {
            label: "See what is left today".to_owned(),
            url: self.url.clone(),
            below: String::new(),
        };
        let known = [
            ("Ad account", ad_account),
            ("Up to", ceiling),
            ("Last day", last_day),
            ("Business Center", center),
        ];
        about(
            center,
            format!("Approved ahead: budgets of {ad_account}"),
            format!("Up to {ceiling} a day, until {last_day}."),
            vec![Part::Text(words), button, facts(known)],
            "Sent because you propose changes there.",
        )
    }

    pub fn samples() -> Vec<Self> {
        let ordinary = Self {
            center: sample::CENTER.to_owned(),
            giver: sample::MINA.to_owned(),
            ad_account: "Halcyon EU".to_owned(),
            ceiling: "€200.00".to_owned(),
            last_day: "30 June 2027".to_owned(),
            url: sample::url("/b/halcyon/campaigns/standing"),
        };
        let strained = Self {
            center: sample::SARA.to_owned(),
            giver: sample::longest_name(),
            ad_account: sample::longest_name(),
            ceiling: "KWD 9,007,199,254,740.992".to_owned(),
            ..ordinary.clone()
        };
        vec![ordinary, strained]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_operator_reads_what_counts_at_once_and_until_when() {
        let letter = ApprovedAheadMail::samples().remove(0).letter();
        assert_eq!(letter.subject, "Approved ahead: budgets of Halcyon EU");
        let text = letter.text().replace('\n', " ");
        for words in
            ["by no more than €200.00 in one day", "Last day: 30 June 2027", "waits for an Admin as before"]
        {
            assert!(text.contains(words), "{words}: {text}");
        }
    }
}
