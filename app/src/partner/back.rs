//! The way back from what is done with one partner: their page, or the list that it was opened from, as it stood.

use domain::id::PartnerId;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::center::use_open_center;
use crate::notice::{Notice, say_next};
use crate::path;

/// Where somebody goes from here.
#[derive(Clone, Copy, Debug)]
pub struct Back {
    /// The page of the partner.
    pub page: Signal<String>,
    /// Where they came from: that page, or the list.
    pub to: Signal<String>,
}

pub fn use_back(partner: impl Fn() -> Option<PartnerId> + Send + Sync + 'static) -> Back {
    let slug = StoredValue::new(use_open_center().slug);
    let page = Signal::derive(move || {
        slug.with_value(|slug| partner().map(|partner| path::partner(slug, partner)).unwrap_or_default())
    });
    // As it was opened: the address changes before the page does, which then would ask for what is gone.
    let asked = use_location().search.get_untracked();
    let list = slug.with_value(|slug| path::way_back(slug, &asked));
    let to = Signal::derive(move || list.clone().unwrap_or_else(|| page.get()));
    if let Some(LastRow(row)) = use_context() {
        row.set_value(Some(page.get_untracked()));
    }
    Back { page, to }
}

impl Back {
    /// Says what was done where it leads to; `here` is said on the page of the partner.
    pub fn says(self, notice: Notice, here: RwSignal<Option<Notice>>) {
        if self.to.get_untracked() == self.page.get_untracked() {
            here.set(Some(notice));
        } else {
            say_next(notice);
        }
    }
}

/// The page of whom the list was left for: the focus comes back to their row.
#[derive(Clone, Copy)]
struct LastRow(StoredValue<Option<String>>);

/// Call it where both the list and what it leads to stand below.
pub fn provide_last_row() {
    provide_context(LastRow(StoredValue::new(None)));
}

pub fn take_last_row() -> Option<String> {
    let LastRow(row) = use_context()?;
    row.try_update_value(Option::take).flatten()
}

/// The same for a form that was posted without a script.
#[cfg(feature = "ssr")]
pub(crate) fn back_to(parts: &axum::http::request::Parts, slug: &str, partner: PartnerId) -> String {
    let asked = parts.uri.query().unwrap_or_default();
    path::way_back(slug, asked).unwrap_or_else(|| path::partner(slug, partner))
}
