use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use domain::zone::Zone;
use leptos::prelude::*;
use service::capability::{SignedIn, Standing};
use service::center::Places;
use service::invitation::OpenInvitation;

use super::found::Field;
use crate::cookie::Cookie;
use crate::end::AskOnce;
use crate::form::FormState;
use crate::notice::Notice;
use crate::path;
use crate::plain::{House, KeyTag, Note, Shape, ZoneList};
use crate::request::Asking;
use crate::ui::{Erased, ErrorSummary, Icon, TextField};

pub(super) async fn show(State(house): State<House>, asking: Asking, headers: HeaderMap) -> Response {
    let url = &house.keyholder.settings().url;
    // What was done in a Business Center is said there.
    let notice = Notice::left(&headers, url).filter(|notice| *notice == Notice::AddressConfirmed);
    let mut response = match asking.signed_in().await {
        Ok(Some(account)) => render(&house, &account, StatusCode::OK, notice, FormState::default()).await,
        Ok(None) => signed_out(&house, &asking).await,
        Err(failure) => house.failed(failure),
    };
    if notice.is_some() {
        response.headers_mut().append(header::SET_COOKIE, Cookie::Notice.clear(url));
    }
    response
}

async fn signed_out(house: &House, asking: &Asking) -> Response {
    let open = match asking.visitor.may_sign_up().await {
        Ok(open) => open,
        Err(failure) => return house.failed(failure),
    };
    house.page(StatusCode::OK, "Start", move || {
        view! {
            <KeyTag shape=Shape::Open narrow=true>
                <h1>"Access without a shared password"</h1>
                <p class="lede">
                    "Keyholder gives agencies, colleagues and creators their own way into a business’s TikTok presence "
                    "and advertising, shows who can do what and why, and takes it back in one click."
                </p>
                <div class="form mt-6">
                    {open
                        .then(|| {
                            view! {
                                <a class="btn btn--primary btn--big btn--wide" href=path::SIGN_UP>"Create account"</a>
                            }
                        })}
                    <a class="btn btn--big btn--wide" class=("btn--primary", !open) href=path::LOG_IN>"Log in"</a>
                </div>
                <p class="hint mt-3">"Invited? Open the link in the mail you were sent: it leads to the right place."</p>
            </KeyTag>
        }
    })
}

pub(super) async fn render(
    house: &House,
    account: &SignedIn,
    status: StatusCode,
    notice: Option<Notice>,
    form: FormState<Field>,
) -> Response {
    let (places, may_found) = match (account.places().await, account.may_found().await) {
        (Ok(places), Ok(may_found)) => (places, may_found),
        (Err(failure), _) | (_, Err(failure)) => return house.failed(failure),
    };
    let invitations = match account.open_invitations().await {
        Ok(invitations) => invitations,
        Err(failure) => return house.failed(failure),
    };
    let zone = account.zone();
    let title = if form.is_refused() { "Error: Business Centers" } else { "Business Centers" };
    let standing = account.standing();
    // For who runs this Keyholder, not for their guests.
    let folder = house.keyholder.mailer().folder_path().filter(|_| may_found);
    let folder = folder.map(|folder| folder.display().to_string());
    let name = account.name().to_owned();
    house.page(status, title, move || {
        view! { <Page name notice places invitations zone may_found standing folder form/> }
    })
}

#[component]
fn Page(
    name: String,
    /// What was done before.
    notice: Option<Notice>,
    places: Places,
    invitations: Vec<OpenInvitation>,
    /// The one they chose for themselves.
    zone: Option<Zone>,
    may_found: bool,
    standing: Standing,
    /// Where mails are kept when no server sends them.
    folder: Option<String>,
    form: FormState<Field>,
) -> AnyView {
    let nowhere = places.open.is_empty();
    let is_invited = !invitations.is_empty();
    let by_clock = places.ended.iter().find(|place| place.extend.is_some());
    let ended = by_clock.or(places.ended.first()).cloned();
    let title = match (&ended, nowhere) {
        (Some(place), true) => format!("Your access to {} has ended", place.name),
        _ => format!("Welcome, {name}"),
    };
    let extend = ended.clone().filter(|_| nowhere).and_then(|place| Some((place.name, place.extend?)));
    let shape = if nowhere && ended.is_some() { Shape::Gone } else { Shape::Open };
    view! {
        <KeyTag shape>
            <h1>{title}</h1>
            {notice.map(|notice| view! { <div class="mt-4"><Note tone="note--ok" icon="check">{notice.words()}</Note></div> })}
            {(standing == Standing::Claimed).then(|| view! { <div class="mt-4"><ConfirmFirst/></div> })}
            {folder.map(|folder| view! { <div class="mt-4"><MailsAreKept folder/></div> })}
            {extend
                .map(|(center, at)| {
                    view! { <div class="mt-6"><AskOnce center slug=at.slug asked=at.asked/></div> }
                })}
            {is_invited.then(|| view! { <InvitationList invitations zone/> })}
            {(!nowhere).then(|| view! { <PlaceList places/> })}
            {may_found.then(|| view! { <FoundForm form first=nowhere/> })}
            {(!may_found && nowhere && !is_invited)
                .then(|| {
                    view! {
                        <p class="lede">
                            "You are in no Business Center now. Your account stays; when somebody invites you again, open "
                            "the link in their mail."
                        </p>
                    }
                })}
        </KeyTag>
        <div class="acts">
            <a class="btn" href=path::ACCOUNT>"Your account"</a>
            <form method="post" action=path::LOG_OUT><button class="btn">"Log out"</button></form>
        </div>
    }
    .ready()
}

#[component]
fn ConfirmFirst() -> AnyView {
    view! {
        <Note tone="note--care" icon="mail">
            <b>"Confirm your address"</b>
            <p>
                "We have sent a link to it. You can look round and create a Business Center now; inviting and accepting "
                "start once it is confirmed. " <a href=path::ACCOUNT>"Send the link again"</a>
            </p>
        </Note>
    }
    .ready()
}

#[component]
fn MailsAreKept(folder: String) -> AnyView {
    view! {
        <Note tone="note--care" icon="mail">
            <b>"No mail server is set up yet"</b>
            <p>
                "Mails are kept in the folder " <code>{folder}</code>
                " on the machine that runs Keyholder, and every invitation shows " <b>"Copy link"</b> "."
            </p>
        </Note>
    }
    .ready()
}

#[component]
fn InvitationList(invitations: Vec<OpenInvitation>, zone: Option<Zone>) -> AnyView {
    view! {
        <section class="section mt-6" aria-labelledby="h-invitations">
            <div class="section__head"><h2 id="h-invitations">"Invitations to you"</h2></div>
            <ul class="centers">
                {invitations
                    .into_iter()
                    .map(|open| {
                        let until = open.until.words(zone.unwrap_or(open.zone), open.zone);
                        view! {
                            <li>
                                <a href=path::own_invitation(open.partner)>
                                    <Icon name="mail"/>
                                    <span class="centers__name">
                                        <b><bdi>{open.inviter}</bdi> " invites you to " <bdi>{open.center}</bdi></b>
                                        <span class="sub">
                                            "For " {open.contact} ". Accept until " {until} "."
                                        </span>
                                    </span>
                                    <Icon name="right"/>
                                </a>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </section>
    }
    .ready()
}

#[component]
fn PlaceList(places: Places) -> AnyView {
    view! {
        <section class="section mt-6" aria-labelledby="h-places">
            <div class="section__head"><h2 id="h-places">"Your Business Centers"</h2></div>
            <ul class="centers">
                {places
                    .open
                    .into_iter()
                    .map(|place| {
                        view! {
                            <li>
                                <a class="btn btn--big btn--wide" href=path::center(&place.slug)>
                                    <span><bdi>{place.name}</bdi></span>
                                    <span class="muted">{place.level.label()}</span>
                                </a>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </section>
    }
    .ready()
}

#[component]
fn FoundForm(form: FormState<Field>, first: bool) -> AnyView {
    let form = Signal::stored(form);
    view! {
        <section class="section mt-6" aria-labelledby="h-found">
            <div class="section__head">
                <h2 id="h-found">{if first { "Create your Business Center" } else { "Create another Business Center" }}</h2>
            </div>
            <form class="form" method="post" action=path::START novalidate>
                <ErrorSummary form/>
                <TextField
                    field=Field::BusinessName
                    label="Business name"
                    form
                    hint="Partners see it in the invitation."
                    autocomplete="organization"
                />
                <TextField
                    field=Field::TimeZone
                    label="Time zone"
                    form
                    default="UTC"
                    hint="Like Europe/Berlin. Times on pages and in mails are in it."
                    list="zones"
                />
                <ZoneList/>
                <button class="btn btn--primary btn--big btn--wide"><Icon name="plus"/> "Create Business Center"</button>
            </form>
        </section>
    }
    .ready()
}
