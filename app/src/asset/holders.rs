use domain::id::AssetId;
use domain::partner::PartnerState;
use leptos::either::Either;
use leptos::prelude::*;

use super::server::HolderItem;
use crate::path;
use crate::ui::{Erased, Head, Ledger};

/// Who reaches an Asset, and why.
#[component]
pub fn Holders(slug: String, asset: AssetId, holders: Vec<HolderItem>, spelt: String) -> impl IntoView {
    let past = path::past_of(&slug, asset);
    let of = slug.clone();
    let row = move |holder: HolderItem| {
        let invited = (holder.state == PartnerState::Invited).then_some("once they accept");
        view! {
            <tr role="row">
                <th role="rowheader" scope="row">
                    <a href=path::partner(&of, holder.partner)><bdi>{holder.name}</bdi></a>
                    <span class="sub">{invited}</span>
                </th>
                <td role="cell" data-label="Role">{holder.role}</td>
                <td role="cell" data-label="Why"><span dir="auto">{holder.why}</span></td>
            </tr>
        }
    };
    let heads = ["Partner", "Role", "Why"].map(Head::of);
    view! {
        <section class="section mt-6" aria-labelledby="h-holders">
            <div class="section__head"><h2 id="h-holders">"Who reaches it"</h2></div>
            {if holders.is_empty() {
                Either::Left(view! { <p class="muted">"The Admins, as everything. It was given to nobody else."</p> })
            } else {
                Either::Right(view! {
                    <Ledger
                        caption="Partners who reach it, with the reason"
                        fold="fold fold--s"
                        class="ledger ledger--fold ledger--reach"
                        heads
                    >
                        {holders.into_iter().map(row).collect_view()}
                    </Ledger>
                    <p class="muted mt-2">"The Admins reach it, too, as everything."</p>
                })
            }}
            <Give slug spelt/>
            <p class="mt-2"><a href=past>"Who could reach it on another day?"</a></p>
        </section>
    }
    .ready()
}

/// To where somebody is given it: one who is in the list, or one who is invited.
#[component]
pub fn Give(
    slug: String,
    /// As forms of access spell it.
    spelt: String,
) -> impl IntoView {
    let list = path::giving(path::partners(&slug), &spelt);
    let new = path::giving(path::add_partners(&slug), &spelt);
    view! {
        <div class="acts mt-3">
            <a class="btn" href=list>"Give it to a partner"</a>
            <a class="btn btn--quiet" href=new>"Invite somebody with it"</a>
        </div>
    }
    .ready()
}
