use super::{Erased, Icon};
use leptos::prelude::*;

/// The field of a form that searches a list. Its name in the address is `q`.
#[component]
pub fn SearchBox(label: &'static str, placeholder: &'static str, value: String) -> impl IntoView {
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
            />
        </div>
    }
    .ready()
}
