use domain::asset::GroupChange;
use domain::decision::AdminAction;
use domain::id::AssetGroupId;
use leptos::either::{Either, EitherOf3};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::check::Check;
use super::server::{AssetChoice, GroupCheck, GroupField, GroupForm, GroupHolder, GroupPage, see_group};
use super::{Crumb, counted};
use crate::asset::holders::Give;
use crate::asset::use_notice;
use crate::center::{ask, use_open_center};
use crate::error::PageError;
use crate::notice::Said;
use crate::path;
use crate::ui::{Erased, ErrorSummary, Failed, SearchBox, TextField};

/// The page of one Asset group.
#[component]
pub fn Group(
    /// None: the address holds no id.
    group: Option<AssetGroupId>,
) -> impl IntoView {
    let slug = StoredValue::new(use_open_center().slug);
    let query = use_query_map();
    let search = Memo::new(move |_| query.read().get("q").unwrap_or_default());
    // A form, which is not drawn anew under the hands of whoever fills it in: what is put in or taken out is said one by one.
    let page = Resource::new(
        move || search.get(),
        move |search| ask(AdminAction::ManageAssets, see_group(slug.get_value(), group, search)),
    );
    let form =
        Signal::stored(SharedValue::new(|| use_context::<GroupForm>().unwrap_or_default()).into_inner());
    let check = StoredValue::new(SharedValue::new(use_context::<GroupCheck>).into_inner());
    view! {
        <Said notice=use_notice()/>
        <Transition>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(page) => {
                        EitherOf3::A(view! { <Whole page search=search.get_untracked() form check=check.get_value()/> })
                    }
                    Err(PageError::NotFound) => EitherOf3::B(view! { <NoSuchGroup/> }),
                    Err(error) => EitherOf3::C(view! { <Failed error/> }),
                }
            })}
        </Transition>
    }
    .erased()
}

#[component]
fn Whole(
    page: GroupPage,
    search: String,
    form: Signal<GroupForm>,
    check: Option<GroupCheck>,
) -> impl IntoView {
    let center = use_open_center();
    let here = path::asset_group(&center.slug, page.id);
    let before = if form.with_untracked(GroupForm::is_refused) {
        "Error: "
    } else if check.is_some() {
        "Check the changes · "
    } else {
        ""
    };
    let under = format!(
        "{} · {}",
        counted(i64::try_from(page.inside.len()).unwrap_or(i64::MAX), "Asset"),
        counted(i64::try_from(page.holders.len()).unwrap_or(i64::MAX), "partner"),
    );
    let name = page.name.clone();
    let body = match check {
        Some(check) => Either::Left(view! { <Check here page check/> }),
        None => Either::Right(view! { <Forms slug=center.slug.clone() here page search form/> }),
    };
    view! {
        <Crumb slug=center.slug here=name.clone() below=true/>
        <Title text=format!("{before}{name} · {} · Keyholder", center.name)/>
        <div class="head">
            <div class="head__title"><h1><bdi>{name}</bdi></h1><p>{under}</p></div>
        </div>
        {body}
    }
    .ready()
}

#[component]
fn Forms(
    slug: String,
    here: String,
    page: GroupPage,
    search: String,
    form: Signal<GroupForm>,
) -> impl IntoView {
    let GroupPage { name, spelt, inside, outside, more_outside, holders, .. } = page;
    let names: Vec<_> = holders.iter().map(|of| of.name.as_str()).collect();
    let ends = match GroupChange::Remove.affects(&names) {
        Some(who) => format!("Its Assets stay on the list. {who}"),
        None => "Nobody has it. Its Assets stay on the list.".to_owned(),
    };
    let any_registered = !(inside.is_empty() && outside.is_empty() && search.is_empty());
    view! {
        <ErrorSummary form/>
        <div class="cols">
            <div>
                <Inside here=here.clone() inside/>
                {if any_registered {
                    Either::Left(view! { <Outside here=here.clone() search outside more=more_outside/> })
                } else {
                    Either::Right(view! { <NothingToPutIn slug=slug.clone()/> })
                }}
            </div>
            <div>
                <Holders slug holders spelt/>
                <Rename here=here.clone() name=name.clone() form/>
                <Remove here name ends/>
            </div>
        </div>
    }
    .ready()
}

#[component]
fn Inside(here: String, inside: Vec<AssetChoice>) -> impl IntoView {
    let nothing = inside.is_empty();
    view! {
        <section class="section" aria-labelledby="h-inside">
            <div class="section__head"><h2 id="h-inside">"In it"</h2></div>
            {if nothing {
                Either::Left(view! { <p class="muted">"Nothing yet. Whoever has the group reaches what you put in."</p> })
            } else {
                Either::Right(view! {
                    <form method="post" action=here>
                        <Choices legend="Assets in the group" assets=inside/>
                        <div class="acts mt-3"><button class="btn btn--ends" name="do" value="take">"Take out what is ticked"</button></div>
                    </form>
                })
            }}
        </section>
    }
    .ready()
}

#[component]
fn Outside(here: String, search: String, outside: Vec<AssetChoice>, more: bool) -> impl IntoView {
    let nothing = outside.is_empty();
    // What is ticked is found again by the same search.
    let put = if search.is_empty() { here.clone() } else { format!("{here}?q={}", path::percent(&search)) };
    let words = if search.is_empty() { "Every Asset is in it." } else { "No other Asset is like this." };
    view! {
        <section class="section" aria-labelledby="h-outside">
            <div class="section__head"><h2 id="h-outside">"Put in"</h2></div>
            <form class="toolbar" role="search" method="get" action=here.clone()>
                <SearchBox label="Search Assets" placeholder="Name or advertiser ID" value=search/>
                <button class="btn">"Search"</button>
            </form>
            {if nothing {
                Either::Left(view! { <p class="muted mt-3">{words}</p> })
            } else {
                Either::Right(view! {
                    <form class="mt-3" method="post" action=put>
                        <Choices legend="Assets that are not in the group" assets=outside/>
                        {more.then(|| view! { <p class="hint mt-2">"There are more. Search for them by name."</p> })}
                        <div class="acts mt-3"><button class="btn btn--primary" name="do" value="put">"Put in what is ticked"</button></div>
                    </form>
                })
            }}
        </section>
    }
    .ready()
}

#[component]
fn NothingToPutIn(slug: String) -> impl IntoView {
    view! {
        <section class="section" aria-labelledby="h-outside">
            <div class="section__head"><h2 id="h-outside">"Put in"</h2></div>
            <p class="muted">"No Asset is registered yet."</p>
            <p class="mt-3"><a class="btn btn--primary" href=path::register_asset(&slug)>"Register Asset"</a></p>
        </section>
    }
    .ready()
}

#[component]
fn Choices(legend: &'static str, assets: Vec<AssetChoice>) -> impl IntoView {
    let tick = |asset: AssetChoice| {
        view! {
            <label class="choice">
                <input type="checkbox" name="assets" value=asset.id.to_string()/>
                <span class="choice__text"><b><bdi>{asset.name}</bdi></b><small>{asset.kind}</small></span>
            </label>
        }
    };
    view! {
        <fieldset>
            <legend class="vh">{legend}</legend>
            <div class="choices choices--2">{assets.into_iter().map(tick).collect_view()}</div>
        </fieldset>
    }
    .ready()
}

#[component]
fn Holders(slug: String, holders: Vec<GroupHolder>, spelt: String) -> impl IntoView {
    let nobody = holders.is_empty();
    let at = slug.clone();
    let holder = |of: GroupHolder| {
        view! { <li><a href=path::partner(&at, of.partner)><bdi>{of.name}</bdi></a> <span class="sub">{of.role}</span></li> }
    };
    view! {
        <section class="section" aria-labelledby="h-holders">
            <div class="section__head"><h2 id="h-holders">"Who has it"</h2></div>
            {if nobody {
                Either::Left(view! { <p class="muted">"Nobody yet."</p> })
            } else {
                Either::Right(view! { <ul class="links">{holders.into_iter().map(holder).collect_view()}</ul> })
            }}
            <Give slug spelt/>
        </section>
    }
    .ready()
}

#[component]
fn Rename(here: String, name: String, form: Signal<GroupForm>) -> impl IntoView {
    view! {
        <section class="section" aria-labelledby="h-name">
            <div class="section__head"><h2 id="h-name">"Its name"</h2></div>
            <form class="form" method="post" action=here novalidate>
                <input type="hidden" name="opened" value=name.clone()/>
                <TextField field=GroupField::Name label="Name" form default=name/>
                <div class="acts"><button class="btn" name="do" value="rename">"Save the name"</button></div>
            </form>
        </section>
    }
    .ready()
}

#[component]
fn Remove(here: String, name: String, ends: String) -> impl IntoView {
    view! {
        <section class="section" aria-labelledby="h-remove">
            <div class="section__head"><h2 id="h-remove">"Remove it"</h2></div>
            <details>
                <summary class="btn">"Remove"</summary>
                <form class="mt-3" method="post" action=here>
                    <p>{ends}</p>
                    <button class="btn btn--danger mt-3" name="do" value="remove"><span>"Remove " <bdi>{name}</bdi></span></button>
                </form>
            </details>
        </section>
    }
    .ready()
}

/// Nobody has the id, or it belongs to others: the two look the same.
#[component]
fn NoSuchGroup() -> impl IntoView {
    let center = use_open_center();
    view! {
        <Title text="There is no such Asset group · Keyholder"/>
        <h1>"There is no such Asset group"</h1>
        <p class="muted">"The address may be mistyped, or it was removed."</p>
        <p class="mt-4"><a href=path::asset_groups(&center.slug) class="btn">"Asset groups"</a></p>
    }
    .ready()
}
