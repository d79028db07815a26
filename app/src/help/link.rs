//! From each page to the article about it.

use domain::guide::Article;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::center::use_open_center;
use crate::path;
use crate::ui::{Erased, Icon};

/// Which article is about which pages of a Business Center, by their addresses below it: `*` is one part, `**` all that follow. Of
/// several that fit the first counts.
const ABOUT: [(&str, Article); 30] = [
    ("", Article::Levels),
    ("members", Article::Levels),
    ("partners/new", Article::Inviting),
    ("partners/*/address", Article::Inviting),
    ("partners/*/link", Article::Inviting),
    ("partners/*/help/log-in", Article::CantLogIn),
    ("partners/*/help/level", Article::LevelIsIncorrect),
    ("partners/*/help/assets", Article::AssetsAreNotShowing),
    ("partners/*/help/changes", Article::ChangesNotSaving),
    ("help/my/level", Article::LevelIsIncorrect),
    ("help/my/assets", Article::AssetsAreNotShowing),
    ("help/my/changes", Article::ChangesNotSaving),
    ("partners/*/ad-account", Article::AdAccount),
    ("ad-account", Article::AdAccount),
    ("partners/*/revoke", Article::Ending),
    ("partners/*/keep-end", Article::Ending),
    ("organisations/*/revoke", Article::Ending),
    ("leave", Article::Ending),
    ("extend", Article::Ending),
    ("partners", Article::Managing),
    ("partners/*", Article::Managing),
    ("partners/*/edit", Article::Managing),
    ("partners/*/view", Article::Managing),
    ("partners/*/requests/*", Article::Managing),
    ("assets/**", Article::Assets),
    ("campaigns/requests/**", Article::Approval),
    ("campaigns/standing/**", Article::Approval),
    ("campaigns/**", Article::Campaigns),
    ("audit/**", Article::AuditLog),
    ("settings", Article::Settings),
];

/// The article about the page at an address of a Business Center. None in the guide itself; each other page has one.
pub fn article_about(path: &str) -> Option<Article> {
    let about = ABOUT.iter().find(|(pages, _)| is_among(path, pages));
    about.map(|(_, article)| *article)
}

/// A loop over texts and no `match`, whose comparisons the browser would load one by one.
fn is_among(path: &str, pages: &str) -> bool {
    let mut below = path.split('/').skip(3).filter(|part| !part.is_empty());
    for wanted in pages.split('/').filter(|part| !part.is_empty()) {
        match below.next() {
            _ if wanted == "**" => return true,
            Some(part) if wanted == "*" || wanted == part => {}
            _ => return false,
        }
    }
    below.next().is_none()
}

/// The way there, at the edge of each page.
#[component]
pub fn GuideLink() -> impl IntoView {
    let slug = use_open_center().slug;
    let here = use_location().pathname;
    move || {
        let link = |article: Article| {
            view! { <a class="guide-link" href=path::article(&slug, article)><Icon name="help"/> {article.label()}</a> }
        };
        article_about(&here.read()).map(link)
    }
}

/// The same in a dialog, which covers the page. Nothing that was typed is lost by it: the article opens beside it.
#[component]
pub fn GuideBeside(article: Article) -> impl IntoView {
    let to = path::article(&use_open_center().slug, article);
    view! {
        <a href=to target="_blank">{article.label()} <span class="vh">" (in another tab)"</span></a>
    }
    .ready()
}
