//! **View as** before the invitation is sent: a window of its own, beside the form that stands.

use axum::http::StatusCode;
use axum::response::Response;
use domain::end::Ending;
use domain::grant::Grant;
use leptos::prelude::*;
use service::capability::Admin;
use service::end::OwnEnds;
use service::invitation::NewInvitation;

use super::Start;
use crate::asset::SharedAssets;
use crate::asset::save::shared_with;
use crate::end::EndsSeen;
use crate::end::server::in_words;
use crate::linked::HeldUpSeen;
use crate::plain::House;

pub(crate) async fn page(house: &House, admin: &Admin, new: &NewInvitation) -> Response {
    let access = new.access();
    let reach = match admin.would_reach(&access).await {
        Ok(reach) => reach,
        Err(failure) => return house.failed(failure),
    };
    let linked = match admin.linked_before(new.contact.as_str()).await {
        Ok(linked) => linked,
        Err(failure) => return house.failed(failure),
    };
    let held_up = new.grant.held_up_by(linked);
    let (name, grant) = (new.contact.as_str().to_owned(), new.grant);
    let assets = match grant {
        Grant::Admin => None,
        Grant::Standard { .. } => Some(shared_with(grant, &reach, admin.keyholder().clock().now())),
    };
    let ends = OwnEnds { ending: Ending::of(access.ends(), access.assets()), asked_at: None };
    let ends = in_words(ends, admin.member().zone(), admin.keyholder().clock().now());
    let center = admin.center().name.clone();
    house.page(StatusCode::OK, &format!("View as {name}"), move || {
        view! {
            <main class="page page--narrow" id="main">
                <h1>"View as " <bdi>{name.clone()}</bdi></h1>
                <p class="muted">
                    "What they see in " <bdi>{center}</bdi>
                    " once they accept. Nothing was sent. Close this window to go back to the form."
                </p>
                <section class="viewed mt-6" aria-label="Start"><EndsSeen ends/> <HeldUpSeen held_up/> <Start name grant/></section>
                {assets
                    .map(|assets| {
                        view! {
                            <section class="viewed mt-6" aria-labelledby="h-assets">
                                <h2 class="viewed__title" id="h-assets">"Assets"</h2>
                                <SharedAssets assets/>
                            </section>
                        }
                    })}
            </main>
        }
    })
}
