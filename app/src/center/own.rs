use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::start::Start;
use crate::end::AskPage;
use crate::ui::Erased;

/// The pages about whoever looks: what they can do here, and what of it ends. They share most of their code, so the browser
/// fetches it once for both.
#[component]
pub fn Own() -> impl IntoView {
    let location = use_location();
    let asks = Memo::new(move |_| location.pathname.read().split('/').nth(3) == Some("extend"));
    let shown = move || {
        if asks.get() { Either::Left(view! { <AskPage/> }) } else { Either::Right(view! { <Start/> }) }
    };
    shown.erased()
}
