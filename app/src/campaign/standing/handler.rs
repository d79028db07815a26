//! **Approve ahead** and **End**: forms that post to the address of their page.

use axum::extract::State;
use axum::http::request::Parts;
use axum::response::Response;
use domain::asset::Currency;
use domain::campaign::standing::StandingRefusal;
use domain::end::EndDate;
use domain::money::Money;
use serde::Deserialize;
use service::campaign::standing::NewApproval;
use service::capability::Admin;
use service::failure::Failure;

use super::server::{Field, OperatedBy, StandingForm};
use crate::error::PageError;
use crate::notice::Notice;
use crate::path;
use crate::plain::House;
use crate::posted::{self, Fields};
use crate::request::AnAdmin;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Posted {
    r#do: String,
    operated: String,
    ceiling: String,
    last_day: String,
    approval: String,
}

/// Why nothing came of it.
enum Refused {
    Form(StandingForm),
    Page(PageError),
}

impl Posted {
    fn form(&self) -> StandingForm {
        StandingForm::default()
            .typed(Field::Operated, &self.operated)
            .typed(Field::Ceiling, &self.ceiling)
            .typed(Field::LastDay, &self.last_day)
    }
}

/// 303 to the same page, or the page with what was typed.
pub(crate) async fn standing(
    State(house): State<House>,
    AnAdmin(admin): AnAdmin,
    parts: Parts,
    Fields(posted): Fields<Posted>,
) -> Response {
    let done = match posted.r#do.as_str() {
        "give" => give(&admin, &posted).await.map(|()| Notice::ApprovedAhead),
        "end" => end(&admin, &posted).await.map(|()| Notice::StandingApprovalEnded),
        _ => Err(Refused::Page(PageError::NotFound)),
    };
    match done {
        Ok(said) => posted::saying(&house, said, &path::standing_approvals(&admin.center().slug)),
        Err(Refused::Form(form)) => posted::refused(&house, parts, form).await,
        Err(Refused::Page(error)) => house.error(&error),
    }
}

async fn give(admin: &Admin, posted: &Posted) -> Result<(), Refused> {
    let mut form = posted.form();
    let operated = OperatedBy::parse(&posted.operated);
    let offered = admin.operated(operated.map(|OperatedBy(partner, asset)| (partner, asset))).await;
    let offered = offered.map_err(|failure| Refused::Page(PageError::from(failure)))?;
    let meant = |OperatedBy(partner, asset): OperatedBy| {
        offered.iter().find(|of| of.operator.id == partner && of.account.id == asset)
    };
    let meant = if posted.operated.is_empty() {
        form.refuse(Field::Operated, "Choose an Operator and their ad account.");
        None
    } else {
        form.take(Field::Operated, operated.and_then(meant).ok_or(StandingRefusal::NotAnOperator))
    };
    // Without one of the list its currency is not known; whether it is an amount at all can be said.
    let currency = meant.map_or_else(|| Currency::parse("EUR").ok(), |of| Some(of.account.currency));
    let ceiling = currency.and_then(|of| form.take(Field::Ceiling, Money::parse(&posted.ceiling, of)));
    let now = admin.keyholder().clock().now();
    let ends =
        form.take(Field::LastDay, EndDate::parse(&posted.last_day, admin.center().zone, now)).flatten();
    if ends.is_none() && form.error(Field::LastDay).is_none() {
        form.refuse(Field::LastDay, "Choose the last day that it counts.");
    }
    let (Some(meant), Some(ceiling), Some(ends)) = (meant, ceiling, ends) else {
        return Err(Refused::Form(form));
    };
    let new = NewApproval { operator: meant.operator.id, ad_account: meant.account.id, ceiling, ends };
    match admin.approve_ahead(new).await {
        Ok(_) => Ok(()),
        Err(Failure::Refused(refusal)) => {
            let beside = match refusal {
                StandingRefusal::NotAnOperator | StandingRefusal::AlreadyGiven => Field::Operated,
                StandingRefusal::Nothing => Field::Ceiling,
                StandingRefusal::BeyondAccess(_) => Field::LastDay,
            };
            form.refuse(beside, refusal);
            Err(Refused::Form(form))
        }
        Err(failure) => Err(Refused::Page(PageError::without_refusal(failure))),
    }
}

async fn end(admin: &Admin, posted: &Posted) -> Result<(), Refused> {
    let approval = posted.approval.parse().map_err(|_| Refused::Page(PageError::NotFound))?;
    match admin.end_standing_approval(approval).await {
        Ok(()) => Ok(()),
        Err(Failure::Refused(refusal)) => Err(Refused::Form(StandingForm::default().with_problem(refusal))),
        Err(failure) => Err(Refused::Page(PageError::without_refusal(failure))),
    }
}
