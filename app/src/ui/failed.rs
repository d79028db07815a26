use leptos::prelude::*;

use super::Erased;

/// In the place of what could not be loaded.
#[component]
pub fn Failed(#[prop(into)] words: String) -> impl IntoView {
    view! { <p class="note note--bad" role="alert">{words}</p> }.erased()
}
