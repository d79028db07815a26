//! **Explain**: may this partner do that, and why or why not. One form on their page that asks for another address.

#[cfg(feature = "ssr")]
pub(super) mod answer;

use domain::decision::{Action, AssetAction, Verdict};
use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};

use crate::ui::{Erased, Icon};

/// What the address asks, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The code of an [`Action`] or [`AssetAction`]; empty: nothing is asked.
    pub may: String,
    /// The Asset, where it is about one.
    pub with: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    Told {
        verdict: Verdict,
        sentences: Vec<String>,
        /// Label and address of each diagnosis in which an Admin looks into what stands in the way.
        diagnoses: Vec<(String, String)>,
    },
    /// What to mend beside the Asset.
    Unclear(String),
}

impl Asked {
    pub fn parse(query: &ParamsMap) -> Self {
        let of = |name: &str| query.get(name).unwrap_or_default();
        Self { may: of("may"), with: of("with") }
    }
}

#[component]
pub fn Explain(
    /// The address of the partner's page.
    here: String,
    name: String,
    asked: Asked,
    answer: Option<Answer>,
    /// Names of Assets that are likely meant.
    assets: Vec<String>,
) -> impl IntoView {
    let (told, unclear) = match answer {
        Some(Answer::Told { verdict, sentences, diagnoses }) => (Some((verdict, sentences, diagnoses)), None),
        Some(Answer::Unclear(problem)) => (None, Some(problem)),
        None => (None, None),
    };
    let bad = unclear.is_some();
    let chosen = asked.may;
    let option = |code: &'static str, words: &'static str| {
        let selected = code == chosen;
        view! { <option value=code selected=selected>{words}</option> }
    };
    view! {
        <section class="section" id="may" aria-labelledby="h-may">
            <div class="section__head"><h2 id="h-may">"May " <bdi>{name}</bdi> " …?"</h2></div>
            <form class="may" method="get" action=format!("{here}#may")>
                <label class="vh" for="may-action">"Action"</label>
                <span class="pick">
                    <select class="select" id="may-action" name="may">
                        <optgroup label="With an Asset">
                            {AssetAction::ALL.map(|action| option(action.as_str(), action.words())).into_iter().collect_view()}
                        </optgroup>
                        <optgroup label="In this Business Center">
                            {Action::ALL.map(|action| option(action.as_str(), action.words())).into_iter().collect_view()}
                        </optgroup>
                    </select>
                    <Icon name="down"/>
                </span>
                <label for="may-with">"Asset"</label>
                <input
                    class="input may__with"
                    id="may-with"
                    name="with"
                    list="may-assets"
                    value=asked.with
                    placeholder="Name or advertiser ID"
                    autocomplete="off"
                    spellcheck="false"
                    dir="auto"
                    aria-invalid=bad.then_some("true")
                    aria-describedby=bad.then_some("may-with-error")
                />
                <datalist id="may-assets">
                    {assets.into_iter().map(|name| view! { <option value=name></option> }).collect_view()}
                </datalist>
                <button class="btn">"Ask"</button>
            </form>
            {unclear
                .map(|problem| {
                    view! {
                        <p class="error may__answer" id="may-with-error">
                            <Icon name="warn"/>
                            <span dir="auto"><span class="vh">"Error: "</span> {problem}</span>
                        </p>
                    }
                })}
            {told.map(|(verdict, sentences, diagnoses)| view! { <Told verdict sentences diagnoses/> })}
        </section>
    }
    .ready()
}

#[component]
fn Told(verdict: Verdict, sentences: Vec<String>, diagnoses: Vec<(String, String)>) -> impl IntoView {
    let icon = match verdict {
        Verdict::Yes => Either::Left(view! { <Icon name="check"/> }),
        Verdict::WithApproval | Verdict::NotNow | Verdict::No => Either::Right(view! { <Icon name="warn"/> }),
    };
    let ways =
        diagnoses.into_iter().map(|(label, to)| view! { <a class="btn btn--small" href=to>{label}</a> });
    let ways: Vec<_> = ways.collect();
    view! {
        <p class="may__answer" class=("may__answer--yes", verdict == Verdict::Yes) role="status">
            {icon}
            <span dir="auto"><b>{verdict.label()} "."</b> " " {sentences.join(" ")}</span>
        </p>
        {(!ways.is_empty()).then(|| view! { <div class="acts mt-2">{ways}</div> })}
    }
    .ready()
}
