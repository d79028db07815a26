use leptos::prelude::*;

use super::{Erased, Icon};
use crate::error::PageError;
use crate::path;

/// Where something could not be loaded or done. Whoever is logged out can log in beside this page; whoever may not do it finds
/// out why.
#[component]
pub fn Failed(error: PageError) -> impl IntoView {
    let logs_in = (error == PageError::SignedOut)
        .then(|| view! { <p class="mt-2"><a class="btn btn--small" href=path::LOG_IN target="_blank">"Log in"</a></p> });
    let why = error.diagnosis().map(str::to_owned);
    let why =
        why.map(|to| view! { <p class="mt-2"><a class="btn btn--small" href=to>"Find out why"</a></p> });
    view! {
        <div class="note note--bad" role="alert"><Icon name="warn"/> <div><p>{error.to_string()}</p> {logs_in} {why}</div></div>
    }
    .ready()
}
