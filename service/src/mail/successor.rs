//! The mail to whoever took over the proposals of somebody whose access was ended.

use super::letter::{Letter, Part};
use super::partner::{about, facts};
use super::sample;

#[derive(Clone, Debug)]
pub struct ProposalsHandedOverMail {
    pub center: String,
    /// Whoever proposed them before.
    pub partner: String,
    /// Name of the campaign, and the ad account.
    pub proposals: Vec<(String, String)>,
    pub at: String,
    /// The address of **Change requests**, or of the one.
    pub url: String,
}

impl ProposalsHandedOverMail {
    pub fn letter(&self) -> Letter {
        let Self { center, partner, at, .. } = self;
        let (title, label, wait) = match self.proposals.as_slice() {
            [_] => (format!("A proposal of {partner} is yours now"), "See the proposal", "It waits"),
            all => (format!("{} proposals of {partner} are yours now", all.len()), "See them", "They wait"),
        };
        let listed = self.proposals.iter().map(|(name, ad_account)| (name.as_str(), ad_account));
        about(
            center,
            title,
            format!("Handed over to you on {at}."),
            vec![
                Part::Text(format!(
                    "The access of {partner} to {center} was ended, and an Admin handed over to you what {partner} had proposed. \
                     {wait} for an Admin as before; until then you can edit or withdraw what is yours."
                )),
                Part::Button { label: label.to_owned(), url: self.url.clone(), below: String::new() },
                facts(listed.chain([("Business Center", center), ("Handed over", at)])),
            ],
            "Sent because you took over.",
        )
    }

    pub fn samples() -> Vec<Self> {
        let one = |name: &str| (name.to_owned(), "Halcyon EU".to_owned());
        let ordinary = Self {
            center: sample::CENTER.to_owned(),
            partner: sample::SAKURA.to_owned(),
            proposals: vec![one("Glow Serum · EU launch"), one("Fair in Leeds")],
            at: sample::AT.to_owned(),
            url: sample::url("/b/halcyon/campaigns/requests"),
        };
        let strained = Self {
            center: sample::SARA.to_owned(),
            partner: sample::longest_name(),
            proposals: vec![(sample::longest_name(), sample::longest_name())],
            ..ordinary.clone()
        };
        vec![ordinary, strained]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_takes_over_reads_what_and_from_whom() {
        let [several, one] = ProposalsHandedOverMail::samples().try_into().unwrap();
        let letter = several.letter();
        assert_eq!(letter.subject, "2 proposals of Sakura Yamamoto are yours now");
        let text = letter.text().replace('\n', " ");
        for words in
            ["Glow Serum · EU launch: Halcyon EU", "Fair in Leeds: Halcyon EU", "They wait for an Admin"]
        {
            assert!(text.contains(words), "{words}: {text}");
        }
        assert!(
            one.letter().subject.starts_with("A proposal of ") && one.letter().text().contains("It waits")
        );
    }
}
