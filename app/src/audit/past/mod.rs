//! **Who could reach this on this day?**: answered from the audit log alone.

#[cfg(feature = "ssr")]
mod answer;
pub mod server;
mod view;

use domain::decision::AdminAction;
use leptos::either::EitherOf3;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use self::server::{Asked, PastPage, see_past};
use self::view::Found;
pub use self::view::Question;
use crate::asset::NoSuchAsset;
use crate::center::{ask, use_open_center};
use crate::error::PageError;
use crate::path;
use crate::ui::{Erased, ErrorSummary, Failed, Icon};

pub const QUESTION: &str = "Who could reach this on this day?";

#[component]
pub fn PastReach() -> impl IntoView {
    let center = use_open_center();
    let slug = StoredValue::new(center.slug.clone());
    let query = use_query_map();
    let asked = Memo::new(move |_| Asked::parse(&query.read()));
    // What was does not change with what is changed now: no change here has the log read again.
    let page = Resource::new(
        move || asked.get(),
        move |asked| ask(AdminAction::SeeAuditLog, see_past(slug.get_value(), asked)),
    );
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(page) => EitherOf3::A(view! { <Whole slug=slug.get_value() page/> }),
                    Err(PageError::NotFound) => EitherOf3::B(view! { <NoSuchAsset/> }),
                    Err(error) => EitherOf3::C(view! { <Failed error/> }),
                }
            })}
        </Transition>
    }
    .erased()
}

#[component]
fn Whole(slug: String, page: PastPage) -> impl IntoView {
    let center = use_open_center();
    let PastPage { form, assets, zone, answer } = page;
    let title = if form.is_refused() { format!("Error: {QUESTION}") } else { QUESTION.to_owned() };
    let summary = Signal::stored(form.clone());
    view! {
        <Title text=format!("{title} · {} · Keyholder", center.name)/>
        <nav class="crumb" aria-label="Where you are">
            <a href=path::audit(&slug)>"Audit log"</a>
            <Icon name="right"/>
            <span>{QUESTION}</span>
        </nav>
        <div class="head">
            <div class="head__title">
                <h1>{QUESTION}</h1>
                <p>"A whole day, or one minute of it. The audit log answers, whatever stands here now."</p>
            </div>
        </div>
        <ErrorSummary form=summary/>
        <Question slug=slug.clone() form assets zone/>
        {answer.map(|answer| view! { <Found slug answer/> })}
    }
    .ready()
}
