//! The Invitation (DOMAIN 3): who invites, to what, with which access and until when.

use std::fmt;

use super::letter::{Letter, Part, Sign};
use super::{NO_TRACKING, for_center, sample};

/// To the address that is invited. Its link lets somebody in, so `Debug` does not show it.
#[derive(Clone)]
pub struct InvitationMail {
    pub center: String,
    pub inviter: String,
    pub inviter_contact: String,
    /// The address that is invited.
    pub contact: String,
    pub kind_label: String,
    pub level_label: String,
    pub can: Vec<String>,
    pub cannot: Vec<String>,
    /// With its time zone.
    pub accept_until: String,
    /// "At the end of 31 January 2027 (Berlin time)", where the access has an end.
    pub access_ends: Option<String>,
    pub note: Option<String>,
    pub link: String,
}

impl InvitationMail {
    pub fn letter(&self) -> Letter {
        let Self { center, inviter, inviter_contact, kind_label, level_label, accept_until, .. } = self;
        let title = format!("{inviter} invites you to {center}");
        let mut parts = vec![
            Part::Text(
                "You get your own way in. Nobody shares a TikTok password with you, and you share none."
                    .to_owned(),
            ),
            Part::Button {
                label: "Accept Invite".to_owned(),
                url: self.link.clone(),
                below: format!(
                    "Works until {accept_until}. Opening it accepts nothing yet; you see everything first."
                ),
            },
        ];
        // Below the button: the words of a stranger never stand where a reader looks for ours.
        if let Some(note) = &self.note {
            parts.push(Part::Quote { by: inviter.clone(), text: note.clone() });
        }
        parts.extend(can_and_cannot(&self.can, &self.cannot));
        let mut facts = vec![
            ("For".to_owned(), self.contact.clone()),
            ("Access level".to_owned(), format!("{level_label}, as {kind_label}")),
        ];
        facts.extend(self.access_ends.clone().map(|ends| ("Access ends".to_owned(), ends)));
        facts.extend([
            ("Invited by".to_owned(), inviter.clone()),
            ("Their address".to_owned(), inviter_contact.clone()),
            ("Accept until".to_owned(), accept_until.clone()),
        ]);
        parts.push(Part::Facts(facts));
        Letter {
            subject: title.clone(),
            preheader: format!("{level_label} access, as {kind_label}. Accept until {accept_until}."),
            from_line: for_center(center),
            title,
            parts,
            why: format!(
                "Sent because {inviter} ({inviter_contact}) typed your address. If you don’t know them, do nothing: \
                 without you nothing happens. You can also decline or report it on the page behind the button. \
                 {NO_TRACKING}"
            ),
        }
    }

    pub fn samples() -> Vec<Self> {
        let ordinary = Self {
            center: sample::CENTER.to_owned(),
            inviter: sample::MINA.to_owned(),
            inviter_contact: sample::MINA_AT.to_owned(),
            contact: sample::SAKURA_AT.to_owned(),
            kind_label: "Influencer".to_owned(),
            level_label: "Standard".to_owned(),
            can: sample::owned(&[
                "See the figures of @halcyon.jp",
                "Draft, schedule and post on @halcyon.jp",
                "Use the 18 creatives in Spring 2027 creatives",
            ]),
            cannot: sample::owned(&["See campaigns, budgets or payment", "See what other partners do"]),
            accept_until: sample::UNTIL.to_owned(),
            access_ends: None,
            note: None,
            link: sample::url("/invite/EXAMPLE-LINK"),
        };
        let note = "مرحبا! Hello from Sara 🌸\n\nThe spring figures are in; see the <b>drafts</b> & tell me what you \
                    think. "
            .to_owned()
            + &"We start on Monday. ".repeat(20);
        let strained = Self {
            center: sample::longest_name(),
            inviter: sample::SARA.to_owned(),
            inviter_contact: sample::longest_address(),
            contact: sample::longest_address(),
            can: vec![format!("See the figures of {}", sample::longest_name()); 20],
            access_ends: Some(sample::ACCESS_ENDS.to_owned()),
            note: Some(note.chars().take(300).collect()),
            ..ordinary.clone()
        };
        vec![ordinary, strained]
    }
}

impl fmt::Debug for InvitationMail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InvitationMail").finish_non_exhaustive()
    }
}

/// What an access opens and what it does not; an empty list is left out.
pub(super) fn can_and_cannot(can: &[String], cannot: &[String]) -> Vec<Part> {
    [
        Part::list("You will be able to", Sign::Can, can),
        Part::list("You will not be able to", Sign::Cannot, cannot),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordinary() -> InvitationMail {
        InvitationMail::samples().remove(0)
    }

    #[test]
    fn the_text_says_everything() {
        let mail = InvitationMail {
            note: Some("See you on Monday.\nMina".to_owned()),
            access_ends: Some(sample::ACCESS_ENDS.to_owned()),
            ..ordinary()
        };
        let expected = "\
Keyholder, for Halcyon Skincare

Mina Okafor invites you to Halcyon Skincare

You get your own way in. Nobody shares a TikTok password with you, and you share none.

Accept Invite:
https://keys.halcyon.example/invite/EXAMPLE-LINK

Works until 24 December 2026, 10:16 (Asia/Tokyo). Opening it accepts nothing yet; you see everything first.

A note from Mina Okafor, in their own words:
> See you on Monday.
> Mina

You will be able to:
✓ See the figures of @halcyon.jp
✓ Draft, schedule and post on @halcyon.jp
✓ Use the 18 creatives in Spring 2027 creatives

You will not be able to:
– See campaigns, budgets or payment
– See what other partners do

For: sakura@yamamoto-beauty.example.jp
Access level: Standard, as Influencer
Access ends: At the end of 31 January 2027 (Tokyo time)
Invited by: Mina Okafor
Their address: mina@halcyon.example
Accept until: 24 December 2026, 10:16 (Asia/Tokyo)

Sent because Mina Okafor (mina@halcyon.example) typed your address. If you don’t know them, do nothing: \
without you nothing happens. You can also decline or report it on the page behind the button. \
This mail holds no pictures and counts no openings.
";
        assert_eq!(mail.letter().text(), expected);
    }

    #[test]
    fn a_note_with_markup_and_line_breaks_stays_text() {
        let note = "</td><a href=\"https://evil.example\">Log in</a>\r\nBcc: all@evil.example\r\n\r\n<img src=x onerror=alert(1)>";
        let letter = InvitationMail { note: Some(note.to_owned()), ..ordinary() }.letter();
        let html = letter.html();
        for markup in ["<img", "evil.example", "<a href=\"https://evil", "Bcc: all@"] {
            assert!(!html.contains(markup), "{markup}");
        }
        assert_eq!(html.matches("<a ").count(), 2, "the button and the bare address");
        assert!(letter.text().contains("\n> Bcc: all@evil.example\n> \n> <img"));
    }

    #[test]
    fn an_access_that_opens_nothing_yet_has_no_empty_list() {
        let text = InvitationMail { can: Vec::new(), ..ordinary() }.letter().text();
        assert!(!text.contains("You will be able to"));
        assert!(text.contains("You will not be able to"));
    }

    #[test]
    fn the_sample_note_is_as_long_as_one_can_be() {
        let [_, strained] = InvitationMail::samples().try_into().unwrap();
        assert_eq!(strained.note.unwrap().chars().count(), 300);
    }
}
