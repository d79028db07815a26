use leptos::prelude::*;

use super::{Erased, Icon};

/// In the place of what could not be loaded.
#[component]
pub fn Failed(#[prop(into)] words: String) -> impl IntoView {
    view! { <div class="note note--bad" role="alert"><Icon name="warn"/> <p>{words}</p></div> }.ready()
}
