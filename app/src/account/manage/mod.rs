//! The account page: name, addresses, password, sessions, time zone.

mod view;

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::contact::{Contact, Email};
use domain::name::PersonName;
use domain::password::{NewPassword, TypedPassword};
use domain::zone::Zone;
use leptos::prelude::*;
use serde::Deserialize;
use service::account::{AddContactRefusal, RemoveContactRefusal};
use service::capability::SignedIn;
use service::failure::Failure;

use self::view::Page;
use super::signed_in_then;
use crate::form::{FormField, FormState};
use crate::path;
use crate::plain::House;
use crate::request::Account;

/// The fields of all forms of the page: their names differ, so that each error finds its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Name,
    PresentPassword,
    NewPassword,
    NewAddress,
    AddressPassword,
    RemovePassword,
    Zone,
}

impl FormField for Field {
    fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::PresentPassword => "present_password",
            Self::NewPassword => "new_password",
            Self::NewAddress => "new_address",
            Self::AddressPassword => "address_password",
            Self::RemovePassword => "remove_password",
            Self::Zone => "zone",
        }
    }

    fn keeps(self) -> bool {
        matches!(self, Self::Name | Self::NewAddress | Self::Zone)
    }
}

type ManageForm = FormState<Field>;

pub(super) async fn show(State(house): State<House>, Account(account): Account) -> Response {
    page(&house, &account, StatusCode::OK, FormState::default()).await
}

#[derive(Debug, Deserialize)]
pub(super) struct TypedName {
    #[serde(default)]
    name: String,
}

pub(super) async fn rename(
    State(house): State<House>,
    Account(account): Account,
    Form(typed): Form<TypedName>,
) -> Response {
    let mut form = FormState::default().typed(Field::Name, &*typed.name);
    let Some(name) = form.take(Field::Name, PersonName::parse(&typed.name)) else {
        return page(&house, &account, StatusCode::UNPROCESSABLE_ENTITY, form).await;
    };
    match account.rename(name).await {
        Ok(()) => Redirect::to(path::ACCOUNT).into_response(),
        Err(Failure::TooMany(limit)) => {
            page(&house, &account, StatusCode::TOO_MANY_REQUESTS, form.with_problem(limit)).await
        }
        Err(failure) => house.failed(failure),
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Passwords {
    #[serde(default)]
    present_password: String,
    #[serde(default)]
    new_password: String,
}

pub(super) async fn change_password(
    State(house): State<House>,
    Account(account): Account,
    Form(typed): Form<Passwords>,
) -> Response {
    let mut form = FormState::default();
    let Some(new) = form.take(Field::NewPassword, NewPassword::parse(typed.new_password, &[account.name()]))
    else {
        return page(&house, &account, StatusCode::UNPROCESSABLE_ENTITY, form).await;
    };
    match account.change_password(TypedPassword::parse(typed.present_password), new).await {
        Ok(began) => signed_in_then(path::ACCOUNT, &began.cookie, &house.keyholder.settings().url),
        Err(Failure::Refused(refusal)) => {
            form.refuse(Field::PresentPassword, refusal);
            page(&house, &account, StatusCode::UNPROCESSABLE_ENTITY, form).await
        }
        Err(failure) => house.failed(failure),
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct NewAddress {
    #[serde(default)]
    new_address: String,
    #[serde(default)]
    address_password: String,
}

pub(super) async fn add_address(
    State(house): State<House>,
    Account(account): Account,
    Form(typed): Form<NewAddress>,
) -> Response {
    let mut form = FormState::default().typed(Field::NewAddress, &*typed.new_address);
    let Some(email) = form.take(Field::NewAddress, Email::parse(&typed.new_address)) else {
        return page(&house, &account, StatusCode::UNPROCESSABLE_ENTITY, form).await;
    };
    match account.add_contact(email, TypedPassword::parse(typed.address_password)).await {
        Ok(()) => Redirect::to(path::ACCOUNT).into_response(),
        Err(Failure::Refused(refusal)) => {
            let field = match refusal {
                AddContactRefusal::WrongPassword => Field::AddressPassword,
                AddContactRefusal::Yours => Field::NewAddress,
            };
            form.refuse(field, refusal);
            page(&house, &account, StatusCode::UNPROCESSABLE_ENTITY, form).await
        }
        Err(Failure::TooMany(limit)) => {
            page(&house, &account, StatusCode::TOO_MANY_REQUESTS, form.with_problem(limit)).await
        }
        Err(failure) => house.failed(failure),
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct OneAddress {
    address: String,
    #[serde(default)]
    remove_password: String,
}

pub(super) async fn send_confirmation(
    State(house): State<House>,
    Account(account): Account,
    Form(typed): Form<OneAddress>,
) -> Response {
    let Ok(contact) = Contact::parse(&typed.address) else { return house.not_found() };
    match account.send_confirmation(contact).await {
        Ok(()) => Redirect::to(path::ACCOUNT).into_response(),
        Err(Failure::TooMany(limit)) => {
            let form = FormState::default().with_problem(limit);
            page(&house, &account, StatusCode::TOO_MANY_REQUESTS, form).await
        }
        Err(failure) => house.failed(failure),
    }
}

pub(super) async fn remove_address(
    State(house): State<House>,
    Account(account): Account,
    Form(typed): Form<OneAddress>,
) -> Response {
    let Ok(contact) = Contact::parse(&typed.address) else { return house.not_found() };
    match account.remove_contact(contact, TypedPassword::parse(typed.remove_password)).await {
        Ok(()) => Redirect::to(path::ACCOUNT).into_response(),
        Err(Failure::Refused(refusal)) => {
            let mut form = FormState::default();
            match refusal {
                RemoveContactRefusal::WrongPassword => form.refuse(Field::RemovePassword, refusal),
                RemoveContactRefusal::Last => form = form.with_problem(refusal),
            }
            page(&house, &account, StatusCode::UNPROCESSABLE_ENTITY, form).await
        }
        Err(failure) => house.failed(failure),
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct OneSession {
    session: String,
}

pub(super) async fn end_session(
    State(house): State<House>,
    Account(account): Account,
    Form(typed): Form<OneSession>,
) -> Response {
    match account.end_one_session(typed.session).await {
        // The second click of two: it has ended already.
        Ok(()) | Err(Failure::NotFound) => Redirect::to(path::ACCOUNT).into_response(),
        Err(failure) => house.failed(failure),
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct TypedZone {
    #[serde(default)]
    zone: String,
}

pub(super) async fn choose_zone(
    State(house): State<House>,
    Account(account): Account,
    Form(typed): Form<TypedZone>,
) -> Response {
    let mut form = FormState::default().typed(Field::Zone, &*typed.zone);
    let chosen = match typed.zone.trim() {
        "" => Some(None),
        name => form.take(Field::Zone, Zone::parse(name)).map(Some),
    };
    let Some(zone) = chosen else {
        return page(&house, &account, StatusCode::UNPROCESSABLE_ENTITY, form).await;
    };
    match account.choose_zone(zone).await {
        Ok(()) => Redirect::to(path::ACCOUNT).into_response(),
        Err(failure) => house.failed(failure),
    }
}

async fn page(house: &House, account: &SignedIn, status: StatusCode, form: ManageForm) -> Response {
    let shown = match account.account_page().await {
        Ok(shown) => shown,
        Err(failure) => return house.failed(failure),
    };
    let title = if form.is_refused() { "Error: Your account" } else { "Your account" };
    let (name, zone) = (account.name().to_owned(), account.zone());
    house.page(status, title, move || view! { <Page name zone shown form/> })
}
