//! The mails of Keyholder: what they say, how they look, and how they leave.
//!
//! To add a mail: write a struct that holds what it says, as strings that are ready to read, in the module of its
//! subject ([`invitation`], [`account`], [`partner`]); give it `letter()`, which makes a [`Letter`] of it, and
//! `samples()`, an ordinary one and one with the longest and strangest values its types allow; add it to
//! [`all_samples`]. That renders it in every test below and shows it to whoever wants to look at all mails. Then queue
//! it in the outbox, in the transaction that causes it.
//!
//! A mail is rendered when it leaves and holds no fact that does not also stand on a page.

pub mod access_request;
pub mod account;
pub mod appoint;
pub mod astray;
pub mod campaign;
pub mod edit;
pub mod end;
mod folder;
mod html;
pub mod invitation;
mod letter;
pub mod linked;
mod mailer;
#[cfg(test)]
mod mailer_tests;
pub mod partner;
pub mod revoke;
mod sample;
pub mod seal;
mod smtp;
pub mod standing;
pub mod successor;
#[cfg(test)]
mod test_server;
mod trial;
mod undelivered;

pub(crate) use letter::one_line;
pub use letter::{Letter, Part, Sign};
pub(crate) use mailer::Reached;
pub use mailer::{HandedOver, Mailer, MailerError, Outgoing};
pub use undelivered::Undelivered;
pub(crate) use undelivered::shortened;

use access_request::{AccessAskedForMail, AccessDeclinedMail};
use account::{
    AddressAddedMail, AddressRemovedMail, AlreadyAccountMail, CodeMail, ConfirmMail, NoAccountMail,
    PasswordChangedMail, ResetMail,
};
use appoint::AppointedMail;
use astray::{ReportedMail, WrongAccountMail};
use campaign::{ChangeCommentedMail, ChangeDecidedMail, ChangeProposedMail};
use edit::AccessChangedMail;
use end::{EndKeptMail, EndsSoonMail, ExtensionAskedMail, PartnerEndsSoonMail};
use invitation::InvitationMail;
use linked::{AdAccountLinkedMail, LinkStateSetMail};
use partner::{AcceptedMail, DeclinedMail, NewLinkAskedMail, WelcomeMail};
use revoke::{LeftMail, RevokedMail};
use seal::NewestSealMail;
use standing::ApprovedAheadMail;
use successor::ProposalsHandedOverMail;

/// Ends every mail: it is true, and people ask.
const NO_TRACKING: &str = "This mail holds no pictures and counts no openings.";

fn for_center(center: &str) -> String {
    format!("Keyholder, for {center}")
}

/// Every mail with every sample, to look at. The samples of one mail share its name.
pub fn all_samples() -> Vec<(&'static str, Letter)> {
    [
        letters("invitation", &InvitationMail::samples(), InvitationMail::letter),
        letters("confirm", &ConfirmMail::samples(), ConfirmMail::letter),
        letters("already-account", &AlreadyAccountMail::samples(), AlreadyAccountMail::letter),
        letters("reset", &ResetMail::samples(), ResetMail::letter),
        letters("no-account", &NoAccountMail::samples(), NoAccountMail::letter),
        letters("password-changed", &PasswordChangedMail::samples(), PasswordChangedMail::letter),
        letters("address-added", &AddressAddedMail::samples(), AddressAddedMail::letter),
        letters("address-removed", &AddressRemovedMail::samples(), AddressRemovedMail::letter),
        letters("code", &CodeMail::samples(), CodeMail::letter),
        letters("accepted", &AcceptedMail::samples(), AcceptedMail::letter),
        letters("welcome", &WelcomeMail::samples(), WelcomeMail::letter),
        letters("declined", &DeclinedMail::samples(), DeclinedMail::letter),
        letters("new-link-asked", &NewLinkAskedMail::samples(), NewLinkAskedMail::letter),
        letters("wrong-account", &WrongAccountMail::samples(), WrongAccountMail::letter),
        letters("reported", &ReportedMail::samples(), ReportedMail::letter),
        letters("access-changed", &AccessChangedMail::samples(), AccessChangedMail::letter),
        letters("appointed", &AppointedMail::samples(), AppointedMail::letter),
        letters("revoked", &RevokedMail::samples(), RevokedMail::letter),
        letters("left", &LeftMail::samples(), LeftMail::letter),
        letters("ends-soon", &EndsSoonMail::samples(), EndsSoonMail::letter),
        letters("partner-ends-soon", &PartnerEndsSoonMail::samples(), PartnerEndsSoonMail::letter),
        letters("extension-asked", &ExtensionAskedMail::samples(), ExtensionAskedMail::letter),
        letters("end-kept", &EndKeptMail::samples(), EndKeptMail::letter),
        letters("access-asked-for", &AccessAskedForMail::samples(), AccessAskedForMail::letter),
        letters("access-declined", &AccessDeclinedMail::samples(), AccessDeclinedMail::letter),
        letters("ad-account-linked", &AdAccountLinkedMail::samples(), AdAccountLinkedMail::letter),
        letters("link-state-set", &LinkStateSetMail::samples(), LinkStateSetMail::letter),
        letters("change-proposed", &ChangeProposedMail::samples(), ChangeProposedMail::letter),
        letters("change-decided", &ChangeDecidedMail::samples(), ChangeDecidedMail::letter),
        letters("change-commented", &ChangeCommentedMail::samples(), ChangeCommentedMail::letter),
        letters("approved-ahead", &ApprovedAheadMail::samples(), ApprovedAheadMail::letter),
        letters(
            "proposals-handed-over",
            &ProposalsHandedOverMail::samples(),
            ProposalsHandedOverMail::letter,
        ),
        letters("newest-seal", &NewestSealMail::samples(), NewestSealMail::letter),
    ]
    .concat()
}

fn letters<M>(name: &'static str, samples: &[M], letter: fn(&M) -> Letter) -> Vec<(&'static str, Letter)> {
    samples.iter().map(|mail| (name, letter(mail))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(letter: &Letter) -> Vec<&str> {
        letter
            .parts
            .iter()
            .filter_map(|part| if let Part::Button { url, .. } = part { Some(url.as_str()) } else { None })
            .collect()
    }

    #[test]
    fn the_text_of_every_mail_holds_each_link_once_and_alone() {
        for (name, letter) in all_samples() {
            let text = letter.text();
            for link in links(&letter) {
                assert_eq!(text.lines().filter(|line| *line == link).count(), 1, "{name}");
                assert_eq!(text.matches(link).count(), 1, "{name}");
            }
            assert_eq!(text.matches("http").count(), links(&letter).len(), "{name}");
        }
    }

    #[test]
    fn the_html_of_every_mail_loads_nothing_and_links_only_to_us() {
        for (name, letter) in all_samples() {
            let html = letter.html();
            for bad in ["<script", "src=", "url(", "@import", "<link", "<img", "\u{200b}"] {
                assert!(!html.contains(bad), "{name} holds {bad}");
            }
            assert_eq!(html.matches("http").count(), html.matches(sample::HOST).count(), "{name}");
            assert_eq!(html.matches("href=").count(), 2 * links(&letter).len(), "{name}");
            // Gmail cuts a longer one off.
            assert!(html.len() < 102_000, "{name} has {} bytes", html.len());
        }
    }

    #[test]
    fn every_tag_of_every_mail_is_closed() {
        for (name, letter) in all_samples() {
            let html = letter.html();
            for tag in ["table", "tr", "td", "p", "a", "h1", "h2", "span", "div", "bdi"] {
                let opened =
                    html.matches(&format!("<{tag} ")).count() + html.matches(&format!("<{tag}>")).count();
                assert_eq!(opened, html.matches(&format!("</{tag}>")).count(), "{name}: {tag}");
            }
        }
    }

    #[test]
    fn every_mail_says_why_it_was_sent_and_whom_for() {
        for (name, letter) in all_samples() {
            assert!(letter.why.starts_with("Sent ") && letter.why.ends_with(NO_TRACKING), "{name}");
            assert!(letter.from_line.starts_with("Keyholder"), "{name}");
            assert!(!letter.preheader.is_empty() && !letter.subject.is_empty(), "{name}");
        }
    }

    #[test]
    fn every_mail_has_an_ordinary_and_a_strained_sample() {
        let all = all_samples();
        for (name, _) in &all {
            assert!(all.iter().filter(|(other, _)| other == name).count() >= 2, "{name}");
        }
    }
}
