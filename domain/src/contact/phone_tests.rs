use proptest::prelude::*;

use super::*;

fn normal(typed: &str) -> Result<String, PhoneRefusal> {
    Phone::parse(typed).map(String::from)
}

#[test]
fn one_number_has_one_normal_form() {
    for typed in [
        "+442079460018",
        " +44 20 7946 0018 ",
        "+44 (0)20 7946-0018",
        "0044.20.7946.0018",
        "+44/20/7946/0018",
        "+44\u{a0}20 79460018",
    ] {
        assert_eq!(normal(typed).as_deref(), Ok("+442079460018"), "{typed}");
    }
    assert_eq!(normal("+39 06 1234 5678").as_deref(), Ok("+390612345678"));
}

#[test]
fn a_number_without_a_country_code_is_told_so() {
    assert_eq!(
        Phone::parse("07700 900318").unwrap_err().to_string(),
        "“07700 900318” has no country code. Type the number from the + on, like +81 90 1234 5678."
    );
    assert!(matches!(Phone::parse("442079460018"), Err(PhoneRefusal::NoCountryCode { .. })));
    assert_eq!(Phone::parse(" "), Err(PhoneRefusal::Empty));
}

#[test]
fn a_number_that_does_not_exist_is_refused() {
    for typed in [
        "+",
        "00",
        "+1",
        "+123",
        "+999 123 456 789",
        "+44 20 7946 001",
        "+44 20 7946 00188",
        "+44+2079460018",
        "+44 20 7946 0018 ext. 5",
        "+44 20 7946 0018;phone-context=+1",
        "+٤٤٢٠٧٩٤٦٠٠١٨",
        "+4420794600180000000000000000000",
    ] {
        assert!(matches!(Phone::parse(typed), Err(PhoneRefusal::NoSuchNumber { .. })), "{typed}");
    }
}

#[test]
fn a_number_has_at_most_fifteen_digits() {
    // Both fit the German plan.
    assert!(normal("+49 201 0000000000").is_ok());
    assert!(normal("+49 (0)201 0000000000").is_ok());
    assert!(matches!(normal("+49 201 00000000000"), Err(PhoneRefusal::NoSuchNumber { .. })));
    assert!(matches!(normal("+49 (0)(0)201 0000000000"), Err(PhoneRefusal::NoSuchNumber { .. })));
}

#[test]
fn a_thousand_numbers_that_ring_nowhere_are_taken_for_examples() {
    assert_eq!(normal("+44 7700 900 318").as_deref(), Ok("+447700900318"));
    for typed in ["+44 7700 900 31", "+44 7700 900 3189", "+44 7700 901 318"] {
        assert!(normal(typed).is_err(), "{typed}");
    }
}

#[test]
fn a_hundred_numbers_in_a_row_share_a_prefix() {
    let prefix = |typed| Phone::parse(typed).unwrap().prefix().to_owned();
    assert_eq!(prefix("+44 7700 900 300"), "+4477009003");
    assert_eq!(prefix("+44 7700 900 399"), "+4477009003");
    assert_ne!(prefix("+44 7700 900 400"), "+4477009003");
}

#[test]
fn a_mask_keeps_the_country_code_and_three_digits() {
    let masked = |typed| Phone::parse(typed).unwrap().masked().to_string();
    assert_eq!(masked("+44 7700 900 318"), "+44 ••••• 318");
    assert_eq!(masked("+1 202 555 0123"), "+1 ••••• 123");
    assert_eq!(masked("+234 801 234 5678"), "+234 ••••• 678");
}

#[test]
fn a_country_code_is_as_long_as_the_plan_says() {
    for number in 100..1_000_u16 {
        let digits = number.to_string();
        let known = |length: usize| {
            let code = digits[..length].parse().unwrap();
            phonenumber::metadata::DATABASE.by_code(&code).is_some()
        };
        if let Some(length) = (1..=3).find(|&length| known(length)) {
            assert_eq!(country_code(&digits), length, "{digits}");
        }
    }
}

#[test]
fn a_row_is_judged_by_its_form_only() {
    let read = |text| Phone::from_normal(text).map(String::from);
    // A number that no plan knows today.
    for text in ["+999123456789", "+123456", "+123456789012345"] {
        assert_eq!(read(text).as_deref(), Some(text));
    }
    for text in
        ["", "+", "442079460018", "+12345", "+1234567890123456", "+044207946", "+44 207946001", "+4420x946"]
    {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn a_text_looks_like_a_number_by_what_it_is_written_with() {
    for typed in ["+44 (0)20-7946.0018/1", "1"] {
        assert!(looks_like(typed), "{typed}");
    }
    for typed in ["", "+", "- -", "1a", "1,2"] {
        assert!(!looks_like(typed), "{typed}");
    }
}

#[test]
fn a_number_from_the_wire_obeys_the_same_rules() {
    let read = serde_json::from_str::<Phone>;
    assert_eq!(read(r#""+44 20 7946 0018""#).unwrap().as_str(), "+442079460018");
    assert!(read(r#""020 7946 0018""#).is_err());
}

proptest! {
    #[test]
    fn a_normal_form_is_its_own_normal_form(digits in "[1-9][0-9]{3,15}") {
        if let Ok(phone) = Phone::parse(&format!("+{digits}")) {
            prop_assert_eq!(Phone::parse(phone.as_str()), Ok(phone.clone()));
            prop_assert!(phone.as_str().len() <= 16);
        }
    }

    #[test]
    fn whatever_is_typed_is_answered(typed in any::<String>()) {
        let _ = Phone::parse(&typed);
    }
}
