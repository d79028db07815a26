use leptos::either::EitherOf3;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::start::Start;
use crate::end::AskPage;
use crate::linked::AdAccountPage;
use crate::ui::Erased;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Page {
    Start,
    Extend,
    AdAccount,
}

/// The pages about whoever looks: what they can do here, what of it ends, and the ad account of their own. They share most of
/// their code, so the browser fetches it once for all of them.
#[component]
pub fn Own() -> impl IntoView {
    let location = use_location();
    let page = Memo::new(move |_| match location.pathname.read().split('/').nth(3) {
        Some("extend") => Page::Extend,
        Some("ad-account") => Page::AdAccount,
        _ => Page::Start,
    });
    let shown = move || match page.get() {
        Page::Start => EitherOf3::A(view! { <Start/> }),
        Page::Extend => EitherOf3::B(view! { <AskPage/> }),
        Page::AdAccount => EitherOf3::C(view! { <AdAccountPage/> }),
    };
    shown.erased()
}
