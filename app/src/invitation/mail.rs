//! The page of **See the mail**, which shows an SMS to whoever has a number.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use leptos::prelude::*;
use service::invitation::Preview;
use service::mail::Letter;

use super::form::InviteForm;
use crate::plain::{House, KeyTag, Shape};
use crate::ui::Icon;

pub(super) fn page(house: &House, preview: Preview) -> Response {
    match preview {
        Preview::Mail { from, to, letter } => mail(house, from, &to, *letter),
        Preview::Sms { to, text } => sms(house, to, text),
    }
}

fn sms(house: &House, to: String, text: String) -> Response {
    let title = format!("The SMS to {to}");
    house.page(StatusCode::OK, &title, move || {
        view! {
            <KeyTag shape=Shape::Plain>
                <h1>"The SMS as it will be sent"</h1>
                <p class="lede">"Nothing was sent. Close this window to go back to the form."</p>
                <dl class="facts mt-4">
                    <div><dt>"To"</dt><dd>{to}</dd></div>
                </dl>
                <p class="mail-text mt-4" dir="auto">{text}</p>
                <p class="hint mt-3">
                    "The link is made when it is sent. The page it leads to says what is offered, and shows the note."
                </p>
            </KeyTag>
        }
    })
}

/// The mail in a frame that runs nothing and opens nothing. A mail carries its styles in itself, so this page's policy
/// allows exactly those of this mail, each by its hash.
fn mail(house: &House, from: String, to: &str, letter: Letter) -> Response {
    let html = letter.html();
    let policy = format!(
        "default-src 'self'; script-src 'none'; style-src 'self' 'unsafe-hashes' {}; img-src 'self' data:; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
        letter.style_hashes().map(|hash| format!("'{hash}'")).collect::<Vec<_>>().join(" ")
    );
    let title = format!("The mail to {to}");
    let (to, subject) = (to.to_owned(), letter.subject.clone());
    let mut response = house.page(StatusCode::OK, &title, move || {
        view! {
            <KeyTag shape=Shape::Plain>
                <h1>"The mail as it will be sent"</h1>
                <p class="lede">"Nothing was sent. Close this window to go back to the form."</p>
                <dl class="facts mt-4">
                    <div><dt>"From"</dt><dd>{from}</dd></div>
                    <div><dt>"To"</dt><dd>{to}</dd></div>
                    <div><dt>"Subject"</dt><dd dir="auto">{subject}</dd></div>
                </dl>
                <iframe class="mail mt-4" title="The mail" sandbox="" srcdoc=html></iframe>
                <details class="mt-3">
                    <summary class="linkish">"As plain text"</summary>
                    <pre class="mail-text mt-2" dir="auto">{letter.text()}</pre>
                </details>
            </KeyTag>
        }
    });
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// What has to be mended in the form before there is anything to see.
pub(super) fn none_yet(house: &House, form: &InviteForm, title: &'static str) -> Response {
    let reasons = form.errors().map(|(_, reason)| reason.to_owned()).collect::<Vec<_>>();
    house.page(StatusCode::UNPROCESSABLE_ENTITY, &format!("Error: {title}"), move || {
        view! {
            <KeyTag shape=Shape::Plain narrow=true>
                <h1>{title}</h1>
                <p class="lede">"Close this window to go back to the form, and mend what keeps it from being sent."</p>
                <div class="note note--bad mt-4">
                    <Icon name="warn"/>
                    <div>{reasons.into_iter().map(|reason| view! { <p>{reason}</p> }).collect_view()}</div>
                </div>
            </KeyTag>
        }
    })
}
