//! Mails about the ad account of their own that a partner links, to both sides.

use domain::linked::LinkState;

use super::letter::{Letter, Part};
use super::partner::{about, facts, partner_url, see_partner};
use super::sample;

/// To who answers for them: they linked one.
#[derive(Clone, Debug)]
pub struct AdAccountLinkedMail {
    pub center: String,
    pub partner: String,
    pub contact: String,
    /// "7012 4498 0031"
    pub advertiser: String,
    /// Who linked the same one.
    pub also: Vec<String>,
    /// The Asset here that has the same advertiser id.
    pub registered_as: Option<String>,
    /// The address of their page.
    pub url: String,
}

/// To whoever linked it: an Admin set its state.
#[derive(Clone, Debug)]
pub struct LinkStateSetMail {
    pub center: String,
    pub contact: String,
    pub advertiser: String,
    pub state: LinkState,
    /// The Admin who set it.
    pub by: String,
    /// The address of **Your ad account**.
    pub url: String,
}

impl AdAccountLinkedMail {
    pub fn letter(&self) -> Letter {
        let Self { center, partner, contact, advertiser, .. } = self;
        let mut parts = vec![Part::Text(
            "It is In review. Their page has Approve, and each other state it can have. Until an Admin sets it to Approved, \
             they can’t save changes to campaigns or content."
                .to_owned(),
        )];
        parts.push(see_partner(partner, &self.url));
        let also = self.also.join(", ");
        let also_linked = (!also.is_empty()).then_some(("Also linked by", &also));
        let registered_as = self.registered_as.as_ref().map(|name| ("Registered here as", name));
        let known = [("Name", partner), ("Address", contact), ("Business Center", center)];
        let what = [("Advertiser ID", advertiser)].into_iter().chain(also_linked).chain(registered_as);
        parts.push(facts(what.chain(known)));
        about(
            center,
            format!("{partner} linked an ad account"),
            format!("{advertiser}, in {center}."),
            parts,
            "Sent because you are an Admin there.",
        )
    }

    pub fn samples() -> Vec<Self> {
        let ordinary = Self {
            center: sample::CENTER.to_owned(),
            partner: sample::SAKURA.to_owned(),
            contact: sample::SAKURA_AT.to_owned(),
            advertiser: "7012 4498 0031".to_owned(),
            also: Vec::new(),
            registered_as: None,
            url: partner_url(),
        };
        let strained = Self {
            center: sample::SARA.to_owned(),
            partner: sample::longest_name(),
            contact: sample::longest_address(),
            advertiser: "1234 5678 9012 3456 7890".to_owned(),
            also: vec![sample::SARA.to_owned(), sample::longest_name(), sample::longest_address()],
            registered_as: Some(sample::longest_name()),
            ..ordinary.clone()
        };
        vec![ordinary, strained]
    }
}

impl LinkStateSetMail {
    pub fn letter(&self) -> Letter {
        let Self { center, contact, advertiser, by, .. } = self;
        let state = self.state.label().to_owned();
        let parts = vec![
            Part::Text(format!("{by} looked at the ad account that you linked, and set it to {state}.")),
            Part::Text(self.state.meaning().to_owned()),
            Part::Button { label: "Your ad account".to_owned(), url: self.url.clone(), below: String::new() },
            facts([
                ("Advertiser ID", advertiser),
                ("State", &state),
                ("Business Center", center),
                ("Your address there", contact),
            ]),
        ];
        about(
            center,
            format!("Your ad account in {center}: {state}"),
            format!("{advertiser}, set by {by}."),
            parts,
            "Sent because you linked it there.",
        )
    }

    pub fn samples() -> Vec<Self> {
        let ordinary = Self {
            center: sample::CENTER.to_owned(),
            contact: sample::SAKURA_AT.to_owned(),
            advertiser: "7012 4498 0031".to_owned(),
            state: LinkState::Approved,
            by: sample::MINA.to_owned(),
            url: sample::url("/b/halcyon/ad-account"),
        };
        let strained = Self {
            center: sample::SARA.to_owned(),
            contact: sample::longest_address(),
            advertiser: "1234 5678 9012 3456 7890".to_owned(),
            state: LinkState::Suspended,
            by: sample::longest_name(),
            ..ordinary.clone()
        };
        vec![ordinary, strained]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_admin_is_told_which_one_and_who_else_has_it() {
        let [alone, shared] = AdAccountLinkedMail::samples().try_into().unwrap();
        let text = alone.letter().text();
        assert!(text.contains("Sakura Yamamoto linked an ad account\n"), "{text}");
        assert!(
            text.contains("Advertiser ID: 7012 4498 0031\n") && !text.contains("Also linked by"),
            "{text}"
        );
        assert!(shared.letter().text().contains("Also linked by"));
    }

    #[test]
    fn whoever_linked_it_is_told_what_the_state_means_and_who_set_it() {
        for state in LinkState::ALL {
            let mail = LinkStateSetMail { state, ..LinkStateSetMail::samples().remove(0) };
            let text = mail.letter().text();
            assert!(
                text.contains(&format!(
                    "Mina Okafor looked at the ad account that you linked, and set it to {}.",
                    state.label()
                )),
                "{text}"
            );
            let unwrapped = text.replace('\n', " ");
            assert!(unwrapped.contains(state.meaning()), "{text}");
        }
    }
}
