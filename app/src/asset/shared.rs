use domain::diagnosis::Problem;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::Title;

use super::server::{SharedAsset, shared_assets};
use crate::center::{use_change, use_open_center};
use crate::end::OwnEnds;
use crate::linked::OwnNote;
use crate::live::LiveMark;
use crate::path;
use crate::ui::{Erased, Failed, Head, Ledger};

/// The page **Assets** of a Standard Member: what is shared with them.
#[component]
pub fn Shared() -> impl IntoView {
    let center = use_open_center();
    let slug = StoredValue::new(center.slug.clone());
    let missing = StoredValue::new(path::own_diagnosis(&center.slug, Problem::Assets));
    let change = use_change();
    let page = Resource::new(move || change.get(), move |_| shared_assets(slug.get_value()));
    view! {
        <Title text=format!("Assets · {} · Keyholder", center.name)/>
        <div class="head">
            <div class="head__title">
                <h1>"Assets"</h1>
                <p>"What " <bdi>{center.name.clone()}</bdi> " shares with you."</p>
            </div>
        </div>
        <OwnEnds/>
        <OwnNote/>
        <Transition>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(assets) => {
                        Either::Left(view! {
                            <div class="list">
                                <div class="toolbar"><LiveMark/></div>
                                <SharedAssets assets/>
                            </div>
                            <p class="mt-4">
                                <a class="btn" href=missing.get_value()>"Something missing?"</a>
                            </p>
                        })
                    }
                    Err(error) => Either::Right(view! { <Failed error/> }),
                }
            })}
        </Transition>
    }
    .erased()
}

/// What is shared with whoever reads it.
#[component]
pub fn SharedAssets(assets: Vec<SharedAsset>) -> impl IntoView {
    if assets.is_empty() {
        Either::Left(view! { <NothingShared/> })
    } else {
        Either::Right(view! { <Table assets/> })
    }
    .ready()
}

#[component]
fn Table(assets: Vec<SharedAsset>) -> impl IntoView {
    let row = |asset: SharedAsset| {
        view! {
            <tr role="row">
                <th role="rowheader" scope="row"><bdi>{asset.name}</bdi> <span class="sub">{asset.what}</span></th>
                <td role="cell" data-label="You can">
                    {match asset.ended {
                        Some(ended) => Either::Left(view! { <span class="care">"Ended on " {ended}</span> }),
                        None => {
                            Either::Right(view! {
                                {asset.role}
                                <span class="sub">{asset.can}</span>
                                <span class="sub">{asset.missing}</span>
                            })
                        }
                    }}
                </td>
                <td role="cell" data-label="Why"><span dir="auto">{asset.why}</span></td>
            </tr>
        }
    };
    let heads = [Head::of("Asset").sorted(), Head::of("You can"), Head::of("Why")];
    view! {
        <Ledger caption="Assets shared with you" fold="list__table fold" heads>
            {assets.into_iter().map(row).collect_view()}
        </Ledger>
    }
    .ready()
}

#[component]
fn NothingShared() -> impl IntoView {
    view! {
        <div class="empty section">
            <h2>"No Asset is shared with you yet"</h2>
            <p>"An Admin gives access to single ad accounts, TikTok accounts and pixels. Under Members you see who is one: ask for what you need."</p>
        </div>
    }
    .ready()
}
