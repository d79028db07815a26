//! The account page: addresses, password, sessions, time zone.

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::contact::{Contact, Email};
use domain::password::{NewPassword, TypedPassword};
use domain::zone::Zone;
use leptos::prelude::*;
use serde::Deserialize;
use service::account::{AccountPage, AddContactRefusal, OwnContact, OwnSession, RemoveContactRefusal};
use service::capability::{SignedIn, Standing};
use service::failure::Failure;

use super::signed_in_then;
use crate::form::{FormField, FormState};
use crate::path;
use crate::plain::{House, KeyTag, Shape};
use crate::request::Account;
use crate::ui::{ErrorSummary, TextField, Time};

/// The fields of all forms of the page: their names differ, so that each error finds its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
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
            Self::PresentPassword => "present_password",
            Self::NewPassword => "new_password",
            Self::NewAddress => "new_address",
            Self::AddressPassword => "address_password",
            Self::RemovePassword => "remove_password",
            Self::Zone => "zone",
        }
    }

    fn keeps(self) -> bool {
        matches!(self, Self::NewAddress | Self::Zone)
    }
}

type ManageForm = FormState<Field>;

pub(super) async fn show(State(house): State<House>, Account(account): Account) -> Response {
    page(&house, &account, StatusCode::OK, FormState::default()).await
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

#[component]
fn Page(name: String, zone: Option<Zone>, shown: AccountPage, form: ManageForm) -> AnyView {
    let form = Signal::stored(form);
    let zone_name = zone.map(|zone| zone.name().to_owned()).unwrap_or_default();
    let times = zone.unwrap_or_default();
    view! {
        <KeyTag shape=Shape::Plain>
            <h1>{name}</h1>
            <p class="lede">"Your account is yours: it stays when access to a Business Center ends."</p>
            <div class="mt-4"><ErrorSummary form/></div>
            <Addresses contacts=shown.contacts form/>
            <section class="section" aria-labelledby="h-password">
                <div class="section__head"><h2 id="h-password">"Password"</h2></div>
                <form class="form" method="post" action="/account/password" novalidate>
                    <TextField field=Field::PresentPassword label="Present password" form kind="password" autocomplete="current-password"/>
                    <TextField
                        field=Field::NewPassword
                        label="New password"
                        form
                        hint="At least 10 characters. Your other browsers are logged out."
                        kind="password"
                        autocomplete="new-password"
                    />
                    <div class="acts"><button class="btn">"Change password"</button></div>
                </form>
            </section>
            <section class="section" aria-labelledby="h-sessions">
                <div class="section__head"><h2 id="h-sessions">"Where you are logged in"</h2></div>
                <ul class="sessions">
                    {shown.sessions.into_iter().map(|session| view! { <Session session times/> }).collect_view()}
                </ul>
            </section>
            <section class="section" aria-labelledby="h-zone">
                <div class="section__head"><h2 id="h-zone">"Time zone"</h2></div>
                <form class="form" method="post" action="/account/time-zone" novalidate>
                    <TextField
                        field=Field::Zone
                        label="Your time zone"
                        form
                        optional=true
                        default=zone_name
                        hint="Like Europe/Berlin. Empty: times are in the zone of each Business Center."
                    />
                    <div class="acts"><button class="btn">"Save the zone"</button></div>
                </form>
            </section>
        </KeyTag>
        <div class="acts">
            <a class="btn" href=path::START>"Business Centers"</a>
            <form method="post" action=path::LOG_OUT><button class="btn">"Log out"</button></form>
        </div>
    }
    .into_any()
}

#[component]
fn Addresses(contacts: Vec<OwnContact>, form: Signal<ManageForm>) -> AnyView {
    view! {
        <section class="section mt-6" aria-labelledby="h-addresses">
            <div class="section__head"><h2 id="h-addresses">"Addresses"</h2></div>
            <p class="muted">"An invitation to any confirmed address is yours, and each of them logs you in."</p>
            <dl class="facts mt-2">
                {contacts.iter().map(|contact| view! { <Address contact=contact.clone()/> }).collect_view()}
            </dl>
            <details class="mt-3">
                <summary class="linkish">"Add an address"</summary>
                <form class="form mt-3" method="post" action="/account/addresses" novalidate>
                    <TextField field=Field::NewAddress label="Email" form kind="email" inputmode="email"/>
                    <TextField field=Field::AddressPassword label="Password" form kind="password" autocomplete="current-password"/>
                    <div class="acts"><button class="btn">"Add address"</button></div>
                </form>
            </details>
            {(contacts.len() > 1)
                .then(|| {
                    view! {
                        <details class="mt-3">
                            <summary class="linkish">"Remove an address"</summary>
                            <form class="form mt-3" method="post" action="/account/addresses/remove" novalidate>
                                <div class="field">
                                    <label for="address">"Address to remove"</label>
                                    <span class="pick">
                                        <select class="select" id="address" name="address">
                                            {contacts
                                                .iter()
                                                .map(|contact| view! { <option>{contact.contact.clone()}</option> })
                                                .collect_view()}
                                        </select>
                                    </span>
                                </div>
                                <TextField field=Field::RemovePassword label="Your password" form kind="password" autocomplete="current-password"/>
                                <div class="acts"><button class="btn btn--ends">"Remove address"</button></div>
                            </form>
                        </details>
                    }
                })}
        </section>
    }
    .into_any()
}

#[component]
fn Address(contact: OwnContact) -> AnyView {
    let words = match contact.standing {
        Standing::Verified => "Confirmed",
        Standing::Proved => "Yours in the Business Centers you are in",
        Standing::Claimed => "Not confirmed yet",
    };
    let confirm = (contact.standing != Standing::Verified).then(|| contact.contact.clone());
    view! {
        <div>
            <dt>{words}</dt>
            <dd>
                <span class="address">{contact.contact}</span>
                {confirm
                    .map(|address| {
                        view! {
                            <form method="post" action="/account/addresses/confirm">
                                <input type="hidden" name="address" value=address/>
                                <button class="linkish">"Send the confirming link again"</button>
                            </form>
                        }
                    })}
            </dd>
        </div>
    }
    .into_any()
}

#[component]
fn Session(session: OwnSession, times: Zone) -> AnyView {
    let here = session.here;
    view! {
        <li>
            <crate::ui::Icon name="key"/>
            <div>
                <b>{if here { "This browser".to_owned() } else { session.client }}</b>
                <span class="sub">{session.user_agent}</span>
                <span class="sub">
                    "Since " <Time moment=times.moment(session.began)/> ", last used " <Time moment=times.moment(session.seen)/>
                    " (" {times.words()} ")"
                </span>
            </div>
            {(!here)
                .then(|| {
                    view! {
                        <form method="post" action="/account/sessions/end">
                            <input type="hidden" name="session" value=session.handle/>
                            <button class="btn btn--small btn--ends">"Log out there"</button>
                        </form>
                    }
                })}
        </li>
    }
    .into_any()
}
