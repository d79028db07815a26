//! The pages on which one partner is looked at and changed. They share most of their code, so the browser fetches it once
//! for all of them.

use domain::decision::AdminAction;
use domain::id::PartnerId;
use leptos::either::EitherOf6;
use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::use_location;

use super::details::Details;
use super::edit::Edit;
use super::view_as::ViewAs;
use crate::center::for_admins;
use crate::invitation::{ChangeAddress, CopyLink};
use crate::member::Leave;
use crate::notice::{Notice, notice_left};
use crate::ui::Erased;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Page {
    /// Also behind **Revoke Access**, which is a dialog before it.
    Details,
    Edit,
    ChangeAddress,
    CopyLink,
    ViewAs,
    Leave,
}

/// What was done on one of the pages, said on the one that comes after it.
#[derive(Clone, Copy)]
struct Saying(RwSignal<Option<Notice>>);

pub fn use_notice() -> RwSignal<Option<Notice>> {
    expect_context::<Saying>().0
}

/// The page that stands at the address.
#[component]
pub fn Manage() -> impl IntoView {
    let location = use_location();
    let page = Memo::new(move |before: Option<&Page>| {
        let path = location.pathname.read();
        let mut below = path.split('/').skip(3);
        match (below.next(), below.next(), below.next()) {
            (Some("leave"), ..) => Page::Leave,
            (Some("partners"), Some(id), what) if id.parse::<PartnerId>().is_ok() || before.is_none() => {
                match what {
                    Some("edit") => Page::Edit,
                    Some("address") => Page::ChangeAddress,
                    Some("link") => Page::CopyLink,
                    Some("view") => Page::ViewAs,
                    _ => Page::Details,
                }
            }
            // The address changes before the page does: the one that is left asks for nothing more.
            _ => before.copied().unwrap_or(Page::Details),
        }
    });
    provide_context(Saying(notice_left()));
    let shown = move || match page.get() {
        Page::Details => EitherOf6::A(view! { <Details/> }),
        Page::Edit => EitherOf6::B(view! { <Edit/> }),
        Page::ChangeAddress => {
            EitherOf6::C(for_admins(AdminAction::ManagePartner, "Partners", || view! { <ChangeAddress/> }))
        }
        Page::CopyLink => {
            EitherOf6::D(for_admins(AdminAction::ManagePartner, "Partners", || view! { <CopyLink/> }))
        }
        Page::ViewAs => EitherOf6::E(view! { <ViewAs/> }),
        Page::Leave => EitherOf6::F(view! { <Leave/> }),
    };
    view! {
        {shown}
        // The router changes the address once what stands below a route has come, be it nothing.
        <Outlet/>
    }
    .erased()
}
