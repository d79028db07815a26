//! What an SMS says: one message where it can be, in plain signs.

use domain::code::Code;
use domain::gsm::{ONE_MESSAGE, plain, room, shortened};
use domain::token::Token;

use super::Sms;
use crate::mail::one_line;

/// Less of a name tells nobody who writes.
const LEAST_OF_A_NAME: usize = 20;

impl Sms {
    /// To whoever is invited. `day` is until when.
    pub(crate) fn invitation(center: &str, day: &str, url: &str, token: &Token) -> Self {
        let secret = token.reveal();
        let rest = format!(" invites you. Accept until {day}: {url}/invite/{secret}");
        Self { text: named(center, &rest), secret }
    }

    /// As it would leave: its link leads nowhere.
    pub(crate) fn invitation_preview(center: &str, day: &str, url: &str) -> Self {
        Self::invitation(center, day, url, &Token::from_bytes([0; 32]).short())
    }

    /// To a number that shows by it whose it is.
    pub(crate) fn code(center: &str, minutes: i64, code: &Code) -> Self {
        let secret = code.reveal();
        let rest =
            format!(": your code is {secret}. It works for {minutes} minutes. Nobody asks you for it.");
        Self { text: named(center, &rest), secret }
    }

    /// To whoever has forgotten their password.
    pub(crate) fn password_code(minutes: i64, code: &Code) -> Self {
        let secret = code.reveal();
        let text = format!(
            "Keyholder: your code for a new password is {secret}. It works for {minutes} minutes. If you did not ask for it, \
             do nothing."
        );
        Self { text, secret }
    }
}

/// The name, cut where one message would not hold it with the rest.
fn named(center: &str, rest: &str) -> String {
    let center = plain(&one_line(center));
    let left = ONE_MESSAGE.saturating_sub(room(rest).unwrap_or(ONE_MESSAGE)).max(LEAST_OF_A_NAME);
    shortened(&center, left) + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "https://keys.example";

    fn token() -> Token {
        Token::from_bytes([9; 32]).short()
    }

    fn invitation(center: &str) -> String {
        Sms::invitation(center, "24 December 2026", URL, &token()).text().to_owned()
    }

    #[test]
    fn an_invitation_names_the_business_and_holds_one_short_link() {
        assert_eq!(
            invitation("Halcyon Skincare"),
            "Halcyon Skincare invites you. Accept until 24 December 2026: \
             https://keys.example/invite/CQkJCQkJCQkJCQkJCQkJCQ"
        );
    }

    #[test]
    fn an_invitation_is_one_message_where_it_can_be() {
        let long = "Álvarez “Renée” Østergård & Söhne ".repeat(3);
        for center in ["Halcyon Skincare", "Čapek’s", long.trim()] {
            let text = invitation(center);
            assert!(room(&text).is_some_and(|room| room <= ONE_MESSAGE), "{text}");
        }
        assert!(invitation(long.trim()).contains("... invites you."));
        // Another writing has no shorter form.
        assert!(invitation("ハルシオン").starts_with("ハルシオン invites you."));
    }

    #[test]
    fn a_link_that_is_long_leaves_the_name_readable() {
        let url = format!("https://{}.example", "keys".repeat(30));
        let sms = Sms::invitation("Halcyon Skincare and Daughters", "24 December 2026", &url, &token());
        assert!(sms.text().starts_with("Halcyon Skincare... invites you."), "{}", sms.text());
    }

    #[test]
    fn a_name_breaks_no_line() {
        assert!(invitation("Halcyon\r\nhttps://evil.example").starts_with("Halcyon  https"));
    }

    #[test]
    fn a_code_says_what_it_is_for_and_how_long() {
        let sms = Sms::code("Halcyon Skincare", 10, &Code::from_number(48_213));
        assert_eq!(
            sms.text(),
            "Halcyon Skincare: your code is 048213. It works for 10 minutes. Nobody asks you for it."
        );
    }

    #[test]
    fn a_code_for_a_password_is_one_message() {
        let sms = Sms::password_code(10, &Code::from_number(48_213));
        assert!(sms.text().contains("new password is 048213.") && sms.text().len() <= ONE_MESSAGE);
    }

    #[test]
    fn debug_shows_neither_code_nor_link() {
        let sms = Sms::code("Halcyon Skincare", 10, &Code::from_number(48_213));
        assert_eq!(format!("{sms:?}"), "Sms { .. }");
    }
}
