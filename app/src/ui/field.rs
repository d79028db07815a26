//! Fields of a form: label, error and input joined for whoever can't see that they stand together.

use leptos::html;
use leptos::prelude::*;

use super::{Erased, Icon};
use crate::form::{FormField, FormState, WayOn};

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
    /// The id of a `<datalist>` with what can be chosen.
    #[prop(optional)]
    list: Option<&'static str>,
) -> AnyView {
    let frame = Frame::of(field, form, label, hint, optional);
    let (name, error, hinted) = (frame.name, frame.error, frame.hint.is_some());
    let value = typed_or(form, field, default);
    let input = view! {
        <input
            class="input"
            id=name
            name=name
            type=kind
            value=value
            autocomplete=autocomplete
            inputmode=inputmode
            list=list
            spellcheck="false"
            dir="auto"
            aria-invalid=move || error.get().map(|_| "true")
            aria-describedby=move || described_by(name, error, hinted)
        />
    };
    frame.around(input.into_any())
}

/// Several lines of text.
#[component]
pub fn TextArea<F: FormField + Send + Sync>(
    field: F,
    #[prop(into)] label: String,
    #[prop(into)] form: Signal<FormState<F>>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional)] optional: bool,
) -> AnyView {
    let frame = Frame::of(field, form, label, hint, optional);
    let (name, error, hinted) = (frame.name, frame.error, frame.hint.is_some());
    let value = typed_or(form, field, String::new());
    let area = view! {
        <textarea
            class="input"
            id=name
            name=name
            rows="3"
            dir="auto"
            aria-invalid=move || error.get().map(|_| "true")
            aria-describedby=move || described_by(name, error, hinted)
        >
            {value}
        </textarea>
    };
    frame.around(area.into_any())
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
) -> AnyView {
    let frame = Frame::of(field, form, label, hint, false);
    let (name, error, hinted) = (frame.name, frame.error, frame.hint.is_some());
    let chosen = typed_or(form, field, default);
    let select = view! {
        <span class="pick">
            <select
                class="select"
                id=name
                name=name
                aria-invalid=move || error.get().map(|_| "true")
                aria-describedby=move || described_by(name, error, hinted)
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
    };
    frame.around(select.into_any())
}

/// What stands around every field. Of no form's own type: it is compiled once.
struct Frame {
    name: &'static str,
    label: String,
    hint: Option<String>,
    optional: bool,
    error: Signal<Option<String>>,
}

impl Frame {
    fn of<F: FormField + Send + Sync>(
        field: F,
        form: Signal<FormState<F>>,
        label: String,
        hint: Option<String>,
        optional: bool,
    ) -> Self {
        let error = Signal::derive(move || form.with(|form| form.error(field)));
        Self { name: field.name(), label, hint, optional, error }
    }

    fn around(self, field: AnyView) -> AnyView {
        let Self { name, label, hint, optional, error } = self;
        view! {
            <div class="field" class=("field--bad", move || error.get().is_some())>
                <label for=name>{label} {optional.then(|| view! { <span class="optional">" (optional)"</span> })}</label>
                {move || {
                    error
                        .get()
                        .map(|reason| {
                            view! {
                                <p class="error" id=format!("{name}-error")>
                                    <Icon name="warn"/>
                                    <span><span class="vh">"Error: "</span> {reason}</span>
                                </p>
                            }
                        })
                }}
                {field}
                {hint.map(|hint| view! { <p class="hint" id=format!("{name}-hint")>{hint}</p> })}
            </div>
        }
        .into_any()
    }
}

fn typed_or<F: FormField + Send + Sync>(form: Signal<FormState<F>>, field: F, default: String) -> String {
    let typed = form.with_untracked(|form| form.value(field));
    if typed.is_empty() { default } else { typed }
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
    .ready()
}

/// What is wrong, at the top of a refused form, with a link to each field; it takes the focus.
#[component]
pub fn ErrorSummary<F: FormField + Send + Sync>(#[prop(into)] form: Signal<FormState<F>>) -> AnyView {
    let problem = Signal::derive(move || form.with(|form| form.problem().map(str::to_owned)));
    let errors = Signal::derive(move || {
        form.with(|form| {
            form.errors().map(|(field, reason)| (field.id(), reason.to_owned())).collect::<Vec<_>>()
        })
    });
    let way_on = Signal::derive(move || form.with(|form| form.way_on().cloned()));
    summary(problem, errors, way_on)
}

/// A page that comes with a refusal gives it the focus by itself; in a page that stands, the effect below does.
const FROM_SERVER: bool = cfg!(feature = "ssr");

fn summary(
    problem: Signal<Option<String>>,
    errors: Signal<Vec<(String, String)>>,
    way_on: Signal<Option<WayOn>>,
) -> AnyView {
    let node: NodeRef<html::Div> = NodeRef::new();
    Effect::new(move |_| {
        if let Some(summary) = node.get() {
            let _ = summary.focus();
        }
    });
    let shown = move || {
        let (problem, errors) = (problem.get(), errors.get());
        let title = match (&problem, errors.len()) {
            (None, 0) => return None,
            (Some(_), _) => "That didn’t work",
            (None, 1) => "Check one thing",
            (None, _) => "Check these",
        };
        Some(view! {
            <div class="note note--bad" role="alert" tabindex="-1" autofocus=FROM_SERVER node_ref=node>
                <Icon name="warn"/>
                <div>
                    <h2>{title}</h2>
                    {problem.map(|problem| view! { <p>{problem}</p> })}
                    {errors
                        .into_iter()
                        .map(|(id, reason)| view! { <p><a href=format!("#{id}")>{reason}</a></p> })
                        .collect_view()}
                    {way_on
                        .get()
                        .map(|way| {
                            let beside = way.beside.then_some("_blank");
                            view! { <p><a class="btn btn--small" href=way.href target=beside>{way.label}</a></p> }
                        })}
                </div>
            </div>
        })
    };
    shown.into_any()
}

fn described_by(name: &str, error: Signal<Option<String>>, hint: bool) -> Option<String> {
    match (error.get().is_some(), hint) {
        (true, true) => Some(format!("{name}-error {name}-hint")),
        (true, false) => Some(format!("{name}-error")),
        (false, true) => Some(format!("{name}-hint")),
        (false, false) => None,
    }
}
