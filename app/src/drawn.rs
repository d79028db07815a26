//! Views that the server draws, and the browser shows as they are: what nobody has to load to read them. Whatever is in them is
//! escaped by the views.

use leptos::prelude::*;

use crate::ui::Erased;

pub fn drawn<V: IntoView + Send + 'static>(view: impl FnOnce() -> V) -> String {
    let owner = Owner::new();
    let html = owner.with(|| view().ready().to_html());
    owner.unset_with_forced_cleanup();
    html
}
