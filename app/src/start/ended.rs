use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;
use service::capability::{Former, SignedIn};

use crate::end::{AskOnce, ExtendForm};
use crate::path;
use crate::plain::{House, KeyTag, Shape};

/// What a Business Center is to somebody whose access ended: nothing else of the business is told. Where it ended by the
/// clock they may ask to extend it.
pub fn access_ended(house: &House, account: &SignedIn, center: &str, former: Option<&Former>) -> Response {
    page(house, StatusCode::FORBIDDEN, account, center, former, ExtendForm::default())
}

/// The same page with what was typed, and what is wrong with it.
pub fn not_asked(house: &House, former: &Former, center: &str, form: ExtendForm) -> Response {
    page(house, StatusCode::UNPROCESSABLE_ENTITY, former.signed_in(), center, Some(former), form)
}

fn page(
    house: &House,
    status: StatusCode,
    account: &SignedIn,
    center: &str,
    former: Option<&Former>,
    form: ExtendForm,
) -> Response {
    let title = format!("Your access to {center} has ended");
    let shown = if form.is_refused() { format!("Error: {title}") } else { title.clone() };
    let (person, center) = (account.name().to_owned(), center.to_owned());
    let extend = former.map(|former| (former.slug().to_owned(), former.asked()));
    let may_extend = extend.is_some();
    house.page(status, &shown, move || {
        view! {
            <KeyTag shape=Shape::Gone>
                <h1>{title}</h1>
                <p class="lede">"Your account stays yours, and so does what you have in other Business Centers."</p>
                <dl class="facts mt-4"><div><dt>"You are"</dt><dd>{person}</dd></div></dl>
                {extend
                    .map(|(slug, asked)| view! { <div class="mt-6"><AskOnce center slug asked form/></div> })}
                <div class="form mt-6">
                    <a class="btn btn--big btn--wide" class=("btn--primary", !may_extend) href=path::START>
                        "Go to my Business Centers"
                    </a>
                    <form method="post" action=path::LOG_OUT>
                        <button class="btn btn--big btn--wide">"Log out"</button>
                    </form>
                </div>
                {(!may_extend)
                    .then(|| {
                        view! {
                            <p class="hint mt-3">
                                "If you think this is a mistake, write to the person you work with there. They can invite you again."
                            </p>
                        }
                    })}
            </KeyTag>
        }
    })
}
