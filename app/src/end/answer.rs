use leptos::prelude::*;

use super::ExtendField;
use super::asked::What;
use crate::form::FormState;
use crate::partner::{Asks, DetailsContext, use_details};
use crate::ui::{Erased, ErrorSummary, Icon, TextField};

/// Above the page of a partner who asks for more time: what they say, and both answers.
#[component]
pub fn Request(
    name: String,
    /// The address of their page.
    page: String,
    asks: Asks,
) -> impl IntoView {
    let DetailsContext { title, keep_end: form, .. } = use_details();
    if form.with_untracked(FormState::is_refused) {
        title.set(Some("Error: Keep the end".to_owned()));
        on_cleanup(move || title.set(None));
    }
    let (label, extend) = asks.extend;
    view! {
        <section class="note note--care mb-4" aria-labelledby="h-asks">
            <Icon name="clock"/>
            <div>
                <h2 id="h-asks"><bdi>{name}</bdi> " asks to extend their access"</h2>
                <What at=asks.at words=asks.words ends=asks.ends/>
                <form class="form" method="post" action=format!("{page}/keep-end") novalidate>
                    <ErrorSummary form/>
                    <TextField
                        field=ExtendField::Words
                        label="Your answer"
                        form
                        optional=true
                        hint="Mailed to them with “Keep the end”. At most 300 characters, without links."
                    />
                    <div class="acts">
                        <a class="btn btn--primary" href=extend>{label}</a>
                        <button class="btn">"Keep the end"</button>
                    </div>
                </form>
            </div>
        </section>
    }
    .ready()
}
