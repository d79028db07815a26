use domain::asset::AssetKind;
use domain::decision::AdminAction;
use leptos::either::{Either, EitherOf3};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::server::{Asked, AssetItem, AssetsPage, list_assets};
use super::use_notice;
use crate::center::{ask, use_change, use_open_center};
use crate::live::LiveMark;
use crate::notice::Said;
use crate::path;
use crate::ui::{Erased, Failed, Head, Icon, Ledger, SearchBox};

/// The page **Assets**.
#[component]
pub fn Assets() -> impl IntoView {
    let center = use_open_center();
    let slug = StoredValue::new(center.slug.clone());
    let query = use_query_map();
    let asked = Memo::new(move |_| Asked::parse(&query.read()));
    let change = use_change();
    let page = Resource::new(
        move || (asked.get(), change.get()),
        move |(asked, _)| ask(AdminAction::ManageAssets, list_assets(slug.get_value(), asked)),
    );
    let (register, groups) = (path::register_asset(&center.slug), path::asset_groups(&center.slug));
    view! {
        <Title text=format!("Assets · {} · Keyholder", center.name)/>
        <div class="head">
            <div class="head__title">
                <h1>"Assets"</h1>
                <p>"Ad accounts, TikTok accounts, pixels and what else there is to share."</p>
            </div>
            <div class="head__do">
                <a class="btn" href=groups>"Groups"</a>
                <a class="btn btn--primary" href=register><Icon name="plus"/> "Register Asset"</a>
            </div>
        </div>
        <Said notice=use_notice()/>
        <Transition>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(page) if page.rows.is_empty() && *asked.read_untracked() == Asked::default() => {
                        EitherOf3::A(view! { <NothingYet register=path::register_asset(&slug.get_value())/> })
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
fn Found(slug: String, now: Memo<Asked>, page: AssetsPage) -> impl IntoView {
    let asked = now.get_untracked();
    let here = path::assets(&slug);
    let next = page.more_after.map(|after| asked.from(Some(after)).address(&here));
    let first = asked.after.map(|_| asked.from(None).address(&here));
    let nothing = page.rows.is_empty();
    let all = here.clone();
    view! {
        <div class="list">
            <Toolbar here=here.clone() asked=asked.clone() now groups=page.groups/>
            <Kinds here asked/>
            {if nothing {
                Either::Left(view! { <p class="empty">"No Asset is like this. " <a href=all>"Show all Assets"</a></p> })
            } else {
                Either::Right(view! { <Table slug rows=page.rows/> })
            }}
            <nav class="pager" aria-label="Pages">
                <span class="pager__pages">
                    {first.map(|first| view! { <a href=first>"First page"</a> })}
                    {next.map(|next| view! { <a href=next>"Next" <Icon name="right"/></a> })}
                </span>
            </nav>
        </div>
    }
    .ready()
}

#[component]
fn Toolbar(
    here: String,
    asked: Asked,
    /// What the address asks for now: the form goes by it while the list of that is on its way.
    now: Memo<Asked>,
    groups: Vec<String>,
) -> impl IntoView {
    let group = asked.group.clone();
    let kind =
        move || now.read().kind.map(|kind| view! { <input type="hidden" name="kind" value=kind.as_str()/> });
    view! {
        <form class="toolbar" role="search" method="get" action=here>
            <SearchBox label="Search Assets" placeholder="Name or advertiser ID" value=asked.search/>
            {kind}
            {(!groups.is_empty())
                .then(|| {
                    view! {
                        <label class="vh" for="group">"Asset group"</label>
                        <span class="pick">
                            <select class="select select--small" id="group" name="group">
                                <option value="">"Every group"</option>
                                {groups
                                    .into_iter()
                                    .map(|name| {
                                        let selected = name == group;
                                        view! { <option value=name.clone() selected=selected>{name.clone()}</option> }
                                    })
                                    .collect_view()}
                            </select>
                            <Icon name="down"/>
                        </span>
                    }
                })}
            <button class="btn">"Search"</button>
            <LiveMark/>
        </form>
    }
    .ready()
}

#[component]
fn Kinds(here: String, asked: Asked) -> impl IntoView {
    let kinds = std::iter::once(None).chain(AssetKind::ALL.map(Some));
    let chip = move |kind: Option<AssetKind>| {
        let current = (asked.kind == kind).then_some("true");
        let label = kind.map_or("All", AssetKind::label);
        view! { <a class="chip" href=asked.of_kind(kind).address(&here) aria-current=current>{label}</a> }
    };
    view! { <div class="chips chips--scroll mb-4" role="group" aria-label="Kind">{kinds.map(chip).collect_view()}</div> }.ready()
}

#[component]
fn Table(slug: String, rows: Vec<AssetItem>) -> impl IntoView {
    let row = move |asset: AssetItem| {
        view! {
            <tr role="row">
                <th role="rowheader" scope="row">
                    <a class="who__name" href=path::asset(&slug, asset.id)><bdi>{asset.name}</bdi></a>
                </th>
                <td role="cell" data-label="What">{asset.what}</td>
                <td role="cell" data-label="Owner"><bdi>{asset.owner}</bdi></td>
                <td role="cell" data-label="Groups">
                    {if asset.groups.is_empty() {
                        Either::Left(view! { <span class="muted">"None"</span> })
                    } else {
                        Either::Right(view! { <span dir="auto">{asset.groups}</span> })
                    }}
                </td>
            </tr>
        }
    };
    let heads = [Head::of("Asset").sorted(), Head::of("What"), Head::of("Owner"), Head::of("Groups")];
    view! {
        <Ledger caption="Assets" fold="list__table fold" heads>
            {rows.into_iter().map(row).collect_view()}
        </Ledger>
    }
    .ready()
}

#[component]
fn NothingYet(register: String) -> impl IntoView {
    view! {
        <div class="empty section">
            <h2>"No Asset is registered yet"</h2>
            <p>
                "Register your ad accounts, TikTok accounts and pixels, and say whose each is. Then it stands written down "
                "who works on what, and for whom."
            </p>
            <div class="acts">
                <a class="btn btn--primary btn--big" href=register><Icon name="plus"/> "Register Asset"</a>
            </div>
        </div>
    }
    .ready()
}
