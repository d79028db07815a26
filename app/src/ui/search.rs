use super::{Erased, Icon};
use leptos::ev::Event;
use leptos::html;
use leptos::prelude::*;

/// The field of a form that searches a list. Its name in the address is `q`.
#[component]
pub fn SearchBox(
    label: &'static str,
    placeholder: &'static str,
    value: String,
    #[prop(optional)] node: NodeRef<html::Input>,
    /// The key that leads to it.
    #[prop(optional)]
    key: Option<&'static str>,
    /// What each input does, once the page is live.
    #[prop(optional)]
    heard: Option<Callback<Event>>,
) -> impl IntoView {
    let heard = move |event| {
        if let Some(heard) = heard {
            heard.run(event);
        }
    };
    view! {
        <div class="search">
            <Icon name="search"/>
            <label class="vh" for="q">{label}</label>
            <input
                class="input"
                id="q"
                name="q"
                type="search"
                placeholder=placeholder
                autocomplete="off"
                spellcheck="false"
                value=value
                node_ref=node
                on:input=heard
            />
            {key.map(|key| view! { <kbd class="hide-narrow" aria-hidden="true">{key}</kbd> })}
        </div>
    }
    .ready()
}
