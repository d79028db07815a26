use domain::access::Module;
use domain::campaign::{CampaignSortBy, CampaignStatus};
use domain::decision::{Action, Decision, Refusal};
use domain::diagnosis::Problem;
use domain::grant::Grant;
use leptos::either::{Either, EitherOf3};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::asked::Asked;
use super::drafts::OwnDrafts;
use super::filter::{Statuses, Toolbar};
use super::server::{CampaignItem, CampaignsPage, list_campaigns};
use super::use_notice;
use crate::center::{ask, follow_open_center, use_change, use_open_center};
use crate::linked::OwnNote;
use crate::notice::Said;
use crate::path;
use crate::ui::{Erased, Failed, Head, Icon, Ledger};

/// The page **Campaigns**.
#[component]
pub fn List() -> impl IntoView {
    let center = use_open_center();
    let slug = StoredValue::new(center.slug.clone());
    let query = use_query_map();
    let asked = Memo::new(move |_| Asked::parse(&query.read()));
    let change = use_change();
    let page = Resource::new(
        move || (asked.get(), change.get()),
        move |(asked, _)| ask(Action::See(Module::Campaigns), list_campaigns(slug.get_value(), asked)),
    );
    let followed = follow_open_center();
    let changes =
        Memo::new(move |_| followed.read().grant.is_some_and(|grant| grant.changes_campaigns().is_allowed()));
    let new = move || {
        let label = match followed.read().grant.map(Grant::changes_campaigns) {
            Some(Decision::Allowed) => Some("Create campaign"),
            Some(Decision::Refused(Refusal::NeedsApproval)) => Some("Propose a campaign"),
            Some(Decision::Refused(_)) | None => None,
        };
        label.map(|label| {
            let new = path::new_campaign(&slug.get_value());
            view! { <a class="btn btn--primary" href=new><Icon name="plus"/> {label}</a> }
        })
    };
    let opens = Memo::new(move |_| {
        followed.read().grant.is_some_and(|grant| grant.allows(Action::See(Module::Campaigns)).is_allowed())
    });
    let waiting = Memo::new(move |_| followed.with(|center| center.to_decide));
    let waiting = move || {
        let waiting = waiting.get();
        (waiting > 0).then(|| view! { <span class="count count--due">{waiting}</span> })
    };
    let ways = move || {
        let (standing, requests) =
            slug.with_value(|slug| (path::standing_approvals(slug), path::change_requests(slug)));
        opens.get().then(|| {
            view! {
                <a class="btn" href=standing>"Standing approvals"</a>
                <a class="btn" href=requests>"Change requests " {waiting}</a>
            }
        })
    };
    view! {
        <Title text=format!("Campaigns · {} · Keyholder", center.name)/>
        <div class="head">
            <div class="head__title">
                <h1>"Campaigns"</h1>
                <p>"What is agreed for each ad account: what runs, what it may spend and when. Set it on TikTok, too: nothing is sent there."</p>
            </div>
            <div class="head__do">
                {ways} {new}
            </div>
        </div>
        <Said notice=use_notice()/>
        <OwnNote/>
        <OwnDrafts/>
        <Transition>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(page) if page.ad_accounts.is_empty() => {
                        EitherOf3::A(view! { <NoAdAccount slug=slug.get_value() admin=changes.get_untracked()/> })
                    }
                    Ok(page) => EitherOf3::B(view! { <Found slug=slug.get_value() now=asked page/> }),
                    Err(error) => EitherOf3::C(view! { <Failed error/> }),
                }
            })}
        </Transition>
    }
    .erased()
}

#[component]
fn Found(slug: String, now: Memo<Asked>, page: CampaignsPage) -> impl IntoView {
    let asked = now.get_untracked();
    let here = path::campaigns(&slug);
    let next = page.more_after.map(|after| asked.from(Some(after)).address(&here));
    let first = asked.after.map(|_| asked.from(None).address(&here));
    let shown = page.counts.iter().find(|(status, _)| *status == asked.status).map_or(0, |(_, count)| *count);
    let many = if shown == 1 { "1 campaign".to_owned() } else { format!("{shown} campaigns") };
    let nothing = page.rows.is_empty();
    let all = here.clone();
    let filtered = asked != Asked::default();
    let words = if filtered { "No campaign is like this." } else { "No campaign is here yet." };
    view! {
        <div class="list">
            <Toolbar here=here.clone() asked=asked.clone() now ad_accounts=page.ad_accounts/>
            <Statuses here=here.clone() asked=asked.clone() counts=page.counts/>
            {if nothing {
                let all = filtered.then(|| view! { <a href=all>"Show all campaigns"</a> });
                Either::Left(view! { <p class="empty">{words} " " {all}</p> })
            } else {
                Either::Right(view! { <Table slug asked here rows=page.rows/> })
            }}
            <nav class="pager" aria-label="Pages">
                <p class="num">{many}</p>
                <span class="pager__pages">
                    {first.map(|first| view! { <a href=first>"First page"</a> })}
                    {next.map(|next| view! { <a href=next rel="next">"Next" <Icon name="right"/></a> })}
                </span>
            </nav>
        </div>
    }
    .ready()
}

#[component]
fn Table(slug: String, asked: Asked, here: String, rows: Vec<CampaignItem>) -> impl IntoView {
    let head = |label: &'static str, by: Option<CampaignSortBy>| {
        let Some(by) = by else {
            return Either::Left(view! { <th role="columnheader" scope="col">{label}</th> });
        };
        let (way, icon) = match (asked.sort.by == by, asked.sort.descending) {
            (false, _) => (None, "updown"),
            (true, false) => (Some("ascending"), "up1"),
            (true, true) => (Some("descending"), "down1"),
        };
        let to = asked.by(by).address(&here);
        Either::Right(view! {
            <th role="columnheader" scope="col" aria-sort=way>
                <a class="sort" href=to>{label} " " <Icon name=icon/></a>
            </th>
        })
    };
    let heads = [
        head("Campaign", Some(CampaignSortBy::Name)),
        head("Ad account", None),
        head("Budget", None),
        head("Schedule", Some(CampaignSortBy::Start)),
        head("Status", None),
        head("Saved", Some(CampaignSortBy::Saved)),
    ];
    let row = move |campaign: CampaignItem| {
        let to = path::campaign(&slug, campaign.id);
        view! { <Row campaign to=Some(to)/> }
    };
    view! {
        <div class="list__table fold">
            <table class="ledger ledger--fold ledger--campaigns" role="table">
                <caption class="vh">"Campaigns"</caption>
                <thead role="rowgroup"><tr role="row">{heads.into_iter().collect_view()}</tr></thead>
                <tbody role="rowgroup">{rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .ready()
}

#[component]
fn Row(
    campaign: CampaignItem,
    /// Its page, where it leads there.
    to: Option<String>,
) -> impl IntoView {
    let name = match to {
        Some(to) => Either::Left(view! { <a class="who__name" href=to><bdi>{campaign.name}</bdi></a> }),
        None => Either::Right(view! { <bdi>{campaign.name}</bdi> }),
    };
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">{name} <span class="sub">{campaign.objective}</span></th>
            <td role="cell" data-label="Ad account"><bdi>{campaign.ad_account}</bdi></td>
            <td role="cell" data-label="Budget">{campaign.budget}</td>
            <td role="cell" data-label="Schedule"><span>{campaign.start} <span class="sub">{campaign.end}</span></span></td>
            <td role="cell" data-label="Status"><span><Status status=campaign.status/></span></td>
            <td role="cell" data-label="Saved"><bdi>{campaign.saved}</bdi></td>
        </tr>
    }
}

/// The same to an Admin who looks at what somebody sees: nothing of it leads anywhere.
#[component]
pub fn Seen(
    campaigns: Vec<CampaignItem>,
    /// How many there are.
    many: u32,
) -> impl IntoView {
    if campaigns.is_empty() {
        return Either::Left(view! { <p class="muted">"No campaign of an ad account that they reach."</p> });
    }
    let shown = u32::try_from(campaigns.len()).unwrap_or(u32::MAX);
    let more =
        (many > shown).then(|| view! { <p class="muted mt-3">"The newest " {shown} " of " {many} "."</p> });
    let heads = ["Campaign", "Ad account", "Budget", "Schedule", "Status", "Saved"].map(Head::of);
    Either::Right(view! {
        <Ledger caption="Campaigns" fold="list__table fold" heads>
            {campaigns.into_iter().map(|campaign| view! { <Row campaign to=None/> }).collect_view()}
        </Ledger>
        {more}
    })
}

/// As a key tag: its glyph differs, so colour is never needed.
#[component]
pub fn Status(status: CampaignStatus) -> impl IntoView {
    let (class, glyph) = match status {
        CampaignStatus::Active => ("tag tag--active", "s-active"),
        CampaignStatus::Paused => ("tag tag--invited", "s-invited"),
        CampaignStatus::Deleted => ("tag tag--revoked", "s-revoked"),
    };
    view! { <span class=class><Icon name=glyph small=true/> {status.label()}</span> }.ready()
}

/// A campaign runs on one.
#[component]
fn NoAdAccount(slug: String, admin: bool) -> impl IntoView {
    let register = path::register_asset(&slug);
    let missing = path::own_diagnosis(&slug, Problem::Assets);
    view! {
        <div class="empty section">
            {if admin {
                Either::Left(view! {
                    <h2>"No ad account is registered yet"</h2>
                    <p>"A campaign runs on an ad account, in its currency and its hours. Register one first."</p>
                    <div class="acts">
                        <a class="btn btn--primary btn--big" href=register><Icon name="plus"/> "Register Asset"</a>
                    </div>
                })
            } else {
                Either::Right(view! {
                    <h2>"No ad account is shared with you"</h2>
                    <p>"You see the campaigns of the ad accounts that are."</p>
                    <div class="acts"><a class="btn" href=missing>"Ask for the one you work on"</a></div>
                })
            }}
        </div>
    }
    .ready()
}
