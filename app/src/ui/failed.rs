use leptos::prelude::*;

use super::{Erased, Icon};
use crate::error::PageError;
use crate::path;

/// Where something could not be loaded or done. Whoever is logged out can log in beside this page.
#[component]
pub fn Failed(error: PageError) -> impl IntoView {
    let logs_in = (error == PageError::SignedOut)
        .then(|| view! { <p class="mt-2"><a class="btn btn--small" href=path::LOG_IN target="_blank">"Log in"</a></p> });
    view! {
        <div class="note note--bad" role="alert"><Icon name="warn"/> <div><p>{error.to_string()}</p> {logs_in}</div></div>
    }
    .ready()
}
