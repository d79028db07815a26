//! **Campaigns**: what runs on the ad accounts, version by version.

mod asked;
#[cfg(feature = "ssr")]
mod decides;
#[cfg(feature = "ssr")]
mod draft;
mod drafts;
mod fields;
mod filter;
mod form;
#[cfg(feature = "ssr")]
pub(crate) mod handler;
mod list;
#[cfg(feature = "ssr")]
mod open;
mod page;
pub mod request;
#[cfg(feature = "ssr")]
pub(crate) mod save;
pub mod server;
pub mod standing;
#[cfg(feature = "ssr")]
mod typed;
#[cfg(feature = "ssr")]
pub(crate) mod words;

use domain::id::{CampaignId, ChangeRequestId};
use leptos::either::EitherOf6;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::Outlet;
use leptos_router::hooks::use_location;

use self::form::CampaignEditor;
use self::list::List;
pub use self::list::Seen as SeenCampaigns;
use self::page::CampaignPage;
use self::request::{RequestList, RequestPage};
use self::server::Subject;
use self::standing::StandingApprovals;
use crate::center::use_open_center;
use crate::notice::{Notice, notice_left};
use crate::path;
use crate::ui::Erased;

/// Which of its pages stands at the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Page {
    List,
    /// None, here and below: the address holds no id.
    Editor(Option<Subject>),
    One(Option<CampaignId>),
    Requests,
    Standing,
    Request(Option<ChangeRequestId>),
}

impl Page {
    /// None: it is the address of another page.
    fn at(path: &str) -> Option<Self> {
        let mut parts = path.split('/').skip(3).filter(|part| !part.is_empty());
        if parts.next()? != "campaigns" {
            return None;
        }
        Some(match (parts.next(), parts.next(), parts.next()) {
            (None, ..) => Self::List,
            (Some("new"), ..) => Self::Editor(Some(Subject::New)),
            (Some("requests"), None, _) => Self::Requests,
            (Some("standing"), None, _) => Self::Standing,
            (Some("requests"), Some(id), None) => Self::Request(id.parse().ok()),
            (Some("requests"), Some(id), Some(_)) => Self::Editor(id.parse().ok().map(Subject::Request)),
            (Some(id), None, _) => Self::One(id.parse().ok()),
            (Some(id), Some(_), _) => Self::Editor(id.parse().ok().map(Subject::Campaign)),
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
pub fn Campaigns() -> impl IntoView {
    let location = use_location();
    // On the way to a page elsewhere the address is there first, and this one stands until that has come.
    let page = Memo::new(move |last: Option<&Page>| {
        let here = Page::at(&location.pathname.read());
        here.or(last.copied()).unwrap_or(Page::List)
    });
    provide_context(Saying(notice_left()));
    let shown = move || match page.get() {
        Page::List => EitherOf6::A(view! { <List/> }),
        Page::Editor(subject) => EitherOf6::B(view! { <CampaignEditor subject/> }),
        Page::One(campaign) => EitherOf6::C(view! { <CampaignPage campaign/> }),
        Page::Requests => EitherOf6::D(view! { <RequestList/> }),
        Page::Request(request) => EitherOf6::E(view! { <RequestPage request/> }),
        Page::Standing => EitherOf6::F(view! { <StandingApprovals/> }),
    };
    view! {
        {shown}
        // The router changes the address once what stands below a route has come, be it nothing.
        <Outlet/>
    }
    .erased()
}

/// Nobody has the id, it belongs to others, or its ad account is not theirs to see: all look the same.
#[component]
fn NoSuchCampaign() -> impl IntoView {
    let center = use_open_center();
    view! {
        <Title text="There is no such campaign · Keyholder"/>
        <h1>"There is no such campaign"</h1>
        <p class="muted">"The address may be mistyped, or its ad account is not shared with you."</p>
        <p class="mt-4"><a href=path::campaigns(&center.slug) class="btn">"Campaigns"</a></p>
    }
    .ready()
}
