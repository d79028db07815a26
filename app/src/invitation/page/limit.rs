//! How often one client may post to the invite page (DOMAIN 3). It protects this process from floods, so its count
//! lives and dies with it.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use domain::limit::{INVITE_POSTS, Limited, TooMany};
use domain::zone::Zone;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use service::client::Client;
use service::failure::Failure;

use crate::plain::House;

/// Past so many clients those that have come to rest are forgotten.
const CLIENTS_KEPT: usize = 10_000;

/// The count of each client.
#[derive(Clone, Debug)]
pub(super) struct Posts {
    house: House,
    counts: Arc<DefaultKeyedRateLimiter<IpAddr>>,
}

impl Posts {
    pub(super) fn new(house: House) -> Self {
        let times = NonZeroU32::new(INVITE_POSTS.times).unwrap_or(NonZeroU32::MIN);
        let pause = INVITE_POSTS.within.to_std().unwrap_or_default() / times.get();
        let quota =
            Quota::with_period(pause).map_or(Quota::per_minute(times), |quota| quota.allow_burst(times));
        Self { house, counts: Arc::new(RateLimiter::keyed(quota)) }
    }
}

/// Lets a post through, or says what was done too often and until when.
pub(super) async fn posts(State(posts): State<Posts>, request: Request, next: Next) -> Response {
    if request.method() != Method::POST {
        return next.run(request).await;
    }
    let network =
        request.extensions().get::<Client>().map_or_else(|| Client::house().network(), Client::network);
    if posts.counts.len() > CLIENTS_KEPT {
        posts.counts.retain_recent();
    }
    let Err(not_yet) = posts.counts.check_key(&network) else { return next.run(request).await };
    let wait = not_yet.wait_time_from(DefaultClock::default().now());
    let until = posts.house.keyholder.clock().now() + wait;
    let limit = TooMany { what: Limited::InvitePosts, until: Zone::UTC.moment(until) };
    let mut response = posts.house.failed(Failure::<()>::TooMany(limit));
    let seconds = HeaderValue::from(wait.as_secs() + 1);
    response.headers_mut().insert(header::RETRY_AFTER, seconds);
    response
}
