use leptos::either::EitherOf3;
use leptos::prelude::*;

use super::server::{ChainFound, SealField, SealForm, SealFound, Verified};
use crate::path;
use crate::ui::{Erased, ErrorSummary, Icon, TextField};

/// **Verify**, and what it found. Posted by the browser itself: its answer is this page.
#[component]
pub fn Verify(slug: String, verified: Option<Verified>, form: SealForm) -> impl IntoView {
    let named = !form.value(SealField::Seal).is_empty();
    let form = Signal::stored(form);
    view! {
        {verified.map(|verified| view! { <Finding slug=slug.clone() verified/> })}
        <form class="verify" method="post" action=path::audit(&slug) novalidate>
            <ErrorSummary form/>
            <p>
                "Each entry is sealed over the one before it with a key that is not in the database. "
                <b>"Verify"</b> " finds an entry that was changed, taken out or cut off, and compares with the seals that were "
                "mailed and exported. Once a month every Admin gets the newest by mail."
            </p>
            <details class="verify__named" open=named>
                <summary class="linkish">"Compare with a seal that you kept"</summary>
                <TextField
                    field=SealField::Seal
                    label="Seal"
                    form
                    optional=true
                    hint="From the monthly mail or the first entry of an export, or as this page showed it."
                />
            </details>
            <button class="btn">"Verify"</button>
        </form>
    }
    .ready()
}

#[component]
fn Finding(slug: String, verified: Verified) -> impl IntoView {
    let Verified { chain, seals, .. } = verified;
    let differs = seals.iter().find_map(|seal| match seal {
        SealFound::Differs { title, .. } => Some(title.clone()),
        SealFound::Fits(_) => None,
    });
    let seals = seals.into_iter().map(|seal| match seal {
        SealFound::Fits(words) | SealFound::Differs { words, .. } => view! { <p dir="auto">{words}</p> },
    });
    let seals = seals.collect_view();
    let whole = |entries: String, seal: String| {
        view! { "All " {entries} " entries fit together. Newest seal " <code>{seal}</code> "." }
    };
    match (chain, differs) {
        (ChainFound::Whole { entries, seal }, None) => EitherOf3::A(view! {
            <div class="note note--ok mb-4" role="status">
                <Icon name="check"/>
                <div><p><b>"Nothing was tampered with."</b> " " {whole(entries, seal)}</p>{seals}</div>
            </div>
        }),
        (ChainFound::Whole { entries, seal }, Some(title)) => {
            EitherOf3::B(view! { <Bad title>{seals}<p>{whole(entries, seal)}</p></Bad> })
        }
        (ChainFound::Broken { title, words, entry }, _) => {
            let to = entry.map(|entry| path::entry(&slug, entry));
            EitherOf3::C(view! {
                <Bad title><p>{words}</p>{seals}</Bad>
                {to.map(|to| view! { <p class="mb-4"><a class="btn btn--small" href=to>"Go to the entry"</a></p> })}
            })
        }
    }
    .ready()
}

#[component]
fn Bad(title: String, children: Children) -> impl IntoView {
    view! {
        <div class="note note--bad mb-4" role="alert">
            <Icon name="warn"/>
            <div><h2>{title}</h2>{children()}</div>
        </div>
    }
}
