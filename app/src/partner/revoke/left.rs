//! What they leave, each with a successor to choose.

use leptos::prelude::*;

use super::server::{LeftItem, RevokeForm};
use crate::form::FormField;
use crate::ui::{Erased, Icon};

/// A list of it under a heading.
#[component]
pub fn Left(
    heading: &'static str,
    hint: &'static str,
    items: Vec<LeftItem>,
    form: Signal<RevokeForm>,
) -> impl IntoView {
    let rows = move || {
        let chosen = |item: &LeftItem| form.with_untracked(|form| form.value(item.field));
        items.iter().map(|item| (chosen(item), item.clone())).collect::<Vec<_>>()
    };
    view! {
        <fieldset>
            <legend class="legend">{heading}</legend>
            <p class="hint">{hint}</p>
            // A choice goes with what is chosen from: by place it would become somebody else once another list comes.
            <For
                each=rows
                key=|row| row.clone()
                children=move |(chosen, item)| view! { <One chosen item form/> }
            />
        </fieldset>
    }
    .ready()
}

#[component]
fn One(chosen: String, item: LeftItem, form: Signal<RevokeForm>) -> impl IntoView {
    let LeftItem { field, name, under, successors } = item;
    let (id, error_id) = (field.id(), format!("{}-error", field.id()));
    let error = Signal::derive(move || form.with(|form| form.error(field)));
    let describes = error_id.clone();
    let described_by = move || error.get().map(|_| describes.clone());
    // Whoever was chosen and can't be any more is not taken for the first of those who can.
    let gone = (!chosen.is_empty() && successors.iter().all(|(value, _)| *value != chosen)).then(|| {
        view! { <option value=chosen.clone() selected=true>"Choose somebody else"</option> }
    });
    let options = successors.into_iter().map(|(value, words)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{words}</option> }
    });
    let said = move || {
        let id = error_id.clone();
        error.get().map(|reason| {
            view! {
                <p class="error" id=id>
                    <Icon name="warn"/>
                    <span><span class="vh">"Error: "</span> {reason}</span>
                </p>
            }
        })
    };
    view! {
        <div class="field successor" class=("field--bad", move || error.get().is_some())>
            <p class="successor__of"><b><bdi>{name.clone()}</bdi></b> <span class="sub" dir="auto">{under}</span></p>
            <label class="hint" for=id.clone()>"Successor" <span class="vh">" for " {name}</span></label>
            {said}
            <span class="pick">
                <select
                    class="select"
                    id=id
                    name=field.name()
                    aria-invalid=move || error.get().map(|_| "true")
                    aria-describedby=described_by
                >
                    {gone}
                    {options.collect_view()}
                </select>
                <Icon name="down"/>
            </span>
        </div>
    }
    .ready()
}
