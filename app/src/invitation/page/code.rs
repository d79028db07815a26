//! **Send the code**, where the link alone proves nothing.

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use service::failure::Failure;

use super::accept::{Shown, answer};
use super::held::Held;
use super::view::{InviteForms, page};
use crate::plain::House;
use crate::request::Asking;

pub(super) async fn send(
    State(house): State<House>,
    asking: Asking,
    Held { token, invitation }: Held,
    Form(typed): Form<Shown>,
) -> Response {
    let forms = InviteForms::default();
    match asking.visitor.send_code(token, typed.invitation).await {
        Ok(()) => {
            let forms = InviteForms { code_sent: true, ..forms };
            page(&house, &asking, StatusCode::OK, invitation, forms).await
        }
        Err(Failure::TooMany(limit)) => {
            let forms = InviteForms { new: forms.new.with_problem(limit), ..forms };
            page(&house, &asking, StatusCode::TOO_MANY_REQUESTS, invitation, forms).await
        }
        Err(failure) => answer(&house, &asking, invitation, forms, Err(failure)).await,
    }
}
