//! **Leave**: a Member gives up their own access.

use leptos::either::EitherOf4;
use leptos::prelude::*;
use leptos_meta::Title;
use serde::{Deserialize, Serialize};

use super::server::{Leaving, rehearse_leave};
use crate::center::use_open_center;
use crate::form::{FormField, FormState};
use crate::live::use_leaving;
use crate::partner::candidates::OnlyAdmin;
use crate::partner::revoke::Ends;
use crate::path;
use crate::ui::{Erased, ErrorSummary, Failed, Icon};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LeaveField {
    Rehearsed,
}

impl FormField for LeaveField {
    fn name(self) -> &'static str {
        "rehearsed"
    }
}

pub type LeaveForm = FormState<LeaveField>;

/// A page and no dialog: nothing stands behind it once it is done.
#[component]
pub fn Leave() -> impl IntoView {
    let center = use_open_center();
    let slug = StoredValue::new(center.slug);
    let form = SharedValue::new(|| use_context::<LeaveForm>().unwrap_or_default()).into_inner();
    let title = if form.is_refused() { "Error: Leave" } else { "Leave" };
    let form = Signal::stored(form);
    let leaving = use_leaving();
    let shown = Resource::new(|| (), move |()| rehearse_leave(slug.get_value()));
    view! {
        <Title text=format!("{title} · {} · Keyholder", center.name)/>
        <div class="head">
            <div class="head__title">
                <h1>"Leave " <bdi>{center.name.clone()}</bdi></h1>
                <p>"You give up your own access. Only an Admin can invite you again."</p>
            </div>
        </div>
        <form class="form page--narrow" method="post" action=path::leave(&slug.get_value()) on:submit=move |_| leaving()>
            <ErrorSummary form/>
            <Transition>
                {move || Suspend::new(async move {
                    match shown.await {
                        Ok(Leaving::Shown { ends, stays, sent, rehearsed }) => {
                            EitherOf4::A(view! { <Ask ends stays sent rehearsed back=path::members(&slug.get_value())/> })
                        }
                        Ok(Leaving::Refused { words, candidates: Some(candidates) }) => {
                            EitherOf4::B(view! { <OnlyAdmin slug=slug.get_value() words candidates/> })
                        }
                        Ok(Leaving::Refused { words, candidates: None }) => {
                            EitherOf4::C(view! {
                                <p class="note note--care"><Icon name="warn"/> <span>{words}</span></p>
                            })
                        }
                        Err(error) => EitherOf4::D(view! { <Failed error/> }),
                    }
                })}
            </Transition>
        </form>
    }
    .erased()
}

#[component]
fn Ask(
    ends: Vec<String>,
    stays: Vec<String>,
    sent: Vec<String>,
    rehearsed: String,
    back: String,
) -> impl IntoView {
    let sent = sent.into_iter().map(|contact| format!("Your open invitation to {contact}"));
    view! {
        <Ends ends=ends.into_iter().chain(sent).collect() stays/>
        <input type="hidden" name="rehearsed" value=rehearsed/>
        <div class="acts">
            <button class="btn btn--danger">"Leave"</button>
            <a class="btn" href=back>"Stay"</a>
        </div>
    }
    .ready()
}

#[cfg(feature = "ssr")]
mod ssr {
    use axum::extract::{Form, State};
    use axum::http::StatusCode;
    use axum::http::request::Parts;
    use axum::response::{IntoResponse, Redirect, Response};
    use serde::Deserialize;
    use service::failure::Failure;
    use service::partner::Rehearsed;

    use super::LeaveForm;
    use crate::path;
    use crate::plain::House;
    use crate::posted;
    use crate::request::AMember;

    #[derive(Debug, Deserialize)]
    pub(crate) struct Typed {
        #[serde(default)]
        rehearsed: String,
    }

    /// 303 to the start, where they see what they are still in.
    pub(crate) async fn leave(
        State(house): State<House>,
        AMember(member): AMember,
        parts: Parts,
        Form(typed): Form<Typed>,
    ) -> Response {
        match member.leave(Rehearsed::from_form(typed.rehearsed)).await {
            Ok(()) => Redirect::to(path::START).into_response(),
            Err(Failure::Refused(refusal)) => {
                let form = LeaveForm::default().with_problem(refusal);
                posted::page(&house, parts, StatusCode::CONFLICT, form).await
            }
            Err(failure) => house.failed(failure),
        }
    }
}

#[cfg(feature = "ssr")]
pub(crate) use ssr::leave;
