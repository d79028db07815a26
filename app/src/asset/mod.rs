//! **Assets**: what access is given to. Admins register them, say whose each is, and group them.

mod form;
#[cfg(feature = "ssr")]
pub(crate) mod handler;
mod holders;
mod list;
#[cfg(feature = "ssr")]
pub(crate) mod save;
pub mod server;
mod shared;
#[cfg(feature = "ssr")]
pub(crate) mod why;

use domain::id::AssetId;
use leptos::either::EitherOf3;
use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::use_location;

use self::form::AssetPage;
pub(crate) use self::form::NoSuchAsset;
use self::list::Assets as List;
use self::shared::Shared;
pub use self::shared::SharedAssets;
use crate::center::follow_open_center;
use crate::notice::{Notice, notice_left};
use crate::ui::Erased;

/// Which of its pages stands at the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Page {
    List,
    Register,
    /// None: the address holds no id.
    One(Option<AssetId>),
}

/// What was done on one of the pages, said on the one that comes after it.
#[derive(Clone, Copy)]
struct Saying(RwSignal<Option<Notice>>);

fn use_notice() -> RwSignal<Option<Notice>> {
    expect_context::<Saying>().0
}

/// The pages share most of their code, so the browser fetches it once for all of them.
#[component]
pub fn Assets() -> impl IntoView {
    let location = use_location();
    let page = Memo::new(move |_| match location.pathname.read().split('/').nth(4) {
        None | Some("") => Page::List,
        Some("new") => Page::Register,
        Some(id) => Page::One(id.parse().ok()),
    });
    let center = follow_open_center();
    let admin = Memo::new(move |_| center.read().is_admin());
    provide_context(Saying(notice_left()));
    let shown = move || match page.get() {
        Page::List if admin.get() => EitherOf3::A(view! { <List/> }),
        Page::List => EitherOf3::B(view! { <Shared/> }),
        Page::Register => EitherOf3::C(view! { <AssetPage asset=None registers=true/> }),
        Page::One(asset) => EitherOf3::C(view! { <AssetPage asset registers=false/> }),
    };
    view! {
        {shown}
        // The router changes the address once what stands below a route has come, be it nothing.
        <Outlet/>
    }
    .erased()
}
