//! The form of one Asset: to register it, and to change its name, owner and groups.

use domain::asset::AssetKind;
use domain::decision::AdminAction;
use domain::id::AssetId;
use leptos::either::{Either, EitherOf3};
use leptos::ev;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;

use super::holders::Holders;
use super::server::{
    AssetField, AssetForm, AssetOutcome, AssetState, Registered, SaveAsset, ask_asset, save_asset,
};
use super::use_notice;
use crate::center::{ask, use_open_center};
use crate::error::PageError;
use crate::form::calls;
use crate::notice::Notice;
use crate::part::use_navigate;
use crate::path;
use crate::ui::{Choice, Erased, ErrorSummary, Failed, Icon, Select, TextField};

const OWNERS: [(&str, &str, &str); 3] = [
    ("this_business", "This Business Center", "It belongs to your own business."),
    ("partner", "A partner", "Somebody in the list of partners, who works for you with what is theirs."),
    ("other", "Somebody else", "A client or another company that is not here."),
];

#[component]
pub fn AssetPage(asset: Option<AssetId>, registers: bool) -> impl IntoView {
    let center = use_open_center();
    let slug = StoredValue::new(center.slug.clone());
    let refused = SharedValue::new(use_context::<AssetState>).into_inner();
    let is_refused = refused.is_some();
    let form = RwSignal::new(refused);
    let save = Action::new(|typed: &SaveAsset| {
        let SaveAsset { slug, asset, posted } = typed.clone();
        save_asset(slug, asset, posted)
    });
    let (notice, navigate) = (use_notice(), use_navigate());
    let list = path::assets(&center.slug);
    Effect::new(move |_| {
        let done = match save.value().get() {
            Some(Ok(AssetOutcome::Registered)) => Notice::AssetRegistered,
            Some(Ok(AssetOutcome::Saved)) => Notice::AssetSaved,
            Some(Ok(AssetOutcome::Removed)) => Notice::AssetRemoved,
            Some(Ok(AssetOutcome::Refused(refused))) => return form.set(Some(refused)),
            Some(Err(error)) => {
                return form
                    .update(|form| *form = Some(form.take().unwrap_or_default().with_failure(&error)));
            }
            None => return,
        };
        notice.set(Some(done));
        navigate(&list, NavigateOptions::default());
    });
    let submit = calls(save);
    let found = move || async move {
        if asset.is_none() && !registers {
            return Err(PageError::NotFound.answer());
        }
        ask_asset(slug.get_value(), asset).await
    };
    let page = Resource::new(|| (), move |()| ask(AdminAction::ManageAssets, found()));
    let pending = Signal::derive(move || save.pending().get());
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(page) => EitherOf3::A(view! { <Whole page asset form is_refused submit pending/> }),
                    Err(PageError::NotFound) => EitherOf3::B(view! { <NoSuchAsset/> }),
                    Err(error) => EitherOf3::C(view! { <Failed error/> }),
                }
            })}
        </Transition>
    }
    .erased()
}

#[component]
fn Whole(
    page: AssetForm,
    asset: Option<AssetId>,
    /// What was refused; nothing of it is known while it stands as it was opened.
    form: RwSignal<Option<AssetState>>,
    is_refused: bool,
    submit: impl Fn(ev::SubmitEvent) + 'static,
    pending: Signal<bool>,
) -> impl IntoView {
    let center = use_open_center();
    let heading = page.registered.as_ref().map_or_else(|| "Register Asset".to_owned(), |of| of.name.clone());
    let title = if is_refused { format!("Error: {heading}") } else { heading.clone() };
    let lead = page
        .registered
        .as_ref()
        .map_or_else(|| "Every Admin sees it then. No partner does yet.".to_owned(), |of| of.what.clone());
    let (list, holders) = (path::assets(&center.slug), center.slug.clone());
    let opened = page.state.clone();
    let form = Signal::derive(move || form.get().unwrap_or_else(|| opened.clone()));
    let (button, away) =
        if asset.is_some() { ("Save", "Leave as it is") } else { ("Register Asset", "Don’t register") };
    view! {
        <Title text=format!("{title} · {} · Keyholder", center.name)/>
        <nav class="crumb" aria-label="Where you are">
            <a href=list.clone()>"Assets"</a>
            <Icon name="right"/>
            <bdi>{heading.clone()}</bdi>
        </nav>
        <div class="head"><div class="head__title"><h1><bdi>{heading}</bdi></h1><p>{lead}</p></div></div>
        <form class="page--narrow asset" method="post" novalidate on:submit=submit>
            <input type="hidden" name="slug" value=center.slug/>
            <input type="hidden" name="asset" value=asset.map(|id| id.to_string())/>
            <input type="hidden" name="opened" value=move || form.with(|form| form.value(AssetField::Opened))/>
            <ErrorSummary form/>
            {if page.registered.is_none() {
                Either::Left(view! {
                    <What form ad_accounts=page.ad_accounts currencies=page.currencies offsets=page.offsets/>
                })
            } else {
                Either::Right(view! {
                    <section class="section"><TextField field=AssetField::Name label="Name" form/></section>
                })
            }}
            <OwnerChoice form/>
            <Groups form groups=page.groups/>
            <div class="acts mt-6">
                <button class="btn btn--primary btn--big" aria-busy=move || pending.get().then_some("true")>{button}</button>
                <a class="btn btn--big btn--quiet" href=list>{away}</a>
            </div>
        </form>
        {page
            .registered
            .zip(asset)
            .map(|(of, asset)| {
                view! {
                    <Holders slug=holders asset holders=of.holders.clone() spelt=of.spelt.clone()/>
                    <Remove of/>
                }
            })}
    }
    .ready()
}

#[component]
fn What(
    form: Signal<AssetState>,
    ad_accounts: Vec<(String, String)>,
    currencies: Vec<(String, String)>,
    offsets: Vec<(String, String)>,
) -> impl IntoView {
    let kinds = AssetKind::ALL.map(|kind| (kind.as_str().to_owned(), kind.label().to_owned())).to_vec();
    view! {
        <section class="section" aria-labelledby="h-what">
            <div class="section__head"><h2 id="h-what">"What it is"</h2></div>
            <div class="form">
                <Select field=AssetField::Kind label="Kind" form choices=kinds empty="Choose"/>
                <TextField
                    field=AssetField::Name
                    label="Name"
                    form
                    hint="As your people know it, like Halcyon EU or @halcyon."
                />
                <AdAccountFields form currencies offsets/>
                <div class="only--part">
                    <Select
                        field=AssetField::AdAccount
                        label="Ad account"
                        form
                        choices=ad_accounts
                        empty="Choose"
                        hint="The registered ad account that it is part of."
                    />
                </div>
            </div>
        </section>
    }
    .ready()
}

#[component]
fn AdAccountFields(
    form: Signal<AssetState>,
    currencies: Vec<(String, String)>,
    offsets: Vec<(String, String)>,
) -> impl IntoView {
    view! {
        <div class="form only--ad-account">
            <TextField
                field=AssetField::AdvertiserId
                label="Advertiser ID"
                form
                inputmode="numeric"
                hint="TikTok Ads Manager shows it beside the name of the ad account."
            />
            <div class="form__row">
                <Select field=AssetField::Currency label="Currency" form choices=currencies empty="Choose"/>
                <Select field=AssetField::UtcOffset label="UTC offset" form choices=offsets empty="Choose"/>
            </div>
            <p class="hint">"As on TikTok, the three never change: money and days of this ad account are in them."</p>
        </div>
    }
    .ready()
}

#[component]
fn OwnerChoice(form: Signal<AssetState>) -> impl IntoView {
    let chosen = form.with_untracked(|form| form.value(AssetField::Owner));
    let error = move || form.with(|form| form.error(AssetField::Owner));
    view! {
        <section class="section" aria-labelledby="h-owner">
            <div class="section__head"><h2 id="h-owner">"Whose it is"</h2></div>
            <fieldset id="owner">
                <legend class="vh">"Owner"</legend>
                {move || error().map(|reason| view! { <p class="error"><Icon name="warn"/> <span>{reason}</span></p> })}
                <div class="choices">
                    {OWNERS
                        .map(|(value, label, opens)| {
                            let checked = chosen == value || (chosen.is_empty() && value == OWNERS[0].0);
                            let id = format!("owner-{value}");
                            view! { <Choice kind="radio" name="owner" value id checked label opens/> }
                        })
                        .into_iter()
                        .collect_view()}
                </div>
            </fieldset>
            <div class="only--partner mt-3">
                <TextField
                    field=AssetField::OwnerPartner
                    label="Their address"
                    form
                    hint="The e-mail address or phone number that stands in the list of partners."
                />
            </div>
            <div class="only--other mt-3"><TextField field=AssetField::OwnerName label="Their name" form/></div>
        </section>
    }
    .ready()
}

#[component]
fn Groups(form: Signal<AssetState>, groups: Vec<String>) -> impl IntoView {
    let ticked: Vec<String> =
        form.with_untracked(|form| form.values(AssetField::Groups).map(str::to_owned).collect());
    let ticks = groups
        .into_iter()
        .map(|name| {
            let checked = ticked.contains(&name);
            view! {
                <label class="choice">
                    <input type="checkbox" name="groups[]" value=name.clone() checked=checked/>
                    <span class="choice__text"><b><bdi>{name.clone()}</bdi></b></span>
                </label>
            }
        })
        .collect_view();
    view! {
        <section class="section" aria-labelledby="h-groups">
            <div class="section__head"><h2 id="h-groups">"Asset groups"</h2></div>
            <p class="muted">"What belongs together: the accounts of one agency, or all of one launch."</p>
            <fieldset class="mt-2"><legend class="vh">"Asset groups"</legend><div class="choices choices--2">{ticks}</div></fieldset>
            <div class="mt-3"><TextField field=AssetField::NewGroup label="New group" form optional=true/></div>
        </section>
    }
    .ready()
}

/// A form of its own, which the browser posts by itself.
#[component]
fn Remove(of: Registered) -> impl IntoView {
    view! {
        <section class="section page--narrow mt-6" aria-labelledby="h-remove">
            <div class="section__head"><h2 id="h-remove">"Take it off the list"</h2><p>"Last changed by " <bdi>{of.changed}</bdi></p></div>
            <p class="muted">"Nothing happens to it on TikTok. What was done with it here stays in the audit log."</p>
            <details class="mt-3">
                <summary class="btn">"Remove"</summary>
                <form class="mt-3" method="post">
                    <p><bdi>{of.name.clone()}</bdi> " is on no list and in no group after that, and nobody reaches it."</p>
                    <button class="btn btn--danger mt-3" name="remove" value="yes"><span>"Remove " <bdi>{of.name}</bdi></span></button>
                </form>
            </details>
        </section>
    }
    .ready()
}

/// Nobody has the id, or it belongs to others: the two look the same.
#[component]
pub fn NoSuchAsset() -> impl IntoView {
    let center = use_open_center();
    view! {
        <Title text="There is no such Asset · Keyholder"/>
        <h1>"There is no such Asset"</h1>
        <p class="muted">"The address may be mistyped, or it was taken off the list."</p>
        <p class="mt-4"><a href=path::assets(&center.slug) class="btn">"Assets"</a></p>
    }
    .ready()
}
