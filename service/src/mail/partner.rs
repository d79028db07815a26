//! Mails about what became of an Invitation, to those it concerns.

use super::invitation::can_and_cannot;
use super::letter::{Letter, Part};
use super::{NO_TRACKING, for_center, sample};

/// To whoever sent the Invitation.
#[derive(Clone, Debug)]
pub struct AcceptedMail {
    pub center: String,
    pub partner: String,
    pub contact: String,
    pub level_label: String,
    pub at: String,
    /// The address of **Users → Partners**.
    pub partners_url: String,
}

/// To the invited address, once its Invitation is accepted.
#[derive(Clone, Debug)]
pub struct WelcomeMail {
    pub center: String,
    pub name: String,
    pub level_label: String,
    pub can: Vec<String>,
    pub cannot: Vec<String>,
    /// "At the end of 31 January 2027 (Berlin time)", where the access has an end.
    pub access_ends: Option<String>,
    /// The address of the Business Center.
    pub url: String,
}

/// To whoever sent the Invitation.
#[derive(Clone, Debug)]
pub struct DeclinedMail {
    pub center: String,
    pub contact: String,
    pub at: String,
    pub partners_url: String,
}

/// To the Admins: somebody opened an expired link and asked for another one.
#[derive(Clone, Debug)]
pub struct NewLinkAskedMail {
    pub center: String,
    pub contact: String,
    pub partners_url: String,
}

impl AcceptedMail {
    pub fn letter(&self) -> Letter {
        let Self { center, partner, .. } = self;
        about(
            center,
            format!("{partner} is in {center} now"),
            format!("{} access since {}.", self.level_label, self.at),
            vec![
                Part::Text("They accepted your invitation. Their access began at once.".to_owned()),
                see_partners(&self.partners_url),
                facts([
                    ("Name", partner),
                    ("Invited as", &self.contact),
                    ("Access level", &self.level_label),
                    ("Since", &self.at),
                ]),
            ],
            "Sent because you invited them. If this is not who you meant, revoke their access in Partners.",
        )
    }

    pub fn samples() -> Vec<Self> {
        let ordinary = Self {
            center: sample::CENTER.to_owned(),
            partner: sample::SAKURA.to_owned(),
            contact: sample::SAKURA_AT.to_owned(),
            level_label: "Standard".to_owned(),
            at: sample::AT.to_owned(),
            partners_url: partners_url(),
        };
        let strained = Self {
            center: sample::longest_name(),
            partner: sample::SARA.to_owned(),
            contact: sample::longest_address(),
            ..ordinary.clone()
        };
        vec![ordinary, strained]
    }
}

impl WelcomeMail {
    pub fn letter(&self) -> Letter {
        let Self { center, name, level_label, .. } = self;
        let mut parts = vec![
            Part::Text("You accepted the invitation, and your access began at once.".to_owned()),
            Part::Button {
                label: format!("Open {center}"),
                url: self.url.clone(),
                below: "Log in there with your own password.".to_owned(),
            },
        ];
        parts.extend(can_and_cannot(&self.can, &self.cannot));
        let ends = self.access_ends.as_ref().map(|ends| ("Access ends", ends));
        parts.push(facts([("Name", name), ("Access level", level_label)].into_iter().chain(ends)));
        about(
            center,
            format!("You are in {center} now"),
            format!("{level_label} access."),
            parts,
            "Sent because the invitation to this address was accepted. If you did not do that, tell an Admin there.",
        )
    }

    pub fn samples() -> Vec<Self> {
        let ordinary = Self {
            center: sample::CENTER.to_owned(),
            name: sample::SAKURA.to_owned(),
            level_label: "Standard".to_owned(),
            can: sample::owned(&["See the figures of @halcyon.jp"]),
            cannot: sample::owned(&["See campaigns, budgets or payment"]),
            access_ends: None,
            url: sample::url("/b/halcyon"),
        };
        let strained = Self {
            center: sample::SARA.to_owned(),
            name: sample::longest_name(),
            can: vec![sample::longest_name(); 20],
            cannot: Vec::new(),
            access_ends: Some(sample::ACCESS_ENDS.to_owned()),
            ..ordinary.clone()
        };
        vec![ordinary, strained]
    }
}

impl DeclinedMail {
    pub fn letter(&self) -> Letter {
        let Self { center, contact, at, .. } = self;
        about(
            center,
            format!("{contact} declined your invitation"),
            format!("To {center}, on {at}."),
            vec![
                Part::Text(
                    "They got no access, and their seat is free. You can invite them again.".to_owned(),
                ),
                see_partners(&self.partners_url),
                facts([("Address", contact), ("Declined", at)]),
            ],
            "Sent because you invited them.",
        )
    }

    pub fn samples() -> Vec<Self> {
        strained_pairs()
            .map(|(center, contact)| Self {
                center,
                contact,
                at: sample::AT.to_owned(),
                partners_url: partners_url(),
            })
            .into()
    }
}

impl NewLinkAskedMail {
    pub fn letter(&self) -> Letter {
        let Self { center, contact, .. } = self;
        about(
            center,
            format!("{contact} asks for a new link"),
            format!("Their invitation to {center} has expired."),
            vec![
                Part::Text(format!(
                    "Their invitation to {center} has expired. Resend Invite, beside it in Partners, makes a new \
                     link that works for 30 days. Until you do that, nothing happens."
                )),
                see_partners(&self.partners_url),
                facts([("Address", contact)]),
            ],
            "Sent because you are an Admin there. Whoever holds the expired link can ask: resend only if you still \
             want them in.",
        )
    }

    pub fn samples() -> Vec<Self> {
        strained_pairs()
            .map(|(center, contact)| Self { center, contact, partners_url: partners_url() })
            .into()
    }
}

pub(super) fn about(center: &str, title: String, preheader: String, parts: Vec<Part>, why: &str) -> Letter {
    Letter {
        subject: title.clone(),
        preheader,
        from_line: for_center(center),
        title,
        parts,
        why: format!("{why} {NO_TRACKING}"),
    }
}

pub(super) fn see_partners(url: &str) -> Part {
    Part::Button { label: "See partners".to_owned(), url: url.to_owned(), below: String::new() }
}

pub(super) fn see_partner(partner: &str, url: &str) -> Part {
    Part::Button { label: format!("See {partner}"), url: url.to_owned(), below: String::new() }
}

pub(super) fn facts<'a>(facts: impl IntoIterator<Item = (&'a str, &'a String)>) -> Part {
    Part::Facts(facts.into_iter().map(|(what, says)| (what.to_owned(), says.clone())).collect())
}

pub(super) fn partner_url() -> String {
    sample::url("/b/halcyon/partners/019375a0-0000-7000-8000-000000000001")
}

pub(super) fn partners_url() -> String {
    sample::url("/b/halcyon/partners")
}

pub(super) fn strained_pairs() -> [(String, String); 2] {
    [
        (sample::CENTER.to_owned(), sample::SAKURA_AT.to_owned()),
        (sample::SARA.to_owned(), sample::longest_address()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_inviter_learns_who_came_in_as_which_address() {
        let text = AcceptedMail::samples().remove(0).letter().text();
        assert!(text.contains("\nName: Sakura Yamamoto\nInvited as: sakura@yamamoto-beauty.example.jp\n"));
    }

    #[test]
    fn a_request_for_a_new_link_promises_nothing() {
        let text = NewLinkAskedMail::samples().remove(0).letter().text();
        assert!(text.contains("Until you do that, nothing happens."));
    }
}
