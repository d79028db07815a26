use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;
use serde::{Deserialize, Serialize};

use crate::center::use_open_center;
use crate::form::{FormField, FormState};
use crate::path;
use crate::ui::{Erased, ErrorSummary, Icon, TextField};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AddressField {
    Address,
    /// The address that was asked about already: posted again, it is meant so.
    AsTyped,
    /// The one that was offered instead, by its own button.
    RightAddress,
    /// The address is somebody's guess: it is asked about before anything goes there.
    Guessed,
    /// Where the form stood.
    Back,
}

impl FormField for AddressField {
    fn name(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::AsTyped => "as_typed",
            Self::RightAddress => "right_address",
            Self::Guessed => "guessed",
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
    let right = Some(form.value(AddressField::RightAddress)).filter(|right| !right.is_empty());
    let guessed = !form.value(AddressField::Guessed).is_empty();
    let as_typed = form.value(AddressField::AsTyped);
    let form = Signal::stored(form);
    view! {
        <Title text=format!("{title} · {} · Keyholder", center.name)/>
        <div class="head">
            <div class="head__title">
                <h1>"Change address"</h1>
                <p>"The invitation moves to the new address, with a new link; the old link no longer works."</p>
            </div>
        </div>
        <form class="form page--narrow" method="post" action=here novalidate>
            <ErrorSummary form/>
            {guessed
                .then(|| {
                    view! {
                        <div class="note note--care mb-4">
                            <Icon name="warn"/>
                            <p>
                                "Somebody tried to log in with this address. It may be another person’s: ask your partner whether "
                                "it is theirs before you send the link there."
                            </p>
                        </div>
                    }
                })}
            <input type="hidden" name=AddressField::Back.name() value=back.clone()/>
            <input type="hidden" name=AddressField::AsTyped.name() value=as_typed/>
            <TextField field=AddressField::Address label="New address" form inputmode="email"/>
            <div class="acts">
                <a class="btn" href=back>"Go back"</a>
                // Where a slip is likely, what is offered beside it is; it stands after this one, so that Enter does not press it.
                <button class="btn" class=("btn--primary", right.is_none())>"Change address"</button>
                {right
                    .map(|right| {
                        let shown = right.clone();
                        view! {
                            <button class="btn btn--primary" name=AddressField::RightAddress.name() value=right>
                                <span>"Send it to " <bdi>{shown}</bdi></span>
                            </button>
                        }
                    })}
            </div>
        </form>
    }
    .ready()
}
