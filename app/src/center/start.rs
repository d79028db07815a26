use domain::decision::AdminAction;
use domain::diagnosis::Problem;
use domain::grant::Grant;
use domain::summary::{Line, Today};
use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::Title;

use super::needs::{Needs, ask_needs};
use super::{follow_open_center, use_change, use_open_center};
use crate::end::server::asked_for_time;
use crate::end::{Asked, OwnEnds};
use crate::error::PageError;
use crate::linked::server::links_in_review;
use crate::linked::{InReview, OwnNote};
use crate::partner::candidates::{SecondAdmin, ask_for_candidates};
use crate::path;
use crate::ui::{Erased, Failed, Icon};

/// The first page of a Business Center: what somebody can do here.
#[component]
pub fn Start() -> impl IntoView {
    let center = use_open_center();
    let followed = follow_open_center();
    let grant = Memo::new(move |_| followed.read().grant);
    let add = path::add_partners(&center.slug);
    let missing = StoredValue::new(path::own_diagnosis(&center.slug, Problem::Assets));
    let (slug, change) = (StoredValue::new(center.slug.clone()), use_change());
    let is_admin = move || (grant.get() == Some(Grant::Admin), change.get());
    let second = Resource::new(is_admin, move |(admin, _)| async move {
        if admin { ask_for_candidates(slug.get_value()).await } else { Ok(None) }
    });
    let asked = Resource::new(is_admin, move |(admin, _)| async move {
        if admin { asked_for_time(slug.get_value()).await } else { Ok(Vec::new()) }
    });
    let waiting = Resource::new(is_admin, move |(admin, _)| async move {
        if admin { links_in_review(slug.get_value()).await } else { Ok(Vec::new()) }
    });
    let needs = Resource::new(move || (grant.get(), change.get()), move |_| ask_needs(slug.get_value()));
    let may_add =
        move || grant.get().is_some_and(|grant| grant.allows(AdminAction::InvitePartner).is_allowed());
    view! {
        <Title text=format!("{} · Keyholder", center.name)/>
        <div class="head">
            <div class="head__title">
                <h1>"Welcome, " {center.person}</h1>
                <p>"What you can do in " <bdi>{center.name}</bdi> ", and what you can’t."</p>
            </div>
            {move || {
                let add = add.clone();
                may_add()
                    .then(|| {
                        view! {
                            <div class="head__do">
                                <a href=add class="btn btn--primary"><Icon name="plus"/> "Add Partners"</a>
                            </div>
                        }
                    })
            }}
        </div>
        // An Admin's access has no end.
        {move || (grant.get() != Some(Grant::Admin)).then(|| view! { <OwnEnds/> })}
        <OwnNote/>
        // All come at once: nothing is pushed down by what comes later.
        <Transition>
            {move || Suspend::new(async move {
                let all =
                    async { Ok::<_, PageError>((second.await?, asked.await?, waiting.await?, needs.await?)) }.await;
                let admin = grant.get_untracked() == Some(Grant::Admin);
                view! {
                    {match all {
                        Ok((second, asked, waiting, needs)) => Either::Left(view! {
                            <Needs needs admin/>
                            <Asked asked/>
                            <InReview waiting/>
                            {second.map(|candidates| view! { <SecondAdmin slug=slug.get_value() candidates/> })}
                        }),
                        Err(error) => Either::Right(view! { <Failed error/> }),
                    }}
                    {grant.get_untracked().map(|grant| view! { <CanAndCannot grant/> })}
                    {(!admin)
                        .then(|| {
                            view! {
                                <p class="mt-4"><a class="btn" href=missing.get_value()>"Something missing?"</a></p>
                            }
                        })}
                }
            })}
        </Transition>
    }
    .erased()
}

/// What a Grant opens today, said to whoever has it.
#[component]
pub fn CanAndCannot(grant: Grant) -> impl IntoView {
    let Today { can, later, cannot } = grant.today();
    let lines = |icon: &'static str, lines: Vec<Line>| {
        lines
            .into_iter()
            .map(move |line| view! { <li><Icon name=icon/> <span>{line.text}</span></li> })
            .collect_view()
    };
    view! {
        <div class="summary page--narrow">
            <h2>"You can"</h2>
            <ul class="can">{lines("check", can)}</ul>
            {(!later.is_empty())
                .then(|| {
                    view! {
                        <h2>"Later"</h2>
                        <p class="muted">"This is granted, but there is no page for it here yet. Once there is one, nobody has to grant it again."</p>
                        <ul class="later">{lines("clock", later)}</ul>
                    }
                })}
            <h2>"You can’t"</h2>
            <ul class="cannot">{lines("x", cannot)}</ul>
        </div>
    }
    .ready()
}
