//! Which page is answered by what.
//!
//! Here and not in `server`: the code of all views is generated where they are routed, and whoever changes a setting or
//! embeds a new site should not wait for it.

use std::collections::HashMap;

use axum::Router;
use axum::extract::{FromRef, Path, Request, State};
use axum::http::{Method, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use leptos::WasmSplitManifest;
use leptos::prelude::LeptosOptions;
use leptos_axum::{LeptosRoutes, generate_route_list};
use service::Keyholder;
use service::capability::Entry;

use crate::answer::{keep_tasks, own};
use crate::cookie::Cookie;
use crate::notice::Notice;
use crate::plain::House;
use crate::request::Asking;
use crate::whole::whole;
use crate::{
    App, access_request, account, asset, audit, campaign, center, end, help, invitation, linked, live,
    member, partner, path, shell, start,
};

/// What handlers can ask for.
#[derive(Clone, Debug, FromRef)]
pub struct AppState {
    pub options: LeptosOptions,
    pub keyholder: Keyholder,
    pub house: House,
}

/// Which parts of the WebAssembly belong to which lazy route; none in a build whose pages are in one piece.
#[derive(Clone, Debug, Default)]
pub struct Parts(pub Option<WasmSplitManifest>);

impl AppState {
    pub fn new(options: LeptosOptions, keyholder: Keyholder, parts: Parts) -> Self {
        let house = House { options: options.clone(), keyholder: keyholder.clone(), parts };
        Self { options, keyholder, house }
    }
}

/// Every page, and every server function.
pub fn routes(state: &AppState) -> Router<AppState> {
    keep_tasks();
    let (house, options) = (state.house.clone(), state.options.clone());
    let context = move || house.provide();
    let centers = Router::new()
        .leptos_routes_with_context(state, generate_route_list(App), context, move || shell(options.clone()))
        .route("/b/{slug}/partners/new", post(invitation::handlers::add))
        .route("/b/{slug}/partners/new/mail", post(invitation::handlers::see_the_mail))
        .route("/b/{slug}/partners/new/view", post(invitation::handlers::view_as))
        .route("/b/{slug}/partners/bulk", post(partner::bulk::handler::bulk))
        .route("/b/{slug}/organisations/{id}/revoke", post(partner::bulk::handler::organisation))
        .route("/b/{slug}/partners/views", post(partner::views::handler::views))
        .route("/b/{slug}/partners/export.csv", get(partner::export::export))
        .route("/b/{slug}/assets/new", post(asset::handler::asset))
        .route("/b/{slug}/assets/{asset}", post(asset::handler::asset))
        .route("/b/{slug}/campaigns/new", post(campaign::handler::campaign))
        .route("/b/{slug}/campaigns/{campaign}/edit", post(campaign::handler::campaign))
        .route("/b/{slug}/campaigns/requests", post(campaign::request::handler::several))
        .route("/b/{slug}/campaigns/standing", post(campaign::standing::handler::standing))
        .route("/b/{slug}/campaigns/requests/{request}", post(campaign::request::handler::request))
        .route("/b/{slug}/campaigns/requests/{request}/edit", post(campaign::handler::campaign))
        .route("/b/{slug}/assets/groups", post(asset::group::handler::new))
        .route("/b/{slug}/assets/groups/{group}", post(asset::group::handler::group))
        .route("/b/{slug}/settings", post(center::save_settings))
        .route("/b/{slug}/partners/{id}/edit", post(partner::edit::handler::edit))
        .route("/b/{slug}/partners/{id}/revoke", post(partner::revoke::handler::revoke))
        .route("/b/{slug}/partners/{id}/keep-end", post(end::handler::keep))
        .route("/b/{slug}/partners/{id}/requests/{request}", post(access_request::handler::answer))
        .route("/b/{slug}/help/my/{problem}", post(access_request::handler::ask))
        .route("/b/{slug}/partners/{id}/ad-account", post(linked::handler::set))
        .route("/b/{slug}/ad-account", post(linked::handler::own))
        .route("/b/{slug}/partners/{id}/sessions/end", post(partner::details::handler::end_session))
        .route("/b/{slug}/leave", post(member::leave))
        .merge(invitation::manage::routes())
        .merge(audit::handlers::routes())
        .route_layer(middleware::from_fn_with_state(state.clone(), enter))
        .layer(middleware::from_fn(whole));
    Router::new()
        // Not entered like a page: an open page is told why it is at an end, not led elsewhere.
        .route("/b/{slug}/live", get(live::stream::stream))
        // Nor this: whoever's access ended by the clock may ask, too.
        .route("/b/{slug}/extend", post(end::handler::ask))
        .merge(start::routes())
        .merge(account::routes())
        .merge(invitation::page::routes(state.house.clone()))
        .merge(help::routes())
        .fallback(no_such_page)
        .layer(middleware::from_fn(own))
        .merge(centers)
}

/// Below `/b/{slug}`: session and membership are read once, and passed on with the request (DOMAIN 9).
async fn enter(
    State(house): State<House>,
    Path(slug): Path<HashMap<String, String>>,
    asking: Asking,
    mut request: Request,
    next: Next,
) -> Response {
    // Server functions are routed beside the pages and read who calls by themselves.
    let Some(slug) = slug.get("slug") else { return next.run(request).await };
    match asking.visitor.enter(asking.cookie.as_ref(), slug).await {
        Ok(Entry::In(member)) => {
            request.extensions_mut().insert(member);
            with_notice(&house, request, next).await
        }
        Ok(Entry::SignedOut) => Redirect::to(&path::log_in_then(&here(&request))).into_response(),
        Ok(Entry::LogInAgain) => account::log_in_again(&house, &asking, &here(&request)).await,
        Ok(Entry::NotFound) => house.not_found(),
        Ok(Entry::Ended { signed_in, center, former }) => {
            start::access_ended(&house, &signed_in, &center, former.as_ref())
        }
        Err(failure) => house.failed(failure),
    }
}

fn here(request: &Request) -> String {
    request.uri().path_and_query().map_or("/", |whole| whole.as_str()).to_owned()
}

/// A page takes what was left to say; what is posted leaves it alone.
async fn with_notice(house: &House, mut request: Request, next: Next) -> Response {
    let url = &house.keyholder.settings().url;
    let left = Notice::left(request.headers(), url).filter(|_| request.method() == Method::GET);
    let Some(notice) = left else { return next.run(request).await };
    request.extensions_mut().insert(notice);
    let mut response = next.run(request).await;
    response.headers_mut().append(header::SET_COOKIE, Cookie::Notice.clear(url));
    response
}

async fn no_such_page(State(house): State<House>) -> Response {
    house.not_found()
}
