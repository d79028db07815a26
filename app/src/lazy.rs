//! Pages whose code the browser fetches when they are first opened. Partners is not among them: it is what people open.
//!
//! What is opened together comes together: what two parts share is a file of its own, so each part more nearly doubles the
//! files of every page, and files beyond the few that a browser fetches at once wait for each other.

use leptos::prelude::*;
use leptos_router::LazyRoute;

use crate::{asset, audit, campaign, center, diagnosis, help, invitation, member, partner};

// `#[lazy_route]` would make each page a part of its own.
macro_rules! parts {
    ($($part:ident { $($route:ident => $page:path;)+ })+) => {$(
        mod $part {
            use super::*;

            #[repr(u8)]
            pub enum Page {
                $($route),+
            }

            #[lazy($part)]
            pub fn show(page: Page) -> AnyView {
                match page {
                    $(Page::$route => $page().into_any()),+
                }
            }

            pub async fn fetch() {
                #[cfg(target_arch = "wasm32")]
                __preload_show().await;
            }
        }

        $(
            #[derive(Clone, Debug)]
            pub struct $route;

            impl LazyRoute for $route {
                fn data() -> Self {
                    Self
                }

                async fn view(_: Self) -> AnyView {
                    $part::show($part::Page::$route).await
                }

                async fn preload() {
                    $part::fetch().await;
                }
            }
        )+
    )+};
}

parts! {
    own_pages {
        Own => center::Own;
        Help => help::Help;
        Diagnosis => diagnosis::Diagnosis;
        Members => member::Members;
    }
    partner_pages {
        Manage => partner::Manage;
        AddPartners => invitation::Add;
    }
    asset_pages {
        Assets => asset::Assets;
    }
    campaign_pages {
        Campaigns => campaign::Campaigns;
    }
    center_pages {
        Settings => center::Settings;
        Audit => audit::Audit;
        Bulk => partner::Bulk;
        Views => partner::Views;
    }
}

/// **Partners**, whose code comes with that of the frame.
#[derive(Clone, Debug)]
pub struct Partners;

impl LazyRoute for Partners {
    fn data() -> Self {
        Self
    }

    async fn view(_: Self) -> AnyView {
        partner::List().into_any()
    }
}
