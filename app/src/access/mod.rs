//! Level, Modules and Assets, as forms let an Admin choose them.

mod assets;
#[cfg(feature = "ssr")]
pub mod rows;

use domain::access::{AccessLevel, Module, Modules};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

pub use self::assets::{AssetRow, AssetRows, PostedRows};

use crate::form::{FormField, FormState};
use crate::ui::{Choice, Erased, Icon, TextField};

/// The choice between Standard and Admin, with a warning on the latter.
#[component]
pub fn LevelChoice(
    chosen: AccessLevel,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// "4 active + 1 invited of 20"
    seats: String,
) -> impl IntoView {
    let admin = chosen == AccessLevel::Admin;
    view! {
        <fieldset id="level">
            <legend class="legend">"Access level"</legend>
            {move || {
                error.get().map(|reason| view! { <p class="error"><Icon name="warn"/> <span>{reason}</span></p> })
            }}
            <div class="choices">
                <Choice
                    kind="radio"
                    name="level"
                    value="standard"
                    id="level-standard".to_owned()
                    checked=!admin
                    label="Standard"
                    opens=AccessLevel::Standard.opens()
                />
                <Choice
                    kind="radio"
                    name="level"
                    value="admin"
                    id="level-admin".to_owned()
                    checked=admin
                    label="Admin"
                    opens=format!("{} {seats}.", AccessLevel::Admin.opens())
                />
            </div>
            <div class="note note--care add__warn mt-2">
                <Icon name="warn"/>
                <div>
                    <b>"An Admin can remove you."</b>
                    <p>
                        "They can invite and revoke anybody, change budgets and billing, and see every Asset. Choose Standard "
                        "unless they run this Business Center with you."
                    </p>
                </div>
            </div>
        </fieldset>
    }
    .ready()
}

/// The last day of the whole access, in that zone ("Berlin time").
#[component]
pub fn AccessEnds<F: FormField + Send + Sync>(
    field: F,
    #[prop(into)] form: Signal<FormState<F>>,
    zone: String,
    /// What stands in the field.
    typed: RwSignal<String>,
) -> impl IntoView {
    let hint = format!(
        "All of it stops by itself at the end of that day, {zone}, also an Asset whose own last day is later. Leave it empty \
         for no end date."
    );
    let around = NodeRef::<html::Div>::new();
    // What was typed before any script had come counts, too.
    Effect::new(move |_| {
        let field = around.get().and_then(|div| div.query_selector("input").ok().flatten());
        if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
            typed.set(field.value());
        }
    });
    view! {
        <div class="access-ends" node_ref=around on:input=move |input| typed.set(event_target_value(&input))>
            <TextField field label="Access ends" form optional=true kind="date" hint/>
        </div>
    }
}

/// The Modules of Standard access.
#[component]
pub fn ModuleTicks(
    /// Codes of those that are ticked.
    ticked: Vec<String>,
    /// Those that they have already.
    #[prop(default = Modules::NONE)]
    had: Modules,
) -> impl IntoView {
    view! {
        <div class="add__standard form">
            <fieldset>
                <legend class="legend">"Modules"</legend>
                <div class="choices choices--2">
                    {Module::ALL
                        .map(|module| {
                            let code = module.as_str();
                            view! {
                                <div class=if had.contains(module) { "had" } else { "new" }>
                                    <Choice
                                        kind="checkbox"
                                        name="modules[]"
                                        value=code
                                        id=format!("module-{code}")
                                        checked=ticked.iter().any(|ticked| ticked == code)
                                        label=module.label()
                                        opens=module.opens()
                                    />
                                </div>
                            }
                        })
                        .into_iter()
                        .collect_view()}
                </div>
                <p class="hint mt-2">{Module::NO_PAGE_YET}</p>
            </fieldset>
        </div>
    }
    .ready()
}
