//! **Send the code**, where the link alone proves nothing.

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use service::failure::Failure;

use super::accept::{Stood, answer};
use super::held::Held;
use super::view::{InviteForms, page};
use crate::plain::House;
use crate::request::Asking;

pub(super) async fn send(
    State(house): State<House>,
    asking: Asking,
    held: Held,
    Form(typed): Form<Stood>,
) -> Response {
    let forms = InviteForms::bringing(&typed.invitation);
    match asking.visitor.send_code(held.token.clone(), typed.invitation.partner).await {
        Ok(()) => {
            let forms = InviteForms { code_sent: true, ..forms };
            page(&house, &asking, StatusCode::OK, held.invitation, forms).await
        }
        Err(Failure::TooMany(limit)) => {
            let forms = InviteForms { new: forms.new.with_problem(limit), ..forms };
            page(&house, &asking, StatusCode::TOO_MANY_REQUESTS, held.invitation, forms).await
        }
        Err(failure) => answer(&house, &asking, held, forms, Err(failure)).await,
    }
}
