use domain::access::Module;
use domain::decision::{Action, Refusal};
use domain::id::CampaignId;
use leptos::either::EitherOf3;
use leptos::prelude::*;
use leptos_meta::Title;

use super::list::Status;
use super::server::{Changes, ShownCampaign, VersionItem, WaitingItem, ask_campaign};
use super::{NoSuchCampaign, use_notice};
use crate::center::{ask, use_change, use_open_center};
use crate::error::PageError;
use crate::notice::Said;
use crate::path;
use crate::ui::{Erased, Failed, Icon, Time};

/// The page of one campaign: how it stands, and every version.
#[component]
pub fn CampaignPage(campaign: Option<CampaignId>) -> impl IntoView {
    let slug = StoredValue::new(use_open_center().slug);
    let change = use_change();
    let page = Resource::new(
        move || change.get(),
        move |_| ask(Action::See(Module::Campaigns), ask_campaign(slug.get_value(), campaign)),
    );
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match page.await.and_then(|page| campaign.map(|id| (page, id)).ok_or(PageError::NotFound)) {
                    Ok((page, id)) => EitherOf3::A(view! { <Whole slug=slug.get_value() id page/> }),
                    Err(PageError::NotFound) => EitherOf3::B(view! { <NoSuchCampaign/> }),
                    Err(error) => EitherOf3::C(view! { <Title text="Campaign · Keyholder"/> <Failed error/> }),
                }
            })}
        </Transition>
    }
    .erased()
}

#[component]
fn Whole(slug: String, id: CampaignId, page: ShownCampaign) -> impl IntoView {
    let center = use_open_center();
    let (list, edit) = (path::campaigns(&slug), path::edit_campaign(&slug, id));
    let (deletes, name, version) = (edit.clone(), page.name.clone(), page.version);
    let changes = page.changes;
    let label = match changes {
        Some(Changes::AtOnce) => Some("Edit"),
        Some(Changes::ByApproval) => Some("Propose a change"),
        Some(Changes::No(_)) | None => None,
    };
    let why_not = match changes {
        Some(Changes::No(why)) => Some(view! { <WhyNot slug=slug.clone() why/> }),
        Some(Changes::AtOnce | Changes::ByApproval) | None => None,
    };
    let edit = label.map(|label| {
        view! { <div class="head__do"><a class="btn btn--primary" href=edit>{label}</a></div> }
    });
    let request = |id| path::change_request(&slug, id);
    let waiting = page.waiting.into_iter().map(|WaitingItem { id, words }| {
        view! {
            <div class="note mb-4">
                <Icon name="clock"/>
                <p><span dir="auto">{words}</span> " " <a href=request(id)>"See what waits"</a></p>
            </div>
        }
    });
    let waiting = waiting.collect_view();
    let versions = page.versions.into_iter().map(|of| {
        let proposed = of.proposed.clone().map(|(id, by)| (request(id), by));
        view! { <Version of proposed/> }
    });
    let versions = versions.collect_view();
    view! {
        <Title text=format!("{} · {} · Keyholder", page.name, center.name)/>
        <nav class="crumb" aria-label="Where you are">
            <a href=list>"Campaigns"</a>
            <Icon name="right"/>
            <bdi>{page.name.clone()}</bdi>
        </nav>
        <div class="head">
            <div class="head__title"><h1><bdi>{page.name}</bdi></h1><p><Status status=page.status/></p></div>
            {edit}
        </div>
        <Said notice=use_notice()/>
        {why_not}
        {waiting}
        <div class="cols">
            <section class="section" aria-labelledby="h-set">
                <div class="section__head"><h2 id="h-set">"How it is set"</h2></div>
                <dl class="facts facts--stack">
                    {page
                        .facts
                        .into_iter()
                        .map(|(what, says)| view! { <div><dt>{what}</dt><dd dir="auto">{says}</dd></div> })
                        .collect_view()}
                </dl>
            </section>
            <section class="section" aria-labelledby="h-versions">
                <div class="section__head"><h2 id="h-versions">"Versions"</h2></div>
                <ol class="history">{versions}</ol>
            </section>
        </div>
        {(changes == Some(Changes::AtOnce)).then(|| view! { <Delete to=deletes name version/> })}
    }
    .ready()
}

/// Why it is only seen, and where that can be mended.
#[component]
fn WhyNot(slug: String, why: Refusal) -> impl IntoView {
    let to = path::why(&slug, why).map(|to| view! { " " <a href=to>"Find out why"</a> });
    view! { <div class="note mb-4"><Icon name="help"/> <p>{why.to_string()} {to}</p></div> }.ready()
}

/// A form of its own, which the browser posts by itself.
#[component]
fn Delete(to: String, name: String, version: u32) -> impl IntoView {
    view! {
        <details class="mt-6">
            <summary class="btn">"Delete"</summary>
            <form class="mt-3 page--narrow" method="post" action=to>
                <input type="hidden" name="shown" value=version/>
                <p>"For good: nothing of it changes any more. Its versions stay, here and in the audit log."</p>
                <button class="btn btn--danger mt-3" name="delete" value="yes"><span>"Delete " <bdi>{name}</bdi></span></button>
            </form>
        </details>
    }
    .ready()
}

#[component]
fn Version(
    of: VersionItem,
    /// The page of the proposal that it came of, and who made it.
    proposed: Option<(String, String)>,
) -> impl IntoView {
    let changes = of.changes.into_iter().map(|change| view! { <span class="sub" dir="auto">{change}</span> });
    view! {
        <li>
            <div>
                <b>"Version " {of.number}</b> " by " <bdi>{of.by}</bdi>
                {proposed.map(|(to, whose)| view! { ", " <bdi>{whose}</bdi> " " <a href=to>"proposed"</a> })}
                {changes.collect_view()}
                <span class="sub"><Time moment=of.at/></span>
            </div>
        </li>
    }
    .ready()
}
