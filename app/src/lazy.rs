//! Pages whose code the browser fetches when they are first opened: each is a part of the WebAssembly of its own.
//! Partners is not: it is what people open, and few parts load sooner than many.

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use crate::{asset, audit, campaign, center, diagnosis, help, invitation, member, partner};

macro_rules! lazy_routes {
    ($($(#[$doc:meta])* $route:ident => $page:path;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $route;

        #[lazy_route]
        impl LazyRoute for $route {
            fn data() -> Self {
                Self
            }

            fn view(this: Self) -> AnyView {
                let $route = this;
                $page().into_any()
            }
        }
    )+};
}

lazy_routes! {
    OwnRoute => center::Own;
    MembersRoute => member::Members;
    SettingsRoute => center::Settings;
    AssetsRoute => asset::Assets;
    CampaignsRoute => campaign::Campaigns;
    AuditRoute => audit::Audit;
    HelpRoute => help::Help;
    DiagnosisRoute => diagnosis::Diagnosis;
    AddPartnersRoute => invitation::Add;
    ManageRoute => partner::Manage;
    BulkRoute => partner::Bulk;
    ViewsRoute => partner::Views;
}

/// **Partners**, whose code comes with that of the frame.
#[derive(Clone, Debug)]
pub struct PartnersRoute;

impl LazyRoute for PartnersRoute {
    fn data() -> Self {
        Self
    }

    async fn view(_: Self) -> AnyView {
        partner::List().into_any()
    }
}
