//! From each page to the article about it.

use domain::guide::Article;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::center::use_open_center;
use crate::path;
use crate::ui::{Erased, Icon};

/// The article about the page at an address of a Business Center. None in the guide itself; each other page has one.
pub fn article_about(path: &str) -> Option<Article> {
    let below: Vec<_> = path.split('/').skip(3).filter(|part| !part.is_empty()).collect();
    Some(match below.as_slice() {
        [] | ["members"] => Article::Levels,
        ["partners", "new"] | ["partners", _, "address" | "link"] => Article::Inviting,
        ["partners", _, "help", "log-in"] => Article::CantLogIn,
        ["partners", _, "help", "level"] | ["help", "my", "level"] => Article::LevelIsIncorrect,
        ["partners", _, "help", "assets"] | ["help", "my", "assets"] => Article::AssetsAreNotShowing,
        ["partners", _, "help", "changes"] | ["help", "my", "changes"] => Article::ChangesNotSaving,
        ["partners", _, "ad-account"] | ["ad-account"] => Article::AdAccount,
        ["partners", _, "revoke" | "keep-end"] | ["organisations", _, "revoke"] | ["leave" | "extend"] => {
            Article::Ending
        }
        ["partners"]
        | ["partners", _]
        | ["partners", _, "edit" | "view"]
        | ["partners", _, "requests", _] => Article::Managing,
        ["assets", ..] => Article::Assets,
        ["campaigns", "requests" | "standing", ..] => Article::Approval,
        ["campaigns", ..] => Article::Campaigns,
        ["audit", ..] => Article::AuditLog,
        ["settings"] => Article::Settings,
        _ => return None,
    })
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
