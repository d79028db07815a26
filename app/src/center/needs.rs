//! **What needs you**, on the first page of a Business Center.

use leptos::either::Either;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::PageError;
use crate::ui::Erased;

/// Something that waits, and the way to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    pub many: u32,
    pub urgency: Urgency,
    pub what: String,
    /// The first of them.
    pub more: String,
    pub label: String,
    pub href: String,
}

/// Only exceptions get a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Urgency {
    Waits,
    Care,
    Failed,
}

#[server(output = crate::json::Json, endpoint = "start/needs")]
pub async fn ask_needs(slug: String) -> Result<Vec<Need>, PageError> {
    let member = crate::request::member(&slug).await?;
    ssr::needs(&member).await.map_err(|failure| PageError::from(failure).answer())
}

#[component]
pub fn Needs(needs: Vec<Need>, admin: bool) -> impl IntoView {
    if needs.is_empty() && !admin {
        return Either::Left(());
    }
    let many = match needs.len() {
        0 => "Nothing does.".to_owned(),
        1 => "1 thing".to_owned(),
        many => format!("{many} things"),
    };
    let rows = needs.into_iter().map(|need| view! { <Row need/> }).collect_view();
    Either::Right(view! {
        <section class="section page--narrow" aria-labelledby="h-needs">
            <div class="section__head"><h2 id="h-needs">"What needs you"</h2><p>{many}</p></div>
            <ul class="needs">{rows}</ul>
        </section>
    })
}

#[component]
fn Row(need: Need) -> impl IntoView {
    let class = match need.urgency {
        Urgency::Waits => "needs__n",
        Urgency::Care => "needs__n needs__n--care",
        Urgency::Failed => "needs__n needs__n--bad",
    };
    view! {
        <li>
            <span class=class>{need.many}</span>
            <div><h3>{need.what}</h3><p dir="auto">{need.more}</p></div>
            <a class="btn" href=need.href>{need.label}</a>
        </li>
    }
    .ready()
}

#[cfg(feature = "ssr")]
pub(crate) use self::ssr::one_or_many;

#[cfg(feature = "ssr")]
mod ssr {
    use domain::campaign::request::RequestState;
    use domain::end::EndDate;
    use domain::partner::{PartnerState, Quiet};
    use domain::zone::ago;
    use service::capability::{Admin, Member};
    use service::center::{Needs, OwnProposals};
    use service::failure::Failure;

    use super::{Need, Urgency};
    use crate::access_request;
    use crate::partner::asked::{ENDS_SOON, NOT_DELIVERED};
    use crate::path;

    pub(super) async fn needs(member: &Member) -> Result<Vec<Need>, Failure> {
        let slug = &member.center().slug;
        if let Ok(admin) = member.admin() {
            let needs = admin.needs().await?;
            let own = needs.own;
            return Ok([of_admin(&admin, needs), of_proposer(slug, own)].concat());
        }
        let own = match member.campaigns() {
            Ok(campaigns) => of_proposer(slug, campaigns.own_proposals().await?),
            Err(_) => Vec::new(),
        };
        Ok([access_request::needs(member).await?, own].concat())
    }

    fn of_admin(admin: &Admin, needs: Needs) -> Vec<Need> {
        let (slug, now) = (&admin.center().slug, admin.keyholder().clock().now());
        let longest = needs.longest.map(|(by, at)| format!("The oldest, from {by}, {}.", ago(at, now)));
        let ends = needs.first_to_end.map(|(first, at)| {
            let end = EndDate::at(at, admin.center().zone);
            let of = if needs.ending == 1 { "" } else { "The first is " };
            format!("{of}{first}, on {end}.")
        });
        let list = path::partners(slug);
        let (asking, asked_by) = needs.longest_asking.map_or_else(
            || (String::new(), list.clone()),
            |(partner, name)| (name, path::partner(slug, partner)),
        );
        let in_state = |state: PartnerState| format!("{list}?state={}", state.as_str());
        let all = [
            Need {
                many: needs.to_decide,
                urgency: Urgency::Waits,
                what: one_or_many(
                    needs.to_decide,
                    "Change waits for your approval",
                    "Changes wait for your approval",
                ),
                more: longest.unwrap_or_default(),
                label: "Look at the changes".to_owned(),
                href: path::change_requests(slug),
            },
            Need {
                many: needs.asking,
                urgency: Urgency::Waits,
                what: one_or_many(needs.asking, "Partner asks for access", "Requests for access wait"),
                more: if needs.asking == 1 {
                    format!("{asking}.")
                } else {
                    format!("The oldest, from {asking}.")
                },
                label: "Answer".to_owned(),
                href: asked_by,
            },
            Need {
                many: needs.undelivered.0,
                urgency: Urgency::Failed,
                what: one_or_many(
                    needs.undelivered.0,
                    "Invitation could not be delivered",
                    "Invitations could not be delivered",
                ),
                more: among(needs.undelivered),
                label: "Find out why".to_owned(),
                href: format!("{list}?{NOT_DELIVERED}"),
            },
            Need {
                many: needs.expired.0,
                urgency: Urgency::Care,
                what: one_or_many(needs.expired.0, "Invitation has expired", "Invitations have expired"),
                more: among(needs.expired),
                label: "Resend or let go".to_owned(),
                href: in_state(PartnerState::Expired),
            },
            Need {
                many: needs.ending,
                urgency: Urgency::Care,
                what: "Access ends within 30 days".to_owned(),
                more: ends.unwrap_or_default(),
                label: one_or_many(needs.ending, "Look at it", "Look at them"),
                href: format!("{list}?{ENDS_SOON}"),
            },
            Need {
                many: needs.quiet.0,
                urgency: Urgency::Care,
                what: one_or_many(
                    needs.quiet.0,
                    "Partner was not here for 90 days",
                    "Partners were not here for 90 days",
                ),
                more: among(needs.quiet),
                label: "Look at them".to_owned(),
                href: format!("{list}?quiet={}", Quiet::Days90.as_str()),
            },
        ];
        all.into_iter().filter(|need| need.many > 0).collect()
    }

    fn of_proposer(slug: &str, own: OwnProposals) -> Vec<Need> {
        let list = path::change_requests(slug);
        let need = |many, state: RequestState, what: String, more: &str| Need {
            many,
            urgency: if state == RequestState::Rejected { Urgency::Care } else { Urgency::Waits },
            what,
            more: more.to_owned(),
            label: "Look at it".to_owned(),
            href: format!("{list}?state={}", state.as_str()),
        };
        let all = [
            Need {
                urgency: Urgency::Care,
                ..need(
                    own.asked,
                    RequestState::Waiting,
                    one_or_many(
                        own.asked,
                        "Proposal of yours has a comment",
                        "Proposals of yours have comments",
                    ),
                    "An Admin spoke last, and it waits. Answer, or edit it.",
                )
            },
            need(
                own.approved,
                RequestState::Approved,
                one_or_many(
                    own.approved,
                    "Proposal of yours was approved",
                    "Proposals of yours were approved",
                ),
                "In the last seven days. What you proposed stands.",
            ),
            need(
                own.rejected,
                RequestState::Rejected,
                one_or_many(
                    own.rejected,
                    "Proposal of yours was rejected",
                    "Proposals of yours were rejected",
                ),
                "In the last seven days. Each page says why.",
            ),
            need(
                own.waiting,
                RequestState::Waiting,
                one_or_many(own.waiting, "Proposal of yours waits", "Proposals of yours wait"),
                "An Admin decides.",
            ),
            Need {
                many: own.drafts,
                urgency: Urgency::Care,
                what: one_or_many(own.drafts, "Draft of yours waits", "Drafts of yours wait"),
                more: "What you typed about a campaign and could not save.".to_owned(),
                label: one_or_many(own.drafts, "Go on with it", "Go on with them"),
                href: path::campaigns(slug),
            },
        ];
        all.into_iter().filter(|need| need.many > 0).collect()
    }

    pub fn one_or_many(many: u32, one: &str, more: &str) -> String {
        if many == 1 { one.to_owned() } else { more.to_owned() }
    }

    /// "Leo Marchetti and 3 more"
    fn among((many, one): (u32, Option<String>)) -> String {
        let one = one.unwrap_or_default();
        match many.saturating_sub(1) {
            0 => format!("{one}."),
            more => format!("{one} and {more} more."),
        }
    }
}
