//! A problem that somebody has, looked into: what was found, what mends it, and what only they can tell (DOMAIN 7).

mod finding;
#[cfg(feature = "ssr")]
pub mod own;
mod server;
#[cfg(feature = "ssr")]
mod words;

use std::time::Duration;

use domain::diagnosis::Problem;
use domain::id::PartnerId;
use leptos::either::EitherOf3;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use self::finding::FindingView;
use self::server::{Asked, Checked, Diagnosed, diagnose};
#[cfg(feature = "ssr")]
pub(crate) use self::words::any_of;
use crate::center::{use_change, use_open_center};
use crate::error::PageError;
use crate::help::TikTok;
use crate::notice::{Said, notice_left};
use crate::partner::actions::Actions;
use crate::partner::details::NoSuchPartner;
use crate::partner::row::{Level, State};
use crate::path;
use crate::ui::{Erased, Failed, Icon};

/// So often an open page looks by itself.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// For half an hour: each look is a visit, and keeps a session alive whose owner may have gone away.
const MOST_LOOKS: u32 = 30 * 12;

/// The page of one problem of a partner, for an Admin. It looks again by itself whenever something changes.
#[component]
pub fn Diagnosis() -> impl IntoView {
    let slug = StoredValue::new(use_open_center().slug);
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get("id").and_then(|id| id.parse::<PartnerId>().ok()));
    let change = use_change();
    let problem = Memo::new(move |_| params.read().get("problem").and_then(|code| Problem::parse(&code)));
    let looks = looks_again();
    let page = Resource::new(
        move || (id.get(), problem.get(), change.get(), looks.get()),
        move |(id, problem, ..)| async move { diagnose(slug.get_value(), id, problem).await },
    );
    view! {
        <Said notice=notice_left()/>
        <Transition>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(found) => EitherOf3::A(view! { <Whole found/> }),
                    Err(PageError::NotFound) => EitherOf3::B(view! { <NoSuchPartner/> }),
                    Err(error) => EitherOf3::C(view! { <Title text="Help · Keyholder"/> <Failed error/> }),
                }
            })}
        </Transition>
    }
    .erased()
}

/// Rises every few seconds while the page is open and seen. That a mail left, a link was opened or a log-in failed is no change of the
/// Business Center, so nobody is told.
fn looks_again() -> RwSignal<u32> {
    let looks = RwSignal::new(0_u32);
    Effect::new(move |_| {
        let look = move || {
            if !document().hidden() && looks.get_untracked() < MOST_LOOKS {
                looks.update(|looks| *looks += 1);
            }
        };
        if let Ok(timer) = set_interval_with_handle(look, LOOK_EVERY) {
            on_cleanup(move || timer.clear());
        }
    });
    looks
}

#[component]
fn Whole(found: Diagnosed) -> impl IntoView {
    let center = use_open_center();
    let page = path::partner(&center.slug, found.id);
    let at = |problem| path::diagnosis(&center.slug, found.id, problem);
    let here = at(found.problem);
    let tabs = Problem::ALL.map(|problem| {
        let current = (problem == found.problem).then_some("page");
        view! { <a href=at(problem) aria-current=current>{problem.label()}</a> }
    });
    let actions = Actions {
        page: page.clone(),
        name: found.name.clone(),
        state: found.state,
        own: false,
        copy_link: found.copy_link,
        edit: path::edit(&center.slug, found.id),
        revoke: path::revoke(&center.slug, found.id),
        invite_again: path::invite_again(&center.slug, found.id),
        leave: path::leave(&center.slug),
        back: here.clone(),
        opener: None,
    };
    let title = found.problem.of(&found.name);
    let checks = found.findings.len() + found.passed.len();
    let findings = found.findings.into_iter().enumerate();
    let findings =
        findings.map(|(at, finding)| view! { <FindingView number=at + 1 finding actions=actions.clone()/> });
    let facts = found
        .facts
        .into_iter()
        .map(|(what, says)| view! { <div><dt>{what}</dt><dd dir="auto">{says}</dd></div> });
    view! {
        <Title text=format!("{title} · {} · Keyholder", center.name)/>
        <nav class="crumb" aria-label="Where you are">
            <a href=path::help(&center.slug)>"Help"</a>
            <Icon name="right"/>
            <bdi>{found.name.clone()}</bdi>
        </nav>
        <div class="head">
            <div class="head__title"><h1 dir="auto">{title}</h1><p>{found.summary}</p></div>
            // From the server anew, whether anything changed or not.
            <div class="head__do"><a class="btn" href=here rel="external"><Icon name="undo"/> "Check again"</a></div>
        </div>
        <nav class="tabs" aria-label="Problem">{tabs.into_iter().collect_view()}</nav>
        <div class="cols">
            <div>
                {findings.collect_view()}
                {(!found.passed.is_empty()).then(|| view! { <Passed passed=found.passed checks/> })}
                {(!found.questions.is_empty()).then(|| view! { <Questions questions=found.questions/> })}
            </div>
            <div>
                <section class="section" aria-labelledby="h-facts">
                    <div class="section__head"><h2 id="h-facts">"What is known"</h2></div>
                    <dl class="facts">
                        <div><dt>"State"</dt><dd><State state=found.state/></dd></div>
                        <div><dt>"Access level"</dt><dd><Level level=found.level/></dd></div>
                        {facts.collect_view()}
                    </dl>
                    <p class="mt-3"><a href=page>"Open their details"</a></p>
                </section>
                <TikTok/>
            </div>
        </div>
    }
    .ready()
}

#[component]
fn Passed(passed: Vec<Checked>, checks: usize) -> impl IntoView {
    let of = format!("{} of {checks}", passed.len());
    let row = |Checked { what, told }| {
        view! { <li><Icon name="check"/> <span><span class="vh">"Passed: "</span> {what}</span> <span dir="auto">{told}</span></li> }
    };
    view! {
        <section class="section" aria-labelledby="h-passed">
            <div class="section__head"><h2 id="h-passed">"Checked and fine"</h2><p>{of}</p></div>
            <ul class="checks">{passed.into_iter().map(row).collect_view()}</ul>
        </section>
    }
    .ready()
}

#[component]
fn Questions(questions: Vec<Asked>) -> impl IntoView {
    let row = |Asked { words, ways }| {
        let ways = ways
            .into_iter()
            .map(|(label, to)| view! { <a class="btn btn--small" href=to dir="auto">{label}</a> });
        let ways = ways.collect_view();
        let ways = (!ways.is_empty()).then(|| view! { <span class="checks__ways">{ways}</span> });
        view! { <li class="checks__unknown"><Icon name="help"/> <div><span dir="auto">{words}</span> {ways}</div></li> }
    };
    view! {
        <section class="section" aria-labelledby="h-ask">
            <div class="section__head"><h2 id="h-ask">"What we can’t see from here"</h2></div>
            <ul class="checks">{questions.into_iter().map(row).collect_view()}</ul>
        </section>
    }
    .ready()
}
