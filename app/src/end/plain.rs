//! **Ask to extend** on the pages of whoever's access ended by the clock.

use domain::note;
use leptos::prelude::*;

use super::{ExtendField, ExtendForm};
use crate::path;
use crate::plain::Note;
use crate::ui::{Erased, ErrorSummary, TextArea};

/// The form, or that they asked.
#[component]
pub fn AskOnce(center: String, slug: String, asked: bool, #[prop(optional)] form: ExtendForm) -> AnyView {
    if asked {
        return view! {
            <Note tone="note--ok" icon="check">
                <p>
                    "The Admins of " <bdi>{center}</bdi> " know that you want more time. When one of them invites you again, a "
                    "mail comes to your address there."
                </p>
            </Note>
        }
        .ready();
    }
    let form = Signal::stored(form);
    view! {
        <form class="form" method="post" action=path::extend(&slug) novalidate>
            <ErrorSummary form/>
            <TextArea
                field=ExtendField::Words
                label="What do you need it for?"
                form
                optional=true
                hint=format!("The Admins read it. At most {} characters, without links.", note::LONGEST)
            />
            <button class="btn btn--primary btn--big btn--wide">"Ask to extend"</button>
        </form>
    }
    .ready()
}
