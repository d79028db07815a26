use leptos::either::EitherOf4;
use leptos::prelude::*;

use super::server::{SealField, SealForm, Verified};
use crate::path;
use crate::ui::{Erased, ErrorSummary, Icon, TextField};

/// **Verify**, and what it found. Posted by the browser itself: its answer is this page.
#[component]
pub fn Verify(slug: String, verified: Option<Verified>, form: SealForm) -> impl IntoView {
    let form = Signal::stored(form);
    view! {
        {verified.map(|verified| view! { <Finding slug=slug.clone() verified/> })}
        <form class="verify" method="post" action=path::audit(&slug) novalidate>
            <ErrorSummary form/>
            <p>
                "Each entry is sealed over the one before it with a key that is not in the database. "
                <b>"Verify"</b> " finds an entry that was changed, taken out or cut off."
            </p>
            <details class="verify__named">
                <summary class="linkish">"Compare with a seal that you kept"</summary>
                <TextField
                    field=SealField::Seal
                    label="Seal"
                    form
                    optional=true
                    hint="The newest seal of an earlier export, or as this page showed it."
                />
            </details>
            <button class="btn">"Verify"</button>
        </form>
    }
    .ready()
}

#[component]
fn Finding(slug: String, verified: Verified) -> impl IntoView {
    let bad = |title: String, words: String| {
        view! {
            <div class="note note--bad mb-4" role="alert">
                <Icon name="warn"/>
                <div><h2>{title}</h2><p>{words}</p></div>
            </div>
        }
    };
    match verified {
        Verified::Whole { entries, seal, named } => EitherOf4::A(view! {
            <div class="note note--ok mb-4" role="status">
                <Icon name="check"/>
                <p>
                    <b>"Nothing was tampered with."</b> " All " {entries} " entries fit together. Newest seal "
                    <code>{seal}</code> "."
                    {named.then_some(" The seal that you named is among them.")}
                </p>
            </div>
        }),
        Verified::Changed { number } => {
            let words = format!(
                "The chain is whole from 1 to {} and breaks there. Entries after it can’t be trusted until you compare them \
                 with a backup or an export.",
                number - 1
            );
            let to = path::entry(&slug, number);
            EitherOf4::B(view! {
                {bad(format!("Entry {number} was changed after it was written"), words)}
                <p class="mb-4"><a class="btn btn--small" href=to>"Go to the entry"</a></p>
            })
        }
        Verified::Missing { before } => EitherOf4::C(bad(
            format!("Entries before {before} are missing"),
            "They were taken out after they were written. Compare with a backup or an export.".to_owned(),
        )),
        Verified::NewestMissing { found } => EitherOf4::D(bad(
            "The newest entries are missing".to_owned(),
            format!(
                "The chain is whole up to entry {found}, but the seal that should be in it is not. Entries were cut off, \
                 or the seal is of another Business Center."
            ),
        )),
    }
    .ready()
}
