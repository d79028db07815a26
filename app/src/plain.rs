//! Pages without any script: complete HTML, rendered once.

use axum::http::{HeaderName, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use leptos::prelude::*;
use service::Keyholder;
use service::failure::Failure;

use crate::error::PageError;
use crate::path;
use crate::routes::Parts;
use crate::ui::{Erased, Icon, Mark, Sprite};

const POLICY: (HeaderName, &str) = (
    header::CONTENT_SECURITY_POLICY,
    "default-src 'self'; script-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; \
     form-action 'self'; frame-ancestors 'none'; object-src 'none'",
);

/// What every page without script needs.
#[derive(Clone, Debug)]
pub struct House {
    pub options: LeptosOptions,
    pub keyholder: Keyholder,
    pub parts: Parts,
}

impl House {
    /// What live pages and server functions find in their context.
    pub fn provide(&self) {
        provide_context(self.keyholder.clone());
        provide_context(self.options.clone());
        if let Parts(Some(parts)) = &self.parts {
            provide_context(parts.clone());
        }
    }

    /// The whole answer. `leptos_axum` would append its resource scripts; here there is none.
    pub fn page<V: IntoView + Send + 'static>(
        &self,
        status: StatusCode,
        title: &str,
        body: impl FnOnce() -> V,
    ) -> Response {
        let owner = Owner::new();
        let body = owner.with(|| body().ready());
        let answer = self.document(status, title, &owner, body);
        owner.unset_with_forced_cleanup();
        answer
    }

    /// Of no page's own type: it is compiled once.
    fn document(&self, status: StatusCode, title: &str, owner: &Owner, body: AnyView) -> Response {
        let pkg = format!("/{}", self.options.site_pkg_dir);
        let title = format!("{title} · Keyholder");
        let operator = self.keyholder.settings().operator.clone();
        let html = owner.with(|| {
            view! {
                <!DOCTYPE html>
                <html lang="en">
                    <head>
                        <meta charset="utf-8"/>
                        <meta name="viewport" content="width=device-width, initial-scale=1"/>
                        <meta name="color-scheme" content="light dark"/>
                        <title>{title}</title>
                        <link rel="icon" type="image/svg+xml" href=format!("{pkg}/icon.svg")/>
                        <link rel="stylesheet" href=format!("{pkg}/keyholder.css")/>
                    </head>
                    <body>
                        <div class="public">
                            <header class="public__head"><a href=path::START><Mark/> "Keyholder"</a></header>
                            <main class="public__main" id="main">{body}</main>
                            <footer class="public__foot">
                                <a href=path::HELP>"Help"</a>
                                <a href="https://www.tiktok.com/business/help">"TikTok Business Help Center"</a>
                                {operator.map(|operator| view! { <span>"Keyholder is run by " {operator}</span> })}
                            </footer>
                        </div>
                        <Sprite/>
                    </body>
                </html>
            }
            .to_html()
        });
        (status, [POLICY], Html(html)).into_response()
    }

    /// A page that says one thing and offers one way on.
    pub fn message(
        &self,
        status: StatusCode,
        title: &str,
        words: &str,
        on: Option<(&str, &str)>,
    ) -> Response {
        let (title_text, words) = (title.to_owned(), words.to_owned());
        let on = on.map(|(href, label)| (href.to_owned(), label.to_owned()));
        self.page(status, title, move || {
            view! {
                <KeyTag shape=Shape::Gone narrow=true>
                    <h1>{title_text}</h1>
                    <p class="lede">{words}</p>
                    {on.map(|(href, label)| {
                        view! {
                            <p class="mt-6">
                                <a class="btn btn--primary btn--big btn--wide" href=href>{label}</a>
                            </p>
                        }
                    })}
                </KeyTag>
            }
        })
    }

    pub fn not_found(&self) -> Response {
        let words = "The address may be mistyped, or what stood here is gone.";
        self.message(
            StatusCode::NOT_FOUND,
            "There is no such page",
            words,
            Some((path::START, "Go to the start")),
        )
    }

    /// The page of an operation that failed for no reason a form could show.
    pub fn failed<R>(&self, failure: Failure<R>) -> Response {
        self.error(&PageError::without_refusal(failure))
    }

    /// The page of an error.
    pub fn error(&self, error: &PageError) -> Response {
        let title = match error {
            PageError::NotFound => return self.not_found(),
            PageError::SignedOut => "You are logged out",
            PageError::Forbidden(_) | PageError::Refused { .. } => "This is not open to you",
            PageError::TooMany(_) => "Too often",
            PageError::Busy | PageError::Internal { .. } | PageError::Offline | PageError::NotUnderstood => {
                "That didn’t work"
            }
        };
        let (words, on) = match error {
            PageError::SignedOut => ("Log in again to go on.".to_owned(), Some((path::LOG_IN, "Log in"))),
            error => (error.to_string(), error.diagnosis().map(|why| (why, "Find out why"))),
        };
        self.message(error.status(), title, &words, on)
    }
}

/// Whether the ring is through the hole of the tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Plain,
    /// Open, or in order.
    Open,
    /// Expired, ended, not there.
    Gone,
}

/// The paper tag that public pages stand on.
#[component]
pub fn KeyTag(shape: Shape, #[prop(optional)] narrow: bool, children: Children) -> AnyView {
    let shape = match shape {
        Shape::Plain => "",
        Shape::Open => " keytag--open",
        Shape::Gone => " keytag--gone",
    };
    let width = if narrow { " keytag--narrow" } else { "" };
    view! {
        <div class=format!("keytag{width}{shape}")>
            <svg class="keytag__hole" viewBox="0 0 56 64" aria-hidden="true">
                <circle class="punch" cx="28" cy="47" r="9"></circle>
                <path class="wire" d="M36.1 44.3A20 20 0 1 1 46.33 34"></path>
                <path class="wire wire--off" d="M20.5 25.65A13 13 0 1 1 35.5 25.65"></path>
            </svg>
            {children()}
        </div>
    }
    .ready()
}

/// Something to know, beside what it is about.
#[component]
pub fn Note(
    /// `note--ok`, `note--care` or `note--bad`.
    tone: &'static str,
    icon: &'static str,
    children: Children,
) -> AnyView {
    view! {
        <div class=format!("note {tone}") role="status">
            <Icon name=icon/>
            <div>{children()}</div>
        </div>
    }
    .ready()
}

/// What a field for a time zone offers.
#[component]
pub fn ZoneList() -> AnyView {
    view! {
        <datalist id="zones">
            {domain::zone::Zone::all().map(|zone| view! { <option value=zone.name()></option> }).collect_view()}
        </datalist>
    }
    .ready()
}

/// For password managers: whose password a form asks for.
#[component]
pub fn Username(is: String) -> AnyView {
    view! { <input type="text" name="username" autocomplete="username" value=is hidden readonly/> }.ready()
}
