//! The pages on which one partner is looked at and changed. They share most of their code, so the browser fetches it once
//! for all of them.

use leptos::either::EitherOf4;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::details::Details;
use crate::invitation::{ChangeAddress, CopyLink};
use crate::member::Leave;
use crate::ui::Erased;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Page {
    /// Also behind **Revoke Access**, which is a dialog before it.
    Details,
    ChangeAddress,
    CopyLink,
    Leave,
}

/// The page that stands at the address.
#[component]
pub fn Manage() -> impl IntoView {
    let location = use_location();
    let page = Memo::new(move |_| match location.pathname.read().rsplit('/').next() {
        Some("address") => Page::ChangeAddress,
        Some("link") => Page::CopyLink,
        Some("leave") => Page::Leave,
        _ => Page::Details,
    });
    let shown = move || match page.get() {
        Page::Details => EitherOf4::A(view! { <Details/> }),
        Page::ChangeAddress => EitherOf4::B(view! { <ChangeAddress/> }),
        Page::CopyLink => EitherOf4::C(view! { <CopyLink/> }),
        Page::Leave => EitherOf4::D(view! { <Leave/> }),
    };
    view! { {shown} }.erased()
}
