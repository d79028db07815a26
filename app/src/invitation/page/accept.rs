//! What the buttons of the invite page do. Each form carries the id of the invitation it showed: if that is not the one
//! of the cookie, nothing happens and the page says so (attack C-23).

use axum::Form;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use domain::code::Code;
use domain::contact::Contact;
use domain::id::PartnerId;
use domain::invitation::AcceptRefusal;
use domain::name::PersonName;
use domain::password::{NewPassword, TypedPassword};
use domain::token::Token;
use serde::Deserialize;
use service::failure::Failure;
use service::invitation::{Accepted, ByLogIn, InvitationPage, Newcomer, NotAccepted, Proof, Shown, Stands};

use super::held::{self, Held};
use super::view::{InviteForms, NewField, OwnField, page};
use super::{dead, view};
use crate::cookie::Cookie;
use crate::path;
use crate::plain::House;
use crate::request::{Account, Asking};

#[derive(Debug, Deserialize)]
pub(super) struct New {
    invitation: Shown,
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    code: String,
}

/// **Create account and accept**.
pub(super) async fn create_account(
    State(house): State<House>,
    asking: Asking,
    held: Held,
    Form(typed): Form<New>,
) -> Response {
    let invitation = &held.invitation;
    let mut forms = InviteForms::bringing(&typed.invitation);
    forms.new = forms.new.typed(NewField::Name, &*typed.name);
    let name = forms.new.take(NewField::Name, PersonName::parse(&typed.name));
    let context = [invitation.contact.as_str(), invitation.center.as_str()];
    let password = forms.new.take(NewField::Password, NewPassword::parse(typed.password, &context));
    let code = match (invitation.proof == Proof::Code, typed.code.trim()) {
        // That it is missing is said by the one who would check it.
        (false, _) | (true, "") => Some(None),
        (true, code) => forms.new.take(NewField::Code, Code::parse(code)).map(Some),
    };
    let (Some(name), Some(password), Some(code)) = (name, password, code) else {
        return page(&house, &asking, StatusCode::UNPROCESSABLE_ENTITY, held.invitation, forms).await;
    };
    let newcomer = Newcomer { name, password, code };
    let token = held.token.clone();
    let done = asking.visitor.create_account_and_accept(token, typed.invitation, newcomer).await;
    answer(&house, &asking, held, forms, done).await
}

#[derive(Debug, Deserialize)]
pub(super) struct Own {
    invitation: Shown,
    email: Option<String>,
    #[serde(default, rename = "own_password")]
    password: String,
    #[serde(default, rename = "own_code")]
    code: String,
}

/// **Log in and accept**. Without an address, the invited one.
pub(super) async fn log_in(
    State(house): State<House>,
    asking: Asking,
    held: Held,
    Form(typed): Form<Own>,
) -> Response {
    let mut forms = InviteForms { logs_in: true, ..InviteForms::bringing(&typed.invitation) };
    let contact = match typed.email.as_deref().map(str::trim) {
        None => None,
        Some(email) => {
            forms.own = forms.own.typed(OwnField::Email, email);
            forms.own.take(OwnField::Email, Contact::parse(email))
        }
    };
    let code = match typed.code.trim() {
        "" => None,
        code => forms.own.take(OwnField::Code, Code::parse(code)),
    };
    if forms.own.is_refused() {
        return page(&house, &asking, StatusCode::UNPROCESSABLE_ENTITY, held.invitation, forms).await;
    }
    let by = ByLogIn { contact, password: TypedPassword::parse(typed.password), code };
    let done = asking.visitor.log_in_and_accept(held.token.clone(), typed.invitation, by).await;
    answer(&house, &asking, held, forms, done).await
}

#[derive(Debug, Deserialize)]
pub(super) struct Stood {
    pub(super) invitation: Shown,
}

/// **Accept Invite**, by whoever is signed in.
pub(super) async fn accept(
    State(house): State<House>,
    asking: Asking,
    Account(account): Account,
    headers: HeaderMap,
    Form(typed): Form<Stood>,
) -> Response {
    let token = match held::link(&house, &asking, &headers).await {
        Ok(token) => token,
        Err(says_why_not) => return says_why_not,
    };
    let invitation = match asking.visitor.invitation(&token).await {
        Ok(invitation) => invitation,
        Err(Failure::NotFound) => return dead::unknown(&house),
        Err(failure) => return house.failed(failure),
    };
    let forms = InviteForms::bringing(&typed.invitation);
    let done = account.accept(token.clone(), typed.invitation).await;
    answer(&house, &asking, Held { token, invitation }, forms, done).await
}

/// **Decline**, which needs no account.
pub(super) async fn decline(
    State(house): State<House>,
    asking: Asking,
    Held { token, invitation }: Held,
    Form(typed): Form<Stood>,
) -> Response {
    let shown = typed.invitation.partner;
    match asking.visitor.decline(token.clone(), shown).await {
        Ok(()) => {
            let words = format!("{} is told. You can ask for a new invitation later.", invitation.inviter);
            let mut response = house.message(StatusCode::OK, "You declined", &words, None);
            response.headers_mut().append(header::SET_COOKIE, forget_link(&house));
            response
        }
        Err(Failure::NotFound) => other(&house, &asking, &token, shown).await,
        Err(failure) => house.failed(failure),
    }
}

/// **Use another account**: ends this session and comes back to the same invitation.
pub(super) async fn switch(State(house): State<House>, Account(account): Account) -> Response {
    match account.log_out().await {
        Ok(()) => {
            let gone = Cookie::Session.clear(&house.keyholder.settings().url);
            ([(header::SET_COOKIE, gone)], Redirect::to(path::INVITE)).into_response()
        }
        Err(failure) => house.failed(failure),
    }
}

/// A dead link's own page, or the page that says that the form belonged to another invitation.
pub(super) async fn other(house: &House, asking: &Asking, token: &Token, shown: PartnerId) -> Response {
    match asking.visitor.invitation(token).await {
        Ok(invitation) if invitation.partner == shown => {
            dead::gone(house, &invitation, false, dead::Of::Held)
        }
        Ok(_) => view::other_invitation(house),
        Err(Failure::NotFound) => dead::unknown(house),
        Err(failure) => house.failed(failure),
    }
}

pub(super) async fn answer(
    house: &House,
    asking: &Asking,
    Held { token, invitation }: Held,
    mut forms: InviteForms,
    done: Result<Accepted, Failure<NotAccepted>>,
) -> Response {
    let refusal = match done {
        Ok(accepted) => return landed(house, &accepted),
        Err(Failure::Refused(refusal)) => refusal,
        Err(Failure::TooMany(limit)) => {
            forms.own = forms.own.with_problem(limit);
            return page(house, asking, StatusCode::TOO_MANY_REQUESTS, invitation, forms).await;
        }
        Err(failure) => return house.failed(failure),
    };
    match refusal {
        NotAccepted::Invitation(AcceptRefusal::OtherInvitation) => view::other_invitation(house),
        NotAccepted::Invitation(AcceptRefusal::OfferChanged) => {
            asks_again(house, asking, &token, forms).await
        }
        NotAccepted::Invitation(refusal @ AcceptRefusal::WrongAccount { .. }) => {
            forms.own = forms.own.with_problem(refusal);
            page(house, asking, StatusCode::FORBIDDEN, invitation, forms).await
        }
        NotAccepted::Invitation(_) => meanwhile(house),
        NotAccepted::AddressHasAccount => {
            forms.own = forms.own.with_problem(NotAccepted::AddressHasAccount);
            let known = InvitationPage { known: true, ..invitation };
            page(house, asking, StatusCode::CONFLICT, known, forms).await
        }
        NotAccepted::Code(refusal) => {
            if forms.logs_in {
                forms.own.refuse(OwnField::Code, refusal);
            } else {
                forms.new.refuse(NewField::Code, refusal);
            }
            page(house, asking, StatusCode::UNPROCESSABLE_ENTITY, invitation, forms).await
        }
        NotAccepted::WrongPassword => {
            forms.own = forms.own.with_problem(NotAccepted::WrongPassword);
            page(house, asking, StatusCode::UNPROCESSABLE_ENTITY, invitation, forms).await
        }
    }
}

/// What is offered now, which may be newer than what this request began with.
async fn asks_again(house: &House, asking: &Asking, token: &Token, forms: InviteForms) -> Response {
    match asking.visitor.invitation(token).await {
        Ok(invitation) if invitation.stands == Stands::Open => {
            let forms = InviteForms { asks_again: true, ..forms };
            page(house, asking, StatusCode::CONFLICT, invitation, forms).await
        }
        Ok(invitation) => dead::gone(house, &invitation, false, dead::Of::Held),
        Err(Failure::NotFound) => dead::unknown(house),
        Err(failure) => house.failed(failure),
    }
}

fn meanwhile(house: &House) -> Response {
    let words =
        "It was accepted, cancelled or ended while this page stood open. Open the link that you got again.";
    house.message(StatusCode::GONE, "This invitation has changed", words, None)
}

fn landed(house: &House, accepted: &Accepted) -> Response {
    let url = &house.keyholder.settings().url;
    let mut cookies = vec![(header::SET_COOKIE, forget_link(house))];
    if let Some(session) = &accepted.session {
        cookies.push((header::SET_COOKIE, Cookie::Session.set(&session.cookie, url)));
    }
    (AppendHeaders(cookies), Redirect::to(&path::center(&accepted.slug))).into_response()
}

fn forget_link(house: &House) -> HeaderValue {
    Cookie::Invite.clear(&house.keyholder.settings().url)
}
