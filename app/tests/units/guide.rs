use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use app::help::article_about;
use app::help::guide::{find, html, source};
use domain::guide::Article;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

fn events(article: Article) -> Vec<Event<'static>> {
    Parser::new_ext(source(article), Options::ENABLE_HEADING_ATTRIBUTES).collect()
}

/// What stands within each such part of an article.
fn within(article: Article, begins: fn(&Tag) -> bool, ends: fn(&TagEnd) -> bool) -> Vec<String> {
    let (mut all, mut open) = (Vec::new(), None);
    for event in events(article) {
        match event {
            Event::Start(tag) if begins(&tag) => open = Some(String::new()),
            Event::End(tag) if ends(&tag) => all.extend(open.take()),
            Event::Text(text) => {
                if let Some(open) = &mut open {
                    open.push_str(&text);
                }
            }
            _ => {}
        }
    }
    all
}

/// Every file with such a name below a folder of this repository.
fn files(below: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(below).into_iter().flatten().flatten().map(|entry| entry.path());
    let found = entries.flat_map(|path| if path.is_dir() { files(&path, ending) } else { vec![path] });
    found.filter(|path| path.to_string_lossy().ends_with(ending)).collect()
}

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn each_article_has_its_file_and_each_file_is_an_article() {
    // An article that stands in no group would have a file, and be none here.
    let files = files(&here().join("guide"), ".md");
    let written: BTreeSet<_> = files.iter().map(|file| file.file_stem().unwrap().to_str().unwrap()).collect();
    let known: BTreeSet<_> = Article::all().map(Article::as_str).collect();
    assert_eq!(written, known);
    for article in Article::all() {
        let file = fs::read_to_string(here().join(format!("guide/{}.md", article.as_str()))).unwrap();
        assert_eq!(source(article), file, "{article:?}");
    }
}

#[test]
fn each_article_has_its_title_and_headings_in_order_that_can_be_linked_to() {
    for article in Article::all() {
        let titles = within(
            article,
            |tag| matches!(tag, Tag::Heading { level: HeadingLevel::H1, .. }),
            |tag| matches!(tag, TagEnd::Heading(HeadingLevel::H1)),
        );
        assert_eq!(titles, [article.label()], "{article:?}");
        let mut ids = HashSet::new();
        for event in events(article) {
            match event {
                Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => {}
                Event::Start(Tag::Heading { level, id, .. }) => {
                    assert_eq!(level, HeadingLevel::H2, "{article:?}");
                    let id = id.expect("a heading says what it is called: ## Revoke {#revoke}");
                    assert!(ids.insert(id.to_string()), "{article:?}: two headings are called {id}");
                }
                _ => {}
            }
        }
        assert!(!ids.is_empty(), "{article:?} has no headings");
    }
}

#[test]
fn each_link_of_an_article_leads_somewhere() {
    for article in Article::all() {
        for event in events(article) {
            let Event::Start(Tag::Link { dest_url, .. }) = event else { continue };
            let known = Article::parse(&dest_url).is_some_and(|other| other != article)
                || dest_url.starts_with("https://ads.tiktok.com/")
                || [app::path::FORGOTTEN, app::path::LOG_IN].contains(&&*dest_url);
            assert!(known, "{article:?} leads to {dest_url}");
        }
    }
}

/// A text begins or ends with it, or holds it behind a gap: `May {name} …?`, `{what} queued`.
fn is_written(code: &str, name: &str) -> bool {
    let begins = ["\"", ":", " "].map(|then| format!("\"{name}{then}"));
    let ends = [format!(" {name}\""), format!("}} {name}")];
    let behind = name.strip_prefix("Mail ").map(|state| format!("\"{{what}} {state}"));
    begins.iter().chain(&ends).chain(&behind).any(|written| code.contains(written))
}

/// A name that is changed on the screen is changed in the guide, too.
#[test]
fn what_stands_in_bold_stands_on_the_screen() {
    let rooms = [here().join("src"), here().join("../domain/src")];
    let code: String = rooms
        .iter()
        .flat_map(|room| files(room, ".rs"))
        .map(|file| fs::read_to_string(file).unwrap())
        .collect();
    let unknown: Vec<_> = Article::all()
        .flat_map(|article| within(article, |tag| *tag == Tag::Strong, |tag| *tag == TagEnd::Strong))
        .flat_map(|bold| bold.split(" → ").map(str::to_owned).collect::<Vec<_>>())
        // A whole sentence in bold is the article's own.
        .filter(|bold| !bold.ends_with('.'))
        .filter(|name| !is_written(&code, name.trim_end_matches(" …?")))
        .collect();
    assert_eq!(unknown, Vec::<String>::new());
}

#[test]
fn html_in_an_article_would_be_no_html() {
    for article in Article::all() {
        let raw =
            events(article).into_iter().find(|event| matches!(event, Event::Html(_) | Event::InlineHtml(_)));
        assert_eq!(raw, None, "{article:?}");
        let html = html(article);
        assert!(!html.contains("<h1") && html.contains("<h2 id="), "{article:?}: {html}");
        assert!(!html.contains("style=") && !html.contains("<script"), "{article:?}");
    }
    // What is no page of the router says so.
    assert!(html(Article::CantLogIn).contains("<a href=\"/forgotten\" rel=\"external\">"));
}

#[test]
fn each_page_of_a_business_center_has_its_article() {
    let routes = fs::read_to_string(here().join("src/lib.rs")).unwrap();
    let mut around = Vec::new();
    let mut pages = 0;
    for line in routes.lines().map(str::trim) {
        if line.starts_with("</ParentRoute>") {
            around.pop();
        }
        let Some(place) = line.split("path!(\"").nth(1).and_then(|rest| rest.split('"').next()) else {
            continue;
        };
        if line.starts_with("<ParentRoute") {
            around.push(place.trim_start_matches('/'));
        } else if line.starts_with("<Route") {
            let page = format!("/{}/{place}", around.join("/"));
            let page = page.replace(":slug", "halcyon").replace(":problem", "assets").replace(':', "");
            let in_the_guide = page.starts_with("/b/halcyon/help") && !page.ends_with("/my/assets");
            assert_eq!(article_about(&page).is_none(), in_the_guide, "{page}");
            pages += 1;
        }
    }
    assert!(around.is_empty() && pages > 30, "{pages} pages were found, and {around:?} stands open");
}

#[test]
fn pages_lead_to_the_article_about_what_is_done_there() {
    for (page, article) in [
        ("", Article::Levels),
        ("/partners", Article::Managing),
        ("/partners/new", Article::Inviting),
        ("/partners/0199/revoke", Article::Ending),
        ("/partners/0199/help/log-in", Article::CantLogIn),
        ("/campaigns/requests/0199", Article::Approval),
        ("/campaigns/0199/edit", Article::Campaigns),
    ] {
        assert_eq!(article_about(&format!("/b/halcyon{page}")), Some(article), "{page}");
    }
}

/// As people ask, and what they mean.
#[test]
fn what_people_ask_is_among_the_first_three() {
    for (asked, article) in [
        ("login", Article::CantLogIn),
        ("can't log in", Article::CantLogIn),
        ("invite", Article::Inviting),
        ("accept", Article::Accepting),
        ("revoke", Article::Ending),
        ("leave", Article::Ending),
        ("end date", Article::Ending),
        ("time zone", Article::Settings),
        ("approval", Article::Approval),
        ("standing approval", Article::Approval),
        ("spam", Article::CantLogIn),
        ("copy link", Article::Settings),
        ("seal", Article::AuditLog),
        ("advertiser id", Article::AdAccount),
    ] {
        let found = find(asked).unwrap();
        let first: Vec<_> = found.iter().take(3).map(|hit| hit.article).collect();
        assert!(first.contains(&article), "{asked}: {first:?}");
    }
    assert_eq!(find("zeppelin"), Some(Vec::new()));
    assert_eq!(find(" "), None);
}
