//! What people see: pages, components, and the server functions that join them to `service`.
//!
//! Below `/b/{slug}` pages are rendered by the server and then live ([`App`]). All others (start, account, invitation)
//! are plain HTML without any script: their modules exist on the server only.

// The type of a page is the tree of all its elements.
#![recursion_limit = "512"]

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::{SsrMode, path};

use self::part::Part;

pub mod access;
#[cfg(feature = "ssr")]
pub mod account;
pub mod asset;
pub mod audit;
pub mod center;
#[cfg(feature = "ssr")]
pub mod cookie;
pub mod end;
pub mod error;
pub mod form;
pub mod help;
pub mod invitation;
mod lazy;
pub mod live;
pub mod member;
pub mod notice;
pub mod part;
pub mod partner;
pub mod path;
#[cfg(feature = "ssr")]
pub mod plain;
#[cfg(feature = "ssr")]
mod posted;
#[cfg(feature = "ssr")]
pub mod request;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
mod shell;
#[cfg(feature = "ssr")]
pub mod start;
pub mod ui;

#[cfg(feature = "ssr")]
pub use shell::shell;

/// The live part of Keyholder: a Business Center.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    center::provide_open_center();
    part::provide_parts();
    view! {
        <Router>
            <Routes fallback=center::NoSuchPage>
                <ParentRoute path=path!("/b/:slug") ssr=SsrMode::Async view=center::Frame>
                    <Route path=path!("") view={Part::<lazy::OwnRoute>::new()}/>
                    <Route path=path!("members") view={Part::<lazy::MembersRoute>::new()}/>
                    <Route path=path!("settings") view={Part::<lazy::SettingsRoute>::new()}/>
                    <ParentRoute path=path!("assets") view={Part::<lazy::AssetsRoute>::new()}>
                        <Route path=path!("") view=|| ()/>
                        <Route path=path!("new") view=|| ()/>
                        <Route path=path!("groups") view=|| ()/>
                        <Route path=path!("groups/:group") view=|| ()/>
                        <Route path=path!(":asset") view=|| ()/>
                    </ParentRoute>
                    <ParentRoute path=path!("audit") view={Part::<lazy::AuditRoute>::new()}>
                        <Route path=path!("") view=|| ()/>
                        <Route path=path!("past") view=|| ()/>
                    </ParentRoute>
                    <Route path=path!("help") view={Part::<lazy::HelpRoute>::new()}/>
                    <ParentRoute path=path!("partners") view=partner::List>
                        <Route path=path!("") view=|| ()/>
                        <Route path=path!("new") view={Part::<lazy::AddPartnersRoute>::new()}/>
                    </ParentRoute>
                    <Route path=path!("partners/bulk") view={Part::<lazy::BulkRoute>::new()}/>
                    <Route path=path!("organisations/:id/revoke") view={Part::<lazy::BulkRoute>::new()}/>
                    <Route path=path!("partners/views") view={Part::<lazy::ViewsRoute>::new()}/>
                    // One part of the WebAssembly, so one view: which of its pages stands is its own matter.
                    <ParentRoute path=path!("partners/:id") view={Part::<lazy::ManageRoute>::new()}>
                        <Route path=path!("") view=|| ()/>
                        <Route path=path!("edit") view=|| ()/>
                        <Route path=path!("revoke") view=|| ()/>
                        <Route path=path!("address") view=|| ()/>
                        <Route path=path!("link") view=|| ()/>
                        <Route path=path!("view") view=|| ()/>
                        <Route path=path!("keep-end") view=|| ()/>
                    </ParentRoute>
                    <Route path=path!("leave") view={Part::<lazy::ManageRoute>::new()}/>
                    <Route path=path!("extend") view={Part::<lazy::OwnRoute>::new()}/>
                </ParentRoute>
            </Routes>
        </Router>
    }
}
