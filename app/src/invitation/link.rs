use domain::contact::ContactKind;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use leptos_router::hooks::use_location;
use serde::{Deserialize, Serialize};
use wasm_bindgen_futures::JsFuture;

use crate::center::use_open_center;
use crate::path;
use crate::ui::Erased;

/// The link that **Copy link** made.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CopiedLink {
    pub link: String,
    /// Whom the invitation is to.
    pub contact: String,
    /// Whoever creates an account through it proves the Contact by a code that is sent there, if it reaches people.
    pub code_to: Option<ContactKind>,
    /// Where the button stood.
    pub back: String,
}

/// **Copy link**: the link of an open invitation, to hand over by hand. It is shown to whoever posted for it; opened
/// again, the page asks first, because that too is written to the audit log.
#[component]
pub fn CopyLink() -> impl IntoView {
    let center = use_open_center();
    let made = SharedValue::new(use_context::<CopiedLink>).into_inner();
    view! {
        <Title text=format!("Copy link · {} · Keyholder", center.name)/>
        <div class="page--narrow">
            {match made {
                Some(made) => view! { <Made made/> }.into_any(),
                None => view! { <AskFirst list=path::partners(&center.slug)/> }.into_any(),
            }}
        </div>
    }
    .ready()
}

#[component]
fn Made(made: CopiedLink) -> impl IntoView {
    let proves = match made.code_to {
        Some(ContactKind::Email) => {
            "Whoever creates an account through it first types a code that we mail to the invited address."
        }
        Some(ContactKind::Phone) => {
            "Whoever comes in through it first types a code that we send to the invited number."
        }
        None => "Whoever has it can accept the invitation, so give it to nobody else.",
    };
    let field: NodeRef<html::Textarea> = NodeRef::new();
    let (live, go_live) = signal(false);
    let (said, say) = signal("");
    Effect::new(move |_| go_live.set(true));
    let link = made.link.clone();
    let copy = move |_: ev::MouseEvent| {
        let link = link.clone();
        spawn_local(async move {
            if is_copied(&link).await {
                say.set("Copied.");
            } else {
                if let Some(field) = field.get_untracked() {
                    field.select();
                }
                say.set("Your browser lets no page copy here. The link is selected: copy it with the keyboard or the menu.");
            }
        });
    };
    view! {
        <div class="head"><div class="head__title"><h1>"Hand this link over yourself"</h1><p>"The invitation to " <bdi>{made.contact}</bdi></p></div></div>
        <p class="lede">{proves} " It is written to the audit log that you saw it."</p>
        <div class="field mt-6">
            <label for="link">"Link"</label>
            <textarea class="input" id="link" rows="3" readonly node_ref=field>{made.link}</textarea>
        </div>
        <div class="acts mt-4">
            <a class="btn" href=made.back>"Go back"</a>
            <button class="btn btn--primary" type="button" hidden=move || !live.get() on:click=copy>"Copy"</button>
        </div>
        <p class="muted mt-3" role="status">{said}</p>
    }
    .ready()
}

/// Browsers let a page copy under https and on the machine itself only.
async fn is_copied(text: &str) -> bool {
    let window = window();
    window.is_secure_context()
        && JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}

#[component]
fn AskFirst(list: String) -> impl IntoView {
    let here = use_location().pathname.get_untracked();
    view! {
        <div class="head"><div class="head__title"><h1>"Copy link"</h1></div></div>
        <p class="lede">"The link of an open invitation is shown once you ask for it. It is written to the audit log that you saw it."</p>
        <form class="acts mt-6" method="post" action=here>
            <a class="btn" href=list>"Go back"</a>
            <button class="btn btn--primary">"Copy link"</button>
        </form>
    }
    .ready()
}
