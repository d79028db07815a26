//! Open pages follow every change by themselves: the server tells that there is one, and what a page shows is asked for
//! again (`use_change`). One stream serves all tabs of a browser ([`tab`]).

#[cfg(feature = "ssr")]
pub(crate) mod stream;
mod tab;

use domain::grant::Grant;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use self::tab::News;
use crate::center::{follow_open_center, use_open_center};
use crate::path;
use crate::ui::{Erased, Icon};

/// What an open page is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Told {
    Change {
        number: i64,
        /// What whoever looks has now, and is called.
        grant: Grant,
        person: String,
        initials: String,
        /// How many Change requests wait for them.
        to_decide: i64,
        /// The folder of the site that is served now.
        build: String,
    },
    Ended,
    SignedOut,
}

/// How an open page stands to what changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Line {
    /// No script has come yet, or none runs.
    #[default]
    Still,
    Live,
    /// The server can't be reached; it is tried.
    Lost,
    /// Another Keyholder is served than the one that the page came from.
    Outdated,
    SignedOut,
    /// Whoever looks is about to end their access themselves, and is led on by what they do.
    Leaving,
}

fn use_line() -> RwSignal<Line> {
    expect_context()
}

/// Makes the page follow from when it is live.
pub fn provide_live() {
    let line = RwSignal::new(Line::default());
    provide_context(line);
    let (center, followed) = (use_open_center(), follow_open_center());
    Effect::new(move |_| {
        let Some(partner) = center.partner else { return };
        let build = center.build.clone();
        let lock = format!("keyholder-live-{partner}");
        tab::follow(path::live(&center.slug), lock, move |news| match news {
            News::Told(Told::Change { build: served, .. }) if served != build => line.set(Line::Outdated),
            News::Told(Told::Change { number, grant, person, initials, to_decide, .. }) => {
                line.set(Line::Live);
                if number > followed.read_untracked().change {
                    followed.update(|center| {
                        (center.change, center.grant) = (number, Some(grant));
                        (center.person, center.initials) = (person, initials);
                        center.to_decide = to_decide;
                    });
                }
            }
            // The server says what is left, at the same address.
            News::Told(Told::Ended) if line.get_untracked() == Line::Leaving => {}
            News::Told(Told::Ended) => load_again(),
            News::Told(Told::SignedOut) => line.set(Line::SignedOut),
            News::Lost => line.set(Line::Lost),
        });
    });
}

/// The page is left by what is done on it.
pub fn use_leaving() -> impl Fn() + Copy {
    let line = use_line();
    move || line.set(Line::Leaving)
}

/// Whether what stands here follows.
#[component]
pub fn LiveMark() -> impl IntoView {
    let line = use_line();
    let class = move || match line.get() {
        Line::Live => "live end hide-narrow",
        Line::Still => "live live--still end hide-narrow",
        Line::Lost | Line::Outdated | Line::SignedOut | Line::Leaving => "live live--off end hide-narrow",
    };
    let words = move || match line.get() {
        Line::Lost => "Connection lost. Trying again.",
        Line::Outdated | Line::SignedOut | Line::Leaving => "Not live.",
        Line::Live | Line::Still => "Live.",
    };
    view! { <p class=class>{words}</p> }.ready()
}

/// What keeps the page from following for good.
#[component]
pub fn LiveBanner() -> impl IntoView {
    let line = use_line();
    let log_in = path::log_in_then(&path::center(&use_open_center().slug));
    let banner = move || {
        let (words, to, name) = match line.get() {
            Line::Still | Line::Live | Line::Lost | Line::Leaving => return None,
            // An empty address is the one of the page.
            Line::Outdated => (
                "Keyholder was updated. What you typed stands until you load the page again.",
                String::new(),
                "Reload",
            ),
            Line::SignedOut => (
                "You are logged out. What you typed stands until you leave the page.",
                log_in.clone(),
                "Log in",
            ),
        };
        Some(view! {
            <p class="banner" role="alert"><Icon name="warn"/> <span>{words}</span> <a rel="external" href=to>{name}</a></p>
        })
    };
    banner.ready()
}

/// By GET, whatever the page is the answer to.
fn load_again() {
    let location = window().location();
    let address = location.pathname().and_then(|path| Ok(path + &location.search()?));
    if let Ok(address) = address {
        // That this page is left is all that can come of it.
        let _ = location.replace(&address);
    }
}
