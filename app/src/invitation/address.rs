use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;
use serde::{Deserialize, Serialize};

use crate::center::use_open_center;
use crate::form::{FormField, FormState};
use crate::path;
use crate::ui::{Erased, ErrorSummary, TextField};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AddressField {
    Address,
    /// Where the form stood.
    Back,
}

impl FormField for AddressField {
    fn name(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Back => "back",
        }
    }
}

pub type AddressForm = FormState<AddressField>;

/// **Change address** as a page of its own: what was typed beside the name of a partner comes here to be mended.
#[component]
pub fn ChangeAddress() -> impl IntoView {
    let center = use_open_center();
    let here = use_location().pathname.get_untracked();
    let form = SharedValue::new(|| use_context::<AddressForm>().unwrap_or_default()).into_inner();
    let title = if form.is_refused() { "Error: Change address" } else { "Change address" };
    let back = match form.value(AddressField::Back) {
        nowhere if nowhere.is_empty() => path::partners(&center.slug),
        back => back,
    };
    let form = Signal::stored(form);
    view! {
        <Title text=format!("{title} · {} · Keyholder", center.name)/>
        <div class="head">
            <div class="head__title">
                <h1>"Change address"</h1>
                <p>"A new link goes to the new address; the old link no longer works."</p>
            </div>
        </div>
        <form class="form page--narrow" method="post" action=here novalidate>
            <ErrorSummary form/>
            <input type="hidden" name=AddressField::Back.name() value=back.clone()/>
            <TextField field=AddressField::Address label="New address" form inputmode="email"/>
            <div class="acts">
                <a class="btn" href=back>"Go back"</a>
                <button class="btn btn--primary">"Change address"</button>
            </div>
        </form>
    }
    .ready()
}
