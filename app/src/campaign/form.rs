//! **Create campaign**, and **Edit** of one that stands.

use domain::access::Module;
use domain::decision::Action;
use domain::id::CampaignId;
use leptos::either::EitherOf3;
use leptos::ev;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;

use super::fields::{Fields, Fixed};
use super::server::{
    CampaignForm, CampaignOutcome, CampaignState, Field, SaveCampaign, ask_campaign_form, save_campaign,
};
use super::{NoSuchCampaign, use_notice};
use crate::center::{ask, use_open_center};
use crate::error::PageError;
use crate::form::calls;
use crate::linked::OwnNote;
use crate::notice::Notice;
use crate::part::use_navigate;
use crate::path;
use crate::ui::{Erased, ErrorSummary, Failed, Icon};

#[component]
pub fn CampaignEditor(campaign: Option<CampaignId>) -> impl IntoView {
    let slug = StoredValue::new(use_open_center().slug);
    let refused = SharedValue::new(use_context::<CampaignState>).into_inner();
    let is_refused = refused.is_some();
    let form = RwSignal::new(refused);
    // Not a `ServerAction`: that starts with whatever the address says went wrong (attack C-42).
    let save = leptos::prelude::Action::new(|typed: &SaveCampaign| {
        let SaveCampaign { slug, campaign, posted } = typed.clone();
        save_campaign(slug, campaign, posted)
    });
    let (notice, navigate) = (use_notice(), use_navigate());
    Effect::new(move |_| {
        let (done, id) = match (save.value().get(), campaign) {
            (Some(Ok(CampaignOutcome::Created(id))), _) => (Notice::CampaignCreated, id),
            (Some(Ok(CampaignOutcome::Saved)), Some(id)) => (Notice::CampaignSaved, id),
            (Some(Ok(CampaignOutcome::Refused(refused))), _) => return form.set(Some(refused)),
            (Some(Err(error)), _) => {
                return form
                    .update(|form| *form = Some(form.take().unwrap_or_default().with_failure(&error)));
            }
            (None | Some(Ok(CampaignOutcome::Saved)), _) => return,
        };
        notice.set(Some(done));
        navigate(&path::campaign(&slug.get_value(), id), NavigateOptions::default());
    });
    let submit = calls(save);
    // What is typed stays, whatever happens elsewhere: who saves is told of it then.
    let page = Resource::new(
        || (),
        move |()| ask(Action::See(Module::Campaigns), ask_campaign_form(slug.get_value(), campaign)),
    );
    let pending = Signal::derive(move || save.pending().get());
    view! {
        <OwnNote/>
        <Transition>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(page) => EitherOf3::A(view! { <Whole page campaign form is_refused submit pending/> }),
                    Err(PageError::NotFound) => EitherOf3::B(view! { <NoSuchCampaign/> }),
                    Err(error) => EitherOf3::C(view! { <Failed error/> }),
                }
            })}
        </Transition>
    }
    .erased()
}

#[component]
fn Whole(
    page: CampaignForm,
    campaign: Option<CampaignId>,
    /// What was refused; nothing of it is known while it stands as it was opened.
    form: RwSignal<Option<CampaignState>>,
    is_refused: bool,
    submit: impl Fn(ev::SubmitEvent) + 'static,
    pending: Signal<bool>,
) -> impl IntoView {
    let center = use_open_center();
    let new = page.name.is_none();
    let heading =
        page.name.clone().map_or_else(|| "Create campaign".to_owned(), |name| format!("Edit {name}"));
    let title = if is_refused { format!("Error: {heading}") } else { heading.clone() };
    let list = path::campaigns(&center.slug);
    let back = campaign.map_or_else(|| list.clone(), |id| path::campaign(&center.slug, id));
    let opened = page.state.clone();
    let form = Signal::derive(move || form.get().unwrap_or_else(|| opened.clone()));
    let (button, away) = if new { ("Create campaign", "Don’t create") } else { ("Save", "Leave as it is") };
    view! {
        <Title text=format!("{title} · {} · Keyholder", center.name)/>
        <nav class="crumb" aria-label="Where you are">
            <a href=list>"Campaigns"</a>
            <Icon name="right"/>
            <bdi>{heading.clone()}</bdi>
        </nav>
        <div class="head"><div class="head__title"><h1><bdi>{heading}</bdi></h1></div></div>
        <form class="page--narrow campaign" method="post" novalidate on:submit=submit>
            <input type="hidden" name="slug" value=center.slug/>
            <input type="hidden" name="campaign" value=campaign.map(|id| id.to_string())/>
            <input type="hidden" name="shown" value=move || form.with(|form| form.value(Field::Shown))/>
            <ErrorSummary form/>
            <Fixed fixed=page.fixed.clone()/>
            <Fields form new fixed=page.fixed ad_accounts=page.ad_accounts terms=page.terms/>
            <div class="acts mt-6">
                <button class="btn btn--primary btn--big" aria-busy=move || pending.get().then_some("true")>{button}</button>
                <a class="btn btn--big btn--quiet" href=back>{away}</a>
            </div>
        </form>
    }
    .ready()
}
