use proptest::prelude::*;

use super::*;

fn name(typed: &str) -> Result<String, NameRefusal> {
    PersonName::parse(typed).map(String::from)
}

#[test]
fn one_of_several_names_is_told_with_or_before_the_last() {
    assert_eq!(one_of(&["Ada"; 0]), "");
    assert_eq!(one_of(&["Ada"]), "Ada");
    assert_eq!(one_of(&["Ada", "Leo"]), "Ada or Leo");
    assert_eq!(one_of(&["Ada", "Leo", "Mina"]), "Ada, Leo or Mina");
}

#[test]
fn white_space_is_trimmed_and_collapsed() {
    assert_eq!(name("  Mina \u{3000} Okafor\n").as_deref(), Ok("Mina Okafor"));
}

#[test]
fn an_empty_name_says_which_one_to_type() {
    assert_eq!(name(" \u{200b} "), Err(NameRefusal::Empty { what: Named::Person }));
    let refusals = [
        PersonName::parse("").unwrap_err(),
        BusinessName::parse("").unwrap_err(),
        OrganisationName::parse("").unwrap_err(),
    ];
    assert_eq!(
        refusals.map(|refusal| refusal.to_string()),
        ["Type the name.", "Type the business name.", "Type the organisation name."]
    );
}

#[test]
fn a_name_has_at_most_a_hundred_characters() {
    let longest = "é".repeat(100);
    assert_eq!(name(&longest).as_ref(), Ok(&longest));
    let refusal = name(&format!("{longest}é")).unwrap_err();
    assert_eq!(refusal, NameRefusal::TooLong { length: 101, room: 100 });
    assert!(refusal.to_string().contains("room for 100"));
    assert!(CampaignName::parse(&"é".repeat(512)).is_ok());
    let refusal = CampaignName::parse(&"é".repeat(600)).unwrap_err().to_string();
    assert_eq!(refusal, "This is 600 characters long. There is room for 512: shorten it.");
}

#[test]
fn a_name_has_no_line_break_and_no_direction_mark() {
    for typed in ["Mina\r\nBcc: x", "Mina\tOkafor", "Mina\0", "a\u{202e}b", "a\u{2067}b", "a\u{2028}b"] {
        assert_eq!(name(typed), Err(NameRefusal::Control), "{typed:?}");
    }
}

#[test]
fn a_name_is_no_link() {
    for typed in ["http://evil", "Win at WWW.evil.example"] {
        assert_eq!(name(typed), Err(NameRefusal::Link), "{typed}");
    }
    assert_eq!(name("Booking.com").as_deref(), Ok("Booking.com"));
}

#[test]
fn every_script_and_emoji_is_a_name() {
    for typed in ["田中 由紀", "ليلى الحداد", "Marlon “Dewy” Baptiste", "👩\u{200d}🎤 Ana", "🎉"]
    {
        assert_eq!(name(typed).as_deref(), Ok(typed));
    }
}

#[test]
fn a_name_is_found_by_its_key() {
    assert_eq!(BusinessName::parse("Halcyon ＳＫＩＮ").unwrap().key(), "halcyon skin");
}

#[test]
fn initials_are_of_the_first_and_the_last_word() {
    for (typed, initials) in [
        ("Renée Østergård-Łukaszewicz", "RŁ"),
        ("Marlon “Dewy” Baptiste", "MB"),
        ("Siobhán Ní Dhomhnaill", "SD"),
        ("ada lovelace", "AL"),
        ("Ana", "A"),
        ("ßa", "S"),
        ("田中 由紀", "田"),
        ("ليلى الحداد", "ل"),
        ("🎉 Ana", "A"),
        ("🎉 🎈", "🎉"),
    ] {
        assert_eq!(super::initials(typed), initials, "{typed}");
    }
}

#[test]
fn a_name_from_the_wire_obeys_the_same_rules() {
    let read = serde_json::from_str::<PersonName>;
    assert_eq!(read(r#"" Ana ""#).unwrap().as_str(), "Ana");
    assert!(read(r#""http://evil""#).is_err());
    assert_eq!(serde_json::to_string(&PersonName::parse("Ana").unwrap()).unwrap(), r#""Ana""#);
}

proptest! {
    #[test]
    fn a_name_that_was_taken_is_taken_again(typed in ".*") {
        if let Ok(name) = PersonName::parse(&typed) {
            prop_assert_eq!(PersonName::parse(name.as_str()), Ok(name.clone()));
            prop_assert!(!name.as_str().is_empty() && !name.as_str().chars().any(plain::is_control));
            prop_assert!((1..=2).contains(&super::initials(name.as_str()).chars().count()));
        }
    }
}
