//! Fields of a form: label, error and input joined for whoever can't see that they stand together.

use leptos::prelude::*;

use super::Icon;
use crate::form::{FormField, FormState};

/// One line of text.
#[component]
pub fn TextField<F: FormField + Send + Sync>(
    field: F,
    #[prop(into)] label: String,
    /// What the form was refused with, if it was.
    #[prop(into)]
    form: Signal<FormState<F>>,
    /// What stands in it when nothing was typed.
    #[prop(optional, into)]
    default: String,
    #[prop(optional, into)] hint: Option<String>,
    /// Says beside the label that it may stay empty.
    #[prop(optional)]
    optional: bool,
    #[prop(default = "text")] kind: &'static str,
    #[prop(default = "off")] autocomplete: &'static str,
    #[prop(default = "text")] inputmode: &'static str,
) -> impl IntoView {
    let name = field.name();
    let typed = form.with_untracked(|form| form.value(field));
    let value = if typed.is_empty() { default } else { typed };
    let has_hint = hint.is_some();
    view! {
        <div class="field" class=("field--bad", move || form.with(|form| form.error(field).is_some()))>
            <label for=name>{label} {optional.then(|| view! { <span class="optional">" (optional)"</span> })}</label>
            <FieldError field form/>
            <input
                class="input"
                id=name
                name=name
                type=kind
                value=value
                autocomplete=autocomplete
                inputmode=inputmode
                spellcheck="false"
                dir="auto"
                aria-invalid=move || form.with(|form| form.error(field).map(|_| "true"))
                aria-describedby=move || described_by(form, field, has_hint)
            />
            {hint.map(|hint| view! { <p class="hint" id=format!("{name}-hint")>{hint}</p> })}
        </div>
    }
}

/// Several lines of text.
#[component]
pub fn TextArea<F: FormField + Send + Sync>(
    field: F,
    #[prop(into)] label: String,
    #[prop(into)] form: Signal<FormState<F>>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    let name = field.name();
    let value = form.with_untracked(|form| form.value(field));
    let has_hint = hint.is_some();
    view! {
        <div class="field" class=("field--bad", move || form.with(|form| form.error(field).is_some()))>
            <label for=name>{label} {optional.then(|| view! { <span class="optional">" (optional)"</span> })}</label>
            <FieldError field form/>
            <textarea
                class="input"
                id=name
                name=name
                rows="3"
                dir="auto"
                aria-invalid=move || form.with(|form| form.error(field).map(|_| "true"))
                aria-describedby=move || described_by(form, field, has_hint)
            >
                {value}
            </textarea>
            {hint.map(|hint| view! { <p class="hint" id=format!("{name}-hint")>{hint}</p> })}
        </div>
    }
}

/// One of a list of words.
#[component]
pub fn Select<F: FormField + Send + Sync>(
    field: F,
    #[prop(into)] label: String,
    #[prop(into)] form: Signal<FormState<F>>,
    /// Value and words of each choice.
    choices: Vec<(String, String)>,
    /// The first entry, which chooses nothing.
    #[prop(optional)]
    empty: Option<&'static str>,
    #[prop(optional, into)] default: String,
    #[prop(optional, into)] hint: Option<String>,
) -> impl IntoView {
    let name = field.name();
    let typed = form.with_untracked(|form| form.value(field));
    let chosen = if typed.is_empty() { default } else { typed };
    let has_hint = hint.is_some();
    view! {
        <div class="field" class=("field--bad", move || form.with(|form| form.error(field).is_some()))>
            <label for=name>{label}</label>
            <FieldError field form/>
            <span class="pick">
                <select
                    class="select"
                    id=name
                    name=name
                    aria-invalid=move || form.with(|form| form.error(field).map(|_| "true"))
                    aria-describedby=move || described_by(form, field, has_hint)
                >
                    {empty.map(|words| view! { <option value="" selected=chosen.is_empty()>{words}</option> })}
                    {choices
                        .into_iter()
                        .map(|(value, words)| {
                            let selected = value == chosen;
                            view! { <option value=value selected=selected>{words}</option> }
                        })
                        .collect_view()}
                </select>
                <Icon name="down"/>
            </span>
            {hint.map(|hint| view! { <p class="hint" id=format!("{name}-hint")>{hint}</p> })}
        </div>
    }
}

/// A tick or a radio button whose whole row is the target.
#[component]
pub fn Choice(
    kind: &'static str,
    name: &'static str,
    value: &'static str,
    id: String,
    checked: bool,
    #[prop(into)] label: String,
    #[prop(into)] opens: String,
) -> impl IntoView {
    view! {
        <label class="choice">
            <input type=kind name=name value=value id=id checked=checked/>
            <span class="choice__text">
                <b>{label}</b>
                <small>{opens}</small>
            </span>
        </label>
    }
}

/// What is wrong, at the top of a refused form, with a link to each field; it takes the focus.
#[component]
pub fn ErrorSummary<F: FormField + Send + Sync>(#[prop(into)] form: Signal<FormState<F>>) -> impl IntoView {
    move || {
        form.with(|form| {
            form.is_refused().then(|| {
                let count = form.errors().count();
                let title = match (form.problem(), count) {
                    (Some(_), _) => "That didn’t work",
                    (None, 1) => "Check one thing",
                    (None, _) => "Check these",
                };
                let fields = form.errors().map(|(field, reason)| (field.name(), reason.to_owned()));
                view! {
                    <div class="note note--bad" role="alert" tabindex="-1" autofocus id="problem">
                        <Icon name="warn"/>
                        <div>
                            <h2>{title}</h2>
                            {form.problem().map(|problem| view! { <p>{problem.to_owned()}</p> })}
                            {fields
                                .map(|(name, reason)| view! { <p><a href=format!("#{name}")>{reason}</a></p> })
                                .collect_view()}
                        </div>
                    </div>
                }
            })
        })
    }
}

#[component]
fn FieldError<F: FormField + Send + Sync>(field: F, form: Signal<FormState<F>>) -> impl IntoView {
    let id = format!("{}-error", field.name());
    move || {
        form.with(|form| form.error(field)).map(|reason| {
            view! {
                <p class="error" id=id.clone()>
                    <Icon name="warn"/>
                    <span><span class="vh">"Error: "</span> {reason}</span>
                </p>
            }
        })
    }
}

fn described_by<F: FormField + Send + Sync>(form: Signal<FormState<F>>, field: F, hint: bool) -> Option<String> {
    let name = field.name();
    let error = form.with(|form| form.error(field).is_some());
    match (error, hint) {
        (true, true) => Some(format!("{name}-error {name}-hint")),
        (true, false) => Some(format!("{name}-error")),
        (false, true) => Some(format!("{name}-hint")),
        (false, false) => None,
    }
}
