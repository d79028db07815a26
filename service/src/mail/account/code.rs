//! The one-time code for whoever came by a copied link.

use std::fmt;

use super::super::letter::{Letter, Part};
use super::super::{for_center, sample};
use super::{letter, text};

/// To an invited address whose Invitation was reached by a copied link, which does not prove it.
#[derive(Clone)]
pub struct CodeMail {
    pub center: String,
    pub code: String,
    /// How long the code works.
    pub minutes: u32,
}

impl CodeMail {
    pub fn letter(&self) -> Letter {
        let Self { center, minutes, .. } = self;
        let lasts = match minutes {
            1 => "It works for 1 minute.".to_owned(),
            minutes => format!("It works for {minutes} minutes."),
        };
        // The code stands in neither subject nor preheader: those show on a locked phone.
        Letter {
            from_line: for_center(center),
            ..letter(
                &format!("Your code to join {center}"),
                lasts.clone(),
                vec![
                    text("Type this code on the page that asks for it:"),
                    Part::Code(self.code.clone()),
                    Part::Text(format!("{lasts} Nobody asks you for it by mail, phone or chat.")),
                ],
                "Sent because somebody is accepting an invitation to this address. If that is not you, do nothing and \
                 tell nobody the code.",
            )
        }
    }

    pub fn samples() -> Vec<Self> {
        [(sample::CENTER.to_owned(), 10), (sample::SARA.to_owned(), 1)]
            .map(|(center, minutes)| Self { center, code: "048213".to_owned(), minutes })
            .into()
    }
}

/// Without the code: it proves the address.
impl fmt::Debug for CodeMail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CodeMail").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_does_not_show_on_a_locked_phone() {
        for mail in CodeMail::samples() {
            let letter = mail.letter();
            assert!(!letter.subject.contains(&mail.code) && !letter.preheader.contains(&mail.code));
            assert_eq!(letter.text().matches(&mail.code).count(), 1);
            assert!(letter.html().contains(&format!(">{}</p>", mail.code)), "whole, to be copied");
        }
    }

    #[test]
    fn one_minute_is_one_minute() {
        let mail = CodeMail { minutes: 1, ..CodeMail::samples().remove(0) };
        assert!(mail.letter().text().contains("It works for 1 minute. "));
    }

    #[test]
    fn debug_shows_no_code() {
        let shown = format!("{:?}", CodeMail::samples());
        assert!(!shown.contains("048213"), "{shown}");
    }
}
