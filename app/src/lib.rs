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

use self::part::{nothing, part};

pub mod access;
#[cfg(feature = "ssr")]
pub mod access_request;
#[cfg(feature = "ssr")]
pub mod account;
#[cfg(feature = "ssr")]
pub mod answer;
pub mod asset;
pub mod audit;
pub mod campaign;
pub mod center;
#[cfg(feature = "ssr")]
pub mod cookie;
pub mod diagnosis;
#[cfg(feature = "ssr")]
mod drawn;
pub mod end;
pub mod error;
pub mod form;
pub mod help;
pub mod invitation;
mod json;
pub mod keys;
mod lazy;
pub mod linked;
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
pub mod whole;

#[cfg(feature = "ssr")]
pub use shell::shell;

/// The live part of Keyholder: a Business Center.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    center::provide_open_center();
    part::provide_arriving();
    view! {
        <Router>
            <Routes fallback=center::NoSuchPage>
                <ParentRoute path=path!("/b/:slug") ssr=SsrMode::Async view=center::Frame>
                    <Route path=path!("") view={part::<lazy::Own>()}/>
                    <Route path=path!("members") view={part::<lazy::Members>()}/>
                    <Route path=path!("settings") view={part::<lazy::Settings>()}/>
                    <ParentRoute path=path!("assets") view={part::<lazy::Assets>()}>
                        <Route path=path!("") view=nothing/>
                        <Route path=path!("new") view=nothing/>
                        <Route path=path!("groups") view=nothing/>
                        <Route path=path!("groups/:group") view=nothing/>
                        <Route path=path!(":asset") view=nothing/>
                    </ParentRoute>
                    <ParentRoute path=path!("campaigns") view={part::<lazy::Campaigns>()}>
                        <Route path=path!("") view=nothing/>
                        <Route path=path!("new") view=nothing/>
                        <Route path=path!("requests") view=nothing/>
                        <Route path=path!("standing") view=nothing/>
                        <Route path=path!("requests/:request") view=nothing/>
                        <Route path=path!("requests/:request/edit") view=nothing/>
                        <Route path=path!(":campaign") view=nothing/>
                        <Route path=path!(":campaign/edit") view=nothing/>
                    </ParentRoute>
                    <ParentRoute path=path!("audit") view={part::<lazy::Audit>()}>
                        <Route path=path!("") view=nothing/>
                        <Route path=path!("past") view=nothing/>
                    </ParentRoute>
                    <ParentRoute path=path!("help") view={part::<lazy::Help>()}>
                        <Route path=path!("") view=nothing/>
                        <Route path=path!("guide/:article") view=nothing/>
                        <Route path=path!("my/:problem") view=nothing/>
                    </ParentRoute>
                    <ParentRoute path=path!("partners") view={part::<lazy::Partners>()}>
                        <Route path=path!("") view=nothing/>
                        <Route path=path!("new") view={part::<lazy::AddPartners>()}/>
                    </ParentRoute>
                    <Route path=path!("partners/bulk") view={part::<lazy::Bulk>()}/>
                    <Route path=path!("organisations/:id/revoke") view={part::<lazy::Bulk>()}/>
                    <Route path=path!("partners/views") view={part::<lazy::Views>()}/>
                    <Route path=path!("partners/:id/help/:problem") view={part::<lazy::Diagnosis>()}/>
                    // One part of the WebAssembly, so one view: which of its pages stands is its own matter.
                    <ParentRoute path=path!("partners/:id") view={part::<lazy::Manage>()}>
                        <Route path=path!("") view=nothing/>
                        <Route path=path!("edit") view=nothing/>
                        <Route path=path!("revoke") view=nothing/>
                        <Route path=path!("address") view=nothing/>
                        <Route path=path!("link") view=nothing/>
                        <Route path=path!("view") view=nothing/>
                        <Route path=path!("keep-end") view=nothing/>
                        <Route path=path!("ad-account") view=nothing/>
                        <Route path=path!("requests/:request") view=nothing/>
                    </ParentRoute>
                    <Route path=path!("leave") view={part::<lazy::Manage>()}/>
                    <Route path=path!("extend") view={part::<lazy::Own>()}/>
                    <Route path=path!("ad-account") view={part::<lazy::Own>()}/>
                </ParentRoute>
            </Routes>
        </Router>
    }
}
