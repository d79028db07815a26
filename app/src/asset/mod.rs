//! **Assets**: what access is given to. Admins register them, say whose each is, and group them.

mod form;
pub(crate) mod group;
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

use domain::id::{AssetGroupId, AssetId};
use leptos::either::EitherOf5;
use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::use_location;

use self::form::AssetPage;
pub(crate) use self::form::NoSuchAsset;
use self::group::{Group, Groups};
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
    Groups,
    /// None: the address holds no id.
    Group(Option<AssetGroupId>),
    One(Option<AssetId>),
}

impl Page {
    /// None: it is the address of another page.
    fn at(path: &str) -> Option<Self> {
        let mut parts = path.split('/').skip(3).filter(|part| !part.is_empty());
        Some(match (parts.next()?, parts.next(), parts.next()) {
            ("assets", None, _) => Self::List,
            ("assets", Some("new"), _) => Self::Register,
            ("assets", Some("groups"), None) => Self::Groups,
            ("assets", Some("groups"), Some(id)) => Self::Group(id.parse().ok()),
            ("assets", Some(id), _) => Self::One(id.parse().ok()),
            _ => return None,
        })
    }
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
    // On the way to a page elsewhere the address is there first, and this one stands until that has come.
    let page = Memo::new(move |last: Option<&Page>| {
        let here = Page::at(&location.pathname.read());
        here.or(last.copied()).unwrap_or(Page::List)
    });
    let center = follow_open_center();
    let admin = Memo::new(move |_| center.read().is_admin());
    provide_context(Saying(notice_left()));
    let shown = move || match page.get() {
        Page::List if admin.get() => EitherOf5::A(view! { <List/> }),
        Page::List => EitherOf5::B(view! { <Shared/> }),
        Page::Register => EitherOf5::C(view! { <AssetPage asset=None registers=true/> }),
        Page::One(asset) => EitherOf5::C(view! { <AssetPage asset registers=false/> }),
        Page::Groups => EitherOf5::D(view! { <Groups/> }),
        Page::Group(group) => EitherOf5::E(view! { <Group group/> }),
    };
    view! {
        {shown}
        // The router changes the address once what stands below a route has come, be it nothing.
        <Outlet/>
    }
    .erased()
}
