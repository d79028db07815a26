use proptest::prelude::*;

use super::*;

fn line(place: Place, text: &str) -> Line {
    let section = (place != Place::Title).then(|| "part".to_owned());
    Line::new(place, section, text.to_owned())
}

fn article(article: Article, title: &str, heading: &str, texts: &[&str]) -> Text {
    let lines = [line(Place::Title, title), line(Place::Heading, heading)].into_iter();
    Text::new(article, lines.chain(texts.iter().map(|text| line(Place::Text, text))).collect())
}

fn guide() -> Vec<Text> {
    vec![
        article(
            Article::Inviting,
            "How inviting works",
            "One by one",
            &["Choose Send Invite. They accept it."],
        ),
        article(
            Article::Accepting,
            "How accepting works",
            "Log in or create an account",
            &["You can’t miss the e-mail.", "Open its link: it works for 30 days."],
        ),
        article(Article::Ending, "How access ends", "Revoke", &["Inviting again works, too."]),
    ]
}

fn found(asked: &str) -> Vec<Article> {
    search(&guide(), asked).unwrap().into_iter().map(|hit| hit.article).collect()
}

/// With what is marked in brackets.
fn told(pieces: &[Piece]) -> String {
    pieces
        .iter()
        .map(|Piece { text, marked }| if *marked { format!("[{text}]") } else { text.clone() })
        .collect()
}

#[test]
fn all_the_words_must_be_found_wherever_in_the_article() {
    assert_eq!(found("accepting days"), [Article::Accepting]);
    assert_eq!(found("days accepting"), [Article::Accepting]);
    assert!(found("accepting pigeons").is_empty());
}

#[test]
fn the_beginning_of_a_word_finds_it_and_its_end_does_not() {
    assert_eq!(found("invit"), [Article::Inviting, Article::Ending]);
    assert!(found("viting").is_empty());
}

#[test]
fn a_slip_of_a_word_finds_it() {
    assert_eq!(found("acount"), [Article::Accepting]);
    assert_eq!(found("revkoe"), [Article::Ending], "two neighbours");
    assert_eq!(found("lnik"), [Article::Accepting], "the shortest");
    assert_eq!(found("aceptting"), [Article::Accepting], "two slips of a long word");
    for short_or_far in ["tho", "rvokee"] {
        assert!(found(short_or_far).is_empty(), "{short_or_far}");
    }
    assert_eq!(found("invit"), [Article::Inviting, Article::Ending], "what is found is what was meant");
}

#[test]
fn neither_case_nor_accents_nor_width_matter() {
    assert_eq!(found("ÁCCOUNT"), [Article::Accepting]);
    assert_eq!(found("ｒｅｖｏｋｅ"), [Article::Ending]);
}

#[test]
fn words_are_found_as_people_write_them() {
    for asked in ["login", "log-in", "Log in", "can't", "cant", "can’t", "email", "e-mail", "mail"] {
        assert_eq!(found(asked), [Article::Accepting], "{asked}");
    }
    // Only whole words are written as one: "or create" does not begin with this.
    assert!(found("orc").is_empty());
}

#[test]
fn a_title_counts_for_more_than_a_heading_and_a_heading_for_more_than_the_text() {
    let guide = [
        article(Article::Ending, "Ending", "One", &["Of campaigns."]),
        article(Article::Levels, "Levels", "Campaigns", &["Who sees them."]),
        article(Article::Campaigns, "Campaigns", "One", &["Of an ad account."]),
    ];
    let hits = search(&guide, "campaigns").unwrap();
    let found: Vec<_> = hits.into_iter().map(|hit| hit.article).collect();
    assert_eq!(found, [Article::Campaigns, Article::Levels, Article::Ending]);
}

#[test]
fn of_equal_articles_the_one_that_says_it_more_often_comes_first() {
    let guide = [
        article(Article::Inviting, "Inviting", "One", &["What a seal is."]),
        article(Article::AuditLog, "The log", "One", &["Each has a seal.", "Every seal fits."]),
        article(Article::Levels, "Levels", "One", &["No seal is needed."]),
    ];
    let found: Vec<_> = search(&guide, "seal").unwrap().into_iter().map(|hit| hit.article).collect();
    assert_eq!(found, [Article::AuditLog, Article::Inviting, Article::Levels], "then the order of the guide");
}

#[test]
fn a_hit_marks_the_words_and_nothing_else() {
    let hits = search(&guide(), "accept works").unwrap();
    assert_eq!(told(&hits[0].title), "How [accepting] [works]");
    assert_eq!(told(&hits[0].snippet), "Open its link: it [works] for 30 days.");
    assert_eq!(hits[0].section.as_deref(), Some("part"));
    // As long as it is written there, not as it was typed.
    let hits = search(&guide(), "login").unwrap();
    assert_eq!(told(&hits[0].snippet), "You can’t miss the e-mail.");
    let hits = search(&guide(), "cant mail").unwrap();
    assert_eq!(told(&hits[0].snippet), "You [can’t] miss the e-[mail].");
}

#[test]
fn what_only_the_title_says_leads_to_the_top_and_shows_how_it_begins() {
    let hits = search(&guide(), "access").unwrap();
    assert_eq!((told(&hits[0].snippet).as_str(), &hits[0].section), ("Inviting again works, too.", &None));
}

#[test]
fn of_a_long_text_whole_words_around_the_first_that_was_found_are_shown() {
    let long = format!("{} needle {}", "before ".repeat(30).trim(), "behind ".repeat(60).trim());
    let guide = [article(Article::Levels, "Levels", "One", &[&long])];
    let snippet = told(&search(&guide, "needle").unwrap()[0].snippet);
    assert!(snippet.starts_with("… before ") && snippet.ends_with(" behind …"), "{snippet}");
    assert!(snippet.contains(" before [needle] behind ") && snippet.len() < 200, "{snippet}");
}

#[test]
fn a_text_is_shown_to_its_full_stop_where_it_ends_near_the_word() {
    let long = format!("{}needle, and this is all that there is behind it.", "before ".repeat(40));
    let guide = [article(Article::Levels, "Levels", "One", &[&long])];
    let snippet = told(&search(&guide, "needle").unwrap()[0].snippet);
    assert!(snippet.starts_with("… before "), "{snippet}");
    assert!(snippet.ends_with(" before [needle], and this is all that there is behind it."), "{snippet}");
}

#[test]
fn a_text_is_shown_from_its_quotation_mark_where_it_begins_near_the_word() {
    let long = format!("“A needle” {}", "behind ".repeat(40));
    let guide = [article(Article::Levels, "Levels", "One", &[&long])];
    let snippet = told(&search(&guide, "needle").unwrap()[0].snippet);
    assert!(snippet.starts_with("“A [needle]” behind "), "{snippet}");
}

#[test]
fn what_is_marked_and_what_is_not_take_turns() {
    let piece = |text: &str, marked| Piece { text: text.to_owned(), marked };
    let hits = search(&guide(), "how accepting").unwrap();
    assert_eq!(
        hits[0].title,
        [piece("How", true), piece(" ", false), piece("accepting", true), piece(" works", false)]
    );
    let long = format!("{}needle{}", "before ".repeat(30), " behind".repeat(60));
    let guide = [article(Article::Levels, "Levels", "One", &[&long])];
    let marks = |hit: &Hit| hit.snippet.iter().map(|piece| piece.marked).collect::<Vec<_>>();
    assert_eq!(
        marks(&search(&guide, "needle").unwrap()[0]),
        [false, true, false],
        "the dots are part of the text"
    );
}

#[test]
fn a_heading_tells_what_the_text_below_it_is_about() {
    let line = |place, section: &str, text: &str| Line::new(place, Some(section.to_owned()), text.to_owned());
    let lines = vec![
        line(Place::Heading, "mails", "Mails"),
        line(Place::Text, "mails", "One is sent at once."),
        line(Place::Heading, "codes", "Codes"),
        line(Place::Text, "codes", "Another is sent."),
    ];
    let guide = [Text::new(Article::MailAndSms, lines)];
    for (asked, section, snippet) in [
        ("codes sent", "codes", "Another is [sent]."),
        ("mails sent", "mails", "One is [sent] at once."),
        ("sent", "mails", "One is [sent] at once."),
    ] {
        let hit = &search(&guide, asked).unwrap()[0];
        assert_eq!(
            (hit.section.as_deref(), told(&hit.snippet).as_str()),
            (Some(section), snippet),
            "{asked}"
        );
    }
}

#[test]
fn nothing_is_searched_for_where_no_word_was_typed() {
    for nothing in ["", "  ", "\u{0}", "?! – …"] {
        assert_eq!(search(&guide(), nothing), None, "{nothing:?}");
    }
}

proptest! {
    /// Whatever is typed, what is shown is a part of the guide.
    #[test]
    fn what_is_found_is_text_of_the_guide(asked in "[a-zåé’ -]{0,12}|.*") {
        let texts = ["Choose Send Invite. They accept it.", "You can’t miss the e-mail.", "Open its link: it works for 30 days.", "Inviting again works, too."];
        for hit in search(&guide(), &asked).into_iter().flatten() {
            let snippet: String = hit.snippet.iter().map(|piece| piece.text.as_str()).collect();
            prop_assert!(texts.contains(&snippet.as_str()), "{}", snippet);
        }
    }

    #[test]
    fn each_word_of_a_text_finds_it(word in prop::sample::select(vec!["choose", "Send", "invite", "They", "it"])) {
        prop_assert!(found(word).contains(&Article::Inviting));
    }
}
