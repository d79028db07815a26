use domain::zone::Zone;
use leptos::prelude::*;
use service::account::{AccountPage, OwnContact, OwnSession};
use service::capability::Standing;

use super::{Field, ManageForm};
use crate::path;
use crate::plain::{KeyTag, Shape, Username, ZoneList};
use crate::ui::{Erased, ErrorSummary, Icon, TextField, Time};

#[component]
pub(super) fn Page(name: String, zone: Option<Zone>, shown: AccountPage, form: ManageForm) -> AnyView {
    let form = Signal::stored(form);
    let username = shown.contacts.first().map(|own| own.contact.clone()).unwrap_or_default();
    let zone_name = zone.map(|zone| zone.name().to_owned()).unwrap_or_default();
    let times = zone.unwrap_or_default();
    view! {
        <KeyTag shape=Shape::Plain>
            <h1>{name.clone()}</h1>
            <p class="lede">"Your account is yours: it stays when access to a Business Center ends."</p>
            <div class="mt-4"><ErrorSummary form/></div>
            <section class="section mt-6" aria-labelledby="h-you">
                <div class="section__head"><h2 id="h-you">"What others call you"</h2></div>
                <form class="form" method="post" action="/account/name" novalidate>
                    <TextField
                        field=Field::Name
                        label="Name"
                        form
                        default=name
                        hint="Every Business Center that you are in shows it at once. What its audit log says of before stays."
                        autocomplete="name"
                    />
                    <div class="acts"><button class="btn">"Save"</button></div>
                </form>
            </section>
            <Addresses contacts=shown.contacts form/>
            <section class="section" aria-labelledby="h-password">
                <div class="section__head"><h2 id="h-password">"Password"</h2></div>
                <form class="form" method="post" action="/account/password" novalidate>
                    <Username is=username/>
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
                        list="zones"
                    />
                    <ZoneList/>
                    <div class="acts"><button class="btn">"Save the zone"</button></div>
                </form>
            </section>
        </KeyTag>
        <div class="acts">
            <a class="btn" href=path::START>"Business Centers"</a>
            <form method="post" action=path::LOG_OUT><button class="btn">"Log out"</button></form>
        </div>
    }
    .ready()
}

#[component]
fn Addresses(contacts: Vec<OwnContact>, form: Signal<ManageForm>) -> AnyView {
    let username = contacts.first().map(|own| own.contact.clone()).unwrap_or_default();
    view! {
        <section class="section" aria-labelledby="h-addresses">
            <div class="section__head"><h2 id="h-addresses">"Addresses"</h2></div>
            <p class="muted">"An invitation to any confirmed address is yours, and each of them logs you in."</p>
            <dl class="facts mt-2">
                {contacts.iter().map(|contact| view! { <Address contact=contact.clone()/> }).collect_view()}
            </dl>
            <details class="mt-3">
                <summary class="linkish">"Add an address"</summary>
                <form class="form mt-3" method="post" action="/account/addresses" novalidate>
                    <Username is=username.clone()/>
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
                                <Username is=username/>
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
    .ready()
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
    .ready()
}

#[component]
fn Session(session: OwnSession, times: Zone) -> AnyView {
    let here = session.here;
    view! {
        <li>
            <Icon name=if session.browser.is_phone { "phone" } else { "device" }/>
            <div>
                <b>{session.browser.to_string()}</b>
                <span class="sub">{if here { "This browser".to_owned() } else { session.client }}</span>
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
    .ready()
}
