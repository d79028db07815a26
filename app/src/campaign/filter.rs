use domain::campaign::{CampaignSort, CampaignStatus, Objective};
use leptos::prelude::*;

use super::asked::Asked;
use crate::live::LiveMark;
use crate::ui::{Erased, Icon, SearchBox};

/// Search, filter and order: one form that asks for another address of the list.
#[component]
pub fn Toolbar(
    here: String,
    asked: Asked,
    /// What the address asks for now: the form goes by it while the list of that is on its way.
    now: Memo<Asked>,
    ad_accounts: Vec<(String, String)>,
) -> impl IntoView {
    let (account, objective) =
        (asked.ad_account.map(|of| of.to_string()).unwrap_or_default(), asked.objective);
    let status = move || {
        let status = now.read().status.map(CampaignStatus::as_str);
        status.map(|status| view! { <input type="hidden" name="status" value=status/> })
    };
    let orders = CampaignSort::all().map(|sort| {
        view! { <option value=sort.spelt() selected=sort == asked.sort>{sort.label()}</option> }
    });
    let objectives = Objective::ALL.map(|of| {
        view! { <option value=of.as_str() selected=objective == Some(of)>{of.label()}</option> }
    });
    let accounts = ad_accounts.into_iter().map(|(id, name)| {
        let selected = id == account;
        view! { <option value=id selected=selected>{name}</option> }
    });
    view! {
        <form class="toolbar" role="search" method="get" action=here>
            <SearchBox label="Search campaigns" placeholder="Name" value=asked.search/>
            {status}
            <label class="vh" for="ad_account">"Ad account"</label>
            <span class="pick">
                <select class="select select--small" id="ad_account" name="ad_account">
                    <option value="">"Every ad account"</option>
                    {accounts.collect_view()}
                </select>
                <Icon name="down"/>
            </span>
            <label class="vh" for="objective">"Objective"</label>
            <span class="pick">
                <select class="select select--small" id="objective" name="objective">
                    <option value="">"Every objective"</option>
                    {objectives.into_iter().collect_view()}
                </select>
                <Icon name="down"/>
            </span>
            <span class="pick pick--order">
                <label class="vh" for="sort">"Order"</label>
                <select class="select select--small" id="sort" name="sort">{orders.collect_view()}</select>
                <Icon name="down"/>
            </span>
            <button class="btn">"Search"</button>
            <LiveMark/>
        </form>
    }
    .ready()
}

/// One click each.
#[component]
pub fn Statuses(here: String, asked: Asked, counts: Vec<(Option<CampaignStatus>, u32)>) -> impl IntoView {
    let chip = move |(status, count): (Option<CampaignStatus>, u32)| {
        let current = (asked.status == status).then_some("true");
        let label = status.map_or("All", CampaignStatus::label);
        view! {
            <a class="chip" href=asked.of_status(status).address(&here) aria-current=current>
                {label} " " <span class="chip__n">{count}</span>
            </a>
        }
    };
    view! { <div class="chips chips--scroll mb-4" role="group" aria-label="Status">{counts.into_iter().map(chip).collect_view()}</div> }
        .ready()
}
