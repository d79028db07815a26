use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;
use service::capability::SignedIn;

use crate::path;
use crate::plain::{House, KeyTag, Shape};

/// What a Business Center is to somebody whose access ended: nothing else of the business is told.
pub fn access_ended(house: &House, account: &SignedIn, center: &str) -> Response {
    let title = format!("Your access to {center} has ended");
    let person = account.name().to_owned();
    house.page(StatusCode::FORBIDDEN, &title.clone(), move || {
        view! {
            <KeyTag shape=Shape::Gone>
                <h1>{title}</h1>
                <p class="lede">"Your account stays yours, and so does what you have in other Business Centers."</p>
                <dl class="facts mt-4"><div><dt>"You are"</dt><dd>{person}</dd></div></dl>
                <div class="form mt-6">
                    <a class="btn btn--primary btn--big btn--wide" href=path::START>"Go to my Business Centers"</a>
                    <form method="post" action=path::LOG_OUT>
                        <button class="btn btn--big btn--wide">"Log out"</button>
                    </form>
                </div>
                <p class="hint mt-3">
                    "If you think this is a mistake, write to the person you work with there. They can invite you again."
                </p>
            </KeyTag>
        }
    })
}
