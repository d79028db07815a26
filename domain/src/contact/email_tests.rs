use proptest::prelude::*;

use super::*;

fn normal(typed: &str) -> Result<String, EmailRefusal> {
    Email::parse(typed).map(String::from)
}

fn is_not_whole(typed: &str) -> bool {
    matches!(Email::parse(typed), Err(EmailRefusal::NotWhole { .. }))
}

#[test]
fn an_address_is_compared_in_lower_case() {
    assert_eq!(Email::parse("Ana.Ruiz@Agency.EXAMPLE"), Email::parse("ana.ruiz@agency.example"));
    assert_eq!(normal(" Ana@Agency.example\n").as_deref(), Ok("ana@agency.example"));
}

#[test]
fn a_domain_is_kept_in_ascii() {
    assert_eq!(normal("ana@Bücher.example").as_deref(), Ok("ana@xn--bcher-kva.example"));
    assert_eq!(normal("ana@例え。jp").as_deref(), Ok("ana@xn--r8jz45g.jp"));
    assert_eq!(Email::parse("ana@bücher.example").unwrap().domain(), "xn--bcher-kva.example");
}

#[test]
fn no_two_different_letters_fold_into_one_address() {
    // C-35: the Kelvin sign, the dotless i, a Cyrillic о, a full-width a, a combining accent.
    for local in ["\u{212a}ate", "m\u{131}na", "\u{43e}mar", "\u{ff41}na", "rene\u{301}e"] {
        let refusal = Email::parse(&format!("{local}@agency.example")).unwrap_err();
        assert!(matches!(refusal, EmailRefusal::LocalNotAscii { .. }), "{local}");
    }
    assert_ne!(normal("ana@straße.example"), normal("ana@strasse.example"));
    assert_ne!(normal("ana@\u{430}pple.example"), normal("ana@apple.example"));
}

#[test]
fn nothing_in_an_address_ends_a_command_or_a_header() {
    // C-32
    for typed in [
        "ana\r\nRCPT TO:<x>@agency.example",
        "ana@agency.example\r\nBcc: x@y.example",
        "ana\0@agency.example",
        "\"ana x\"@agency.example",
        "ana x@agency.example",
        "<ana@agency.example>",
        "ana,x@agency.example",
        "ana@[127.0.0.1]",
        "-ana@agency.example",
    ] {
        assert!(is_not_whole(typed), "{typed:?}");
    }
}

#[test]
fn every_character_a_mailbox_may_have_is_taken() {
    let typed = "a!#$%&'*+-/=?^_`{|}~z.9@agency.example";
    assert_eq!(normal(typed).as_deref(), Ok(typed));
}

#[test]
fn dots_part_words_before_the_at_sign() {
    for local in [".ana", "ana.", "a..na", "."] {
        assert!(is_not_whole(&format!("{local}@agency.example")), "{local}");
    }
}

#[test]
fn an_address_has_both_sides_and_a_whole_domain() {
    for typed in [
        "ana",
        "@",
        "@agency.example",
        "ana@",
        "ana@agency",
        "ana@.example",
        "ana@agency.",
        "ana@agency.example.",
        "ana@a..example",
        "ana@a_b.example",
        "ana@-a.example",
        "ana@b@agency.example",
        "ana@127.0.0.1",
        "ana@agency.123",
        "ana@\u{ad}.example",
    ] {
        assert!(is_not_whole(typed), "{typed}");
    }
    assert!(Email::parse("a@b.x1").is_ok());
}

#[test]
fn a_list_of_addresses_is_told_from_a_mistyped_one() {
    for typed in [
        "ana@agency.example, leo@leomakes.example",
        "ana@agency.example, x@agency.example",
        "ana@agency.example;leo@leomakes.example",
        "Ana ana@agency.example Leo leo@leomakes.example",
    ] {
        assert_eq!(normal(typed), Err(EmailRefusal::Several), "{typed:?}");
    }
    for typed in
        ["ana@agency.example,", "ana@agency.example leo@", "ana@x@agency.example", "ana @agency.example"]
    {
        assert!(is_not_whole(typed), "{typed:?}");
    }
}

#[test]
fn an_empty_field_asks_for_an_address() {
    assert_eq!(
        Email::parse(" \n").unwrap_err().to_string(),
        "Type an e-mail address, like ana@agency.example."
    );
}

#[test]
fn an_address_has_the_lengths_that_mail_allows() {
    let longest_local = "a".repeat(64);
    assert!(Email::parse(&format!("{longest_local}@agency.example")).is_ok());
    let refusal = Email::parse(&format!("{longest_local}a@agency.example")).unwrap_err();
    assert!(matches!(refusal, EmailRefusal::TooLong { .. }));

    let label = "b".repeat(63);
    let domain = format!("{label}.{label}.{label}.abc");
    let longest = format!("{}@c.{domain}", "a".repeat(LONGEST - 3 - domain.len()));
    assert_eq!(Email::parse(&longest).unwrap().as_str().len(), 254);
    assert!(matches!(Email::parse(&format!("a{longest}")), Err(EmailRefusal::TooLong { .. })));
}

#[test]
fn an_overlong_text_is_refused_before_any_work() {
    let padded = |soft_hyphens| format!("ana@{}agency.example", "\u{ad}".repeat(soft_hyphens));
    // "ana@agency.example" is 18 bytes, a soft hyphen 2.
    assert_eq!(padded(503).len(), LONGEST_TYPED);
    assert_eq!(normal(&padded(503)).as_deref(), Ok("ana@agency.example"));
    assert!(matches!(Email::parse(&padded(504)), Err(EmailRefusal::TooLong { .. })));
}

#[test]
fn a_mask_keeps_the_first_letter_and_the_domain() {
    let masked = |typed| Email::parse(typed).unwrap().masked().to_string();
    assert_eq!(masked("sakura@yamamoto-beauty.example.jp"), "s•••••@yamamoto-beauty.example.jp");
    assert_eq!(masked("s@yamamoto-beauty.example.jp"), "s•••••@yamamoto-beauty.example.jp");
}

#[test]
fn a_refusal_says_which_well_known_domain_was_meant() {
    let meant = |typed| match Email::parse(typed) {
        Err(EmailRefusal::NotWhole { meant, .. }) => meant,
        other => panic!("{other:?}"),
    };
    for (typed, right) in [
        ("Emeka.Obi@Gmail", "emeka.obi@gmail.com"),
        ("ana@gma", "ana@gmail.com"),
        ("ana@yahoo", "ana@yahoo.com"),
        ("ana@gmail,com", "ana@gmail.com"),
        ("ana@gmailcom", "ana@gmail.com"),
        ("ana@gmail..com", "ana@gmail.com"),
        ("ana@laposte", "ana@laposte.net"),
    ] {
        assert_eq!(meant(typed).as_deref(), Some(right), "{typed}");
    }
    for typed in [
        "ana@",
        "ana@aa",
        "ana@qq",
        "ana@orang,fr",
        "ana@hot",
        "ana@nobody",
        "ana",
        "a na@gmail",
        "a na@gmail.com",
    ] {
        assert_eq!(meant(typed), None, "{typed}");
    }
}

#[test]
fn a_whole_address_is_taken_however_near_another_domain() {
    assert_eq!(Email::parse("ana@gmail.co").unwrap().as_str(), "ana@gmail.co");
}

#[test]
fn without_a_suggestion_a_refusal_shows_the_form() {
    assert_eq!(
        Email::parse("emeka.obi@halcyon").unwrap_err().to_string(),
        "“emeka.obi@halcyon” is not a whole address. Type it like ana@agency.example."
    );
}

#[test]
fn an_address_from_the_wire_obeys_the_same_rules() {
    let read = serde_json::from_str::<Email>;
    assert_eq!(read(r#""Ana@Agency.example""#).unwrap().as_str(), "ana@agency.example");
    assert!(read(r#""ana@agency""#).is_err());
}

proptest! {
    #[test]
    fn a_normal_form_is_its_own_normal_form(
        local in "[a-zA-Z0-9+.!-]{1,10}",
        domain in r"[\p{L}0-9-]{1,8}\.[\p{L}0-9]{2,6}",
    ) {
        if let Ok(email) = Email::parse(&format!("{local}@{domain}")) {
            prop_assert!(email.as_str().is_ascii());
            prop_assert_eq!(Email::parse(email.as_str()), Ok(email.clone()));
            prop_assert_eq!(email.as_str(), email.as_str().to_lowercase());
        }
    }

    #[test]
    fn whatever_is_typed_is_answered(typed in any::<String>()) {
        if let Err(refusal) = Email::parse(&typed) {
            prop_assert!(refusal.to_string().chars().count() < 700);
        }
    }
}
