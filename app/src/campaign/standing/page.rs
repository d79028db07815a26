use domain::access::Module;
use domain::decision::Action;
use leptos::either::{Either, EitherOf3};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::list::{Counting, Ended};
use super::server::{Field, StandingForm, ask_operated, ask_standing};
use crate::campaign::use_notice;
use crate::center::{ask, use_change, use_open_center};
use crate::live::LiveMark;
use crate::notice::Said;
use crate::path;
use crate::ui::{Erased, ErrorSummary, Failed, Icon, Select, TextField};

/// The page **Standing approvals**.
#[component]
pub fn StandingApprovals() -> impl IntoView {
    let center = use_open_center();
    let slug = StoredValue::new(center.slug.clone());
    let query = use_query_map();
    let change = use_change();
    let page = Resource::new(
        move || change.get(),
        move |_| ask(Action::See(Module::Campaigns), ask_standing(slug.get_value())),
    );
    let form = SharedValue::new(|| use_context::<StandingForm>().unwrap_or_default()).into_inner();
    let refused = if form.is_refused() { "Error: " } else { "" };
    let form = Signal::stored(form);
    let words = if center.is_admin() {
        "Changes of budgets that count as soon as an Operator proposes them, up to what you allow in one day."
    } else {
        "Changes of budgets that an Admin approved ahead: within them what you propose counts at once."
    };
    let admin = center.is_admin();
    // Whom a link to this page means.
    let meant = query.read_untracked().get("for").unwrap_or_default();
    let give = admin.then(|| view! { <Give slug=slug.get_value() form meant/> });
    view! {
        <Title text=format!("{refused}Standing approvals · {} · Keyholder", center.name)/>
        <nav class="crumb" aria-label="Where you are">
            <a href=path::campaigns(&center.slug)>"Campaigns"</a>
            <Icon name="right"/>
            <span>"Standing approvals"</span>
        </nav>
        <div class="head"><div class="head__title"><h1>"Standing approvals"</h1><p>{words}</p></div> <LiveMark/></div>
        <Said notice=use_notice()/>
        <Transition>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(page) => Either::Left(view! { <Counting slug=slug.get_value() admin rows=page.counting/> }),
                    Err(error) => Either::Right(view! { <Failed error/> }),
                }
            })}
        </Transition>
        {give}
        <Transition>
            {move || Suspend::new(async move {
                page.await.ok().map(|page| view! { <Ended slug=slug.get_value() rows=page.ended/> })
            })}
        </Transition>
    }
    .erased()
}

/// **Approve ahead**. What is typed stays, whatever happens elsewhere: whoever confirms is told of it then.
#[component]
fn Give(slug: String, form: Signal<StandingForm>, meant: String) -> impl IntoView {
    let here = StoredValue::new(path::standing_approvals(&slug));
    let (slug, meant) = (StoredValue::new(slug), StoredValue::new(meant));
    let operated = Resource::new(|| (), move |()| ask_operated(slug.get_value(), meant.get_value()));
    view! {
        <section class="section" aria-labelledby="h-give">
            <div class="section__head"><h2 id="h-give">"Approve ahead"</h2></div>
            <Suspense>
                {move || Suspend::new(async move {
                    match operated.await {
                        Ok(choices) if choices.is_empty() => EitherOf3::A(view! { <NobodyOperates/> }),
                        Ok(choices) => EitherOf3::B(view! {
                            <Form here=here.get_value() form choices meant=meant.get_value()/>
                        }),
                        Err(error) => EitherOf3::C(view! { <Failed error/> }),
                    }
                })}
            </Suspense>
        </section>
    }
    .erased()
}

#[component]
fn NobodyOperates() -> impl IntoView {
    view! {
        <p class="muted page--narrow">
            "Nobody here is Operator of an ad account and has the Module Campaigns. Give somebody both first: Users → Partners, Edit."
        </p>
    }
    .ready()
}

#[component]
fn Form(
    here: String,
    form: Signal<StandingForm>,
    choices: Vec<(String, String)>,
    meant: String,
) -> impl IntoView {
    let default = choices.iter().find(|(value, _)| *value == meant).map(|(value, _)| value.clone());
    view! {
        <form class="form page--narrow" method="post" action=here novalidate>
            <ErrorSummary form/>
            <Select
                field=Field::Operated
                label="Operator and ad account"
                form
                choices
                empty="Choose"
                default=default.unwrap_or_default()
            />
            <TextField
                field=Field::Ceiling
                label="Up to, in one day"
                form
                inputmode="decimal"
                hint="Digits, with a point before decimals: what budgets may be raised by in all, in the currency of the ad account and by its clock. Daily and lifetime budgets are counted apart; lowering one is always within it."
            />
            <TextField
                field=Field::LastDay
                label="Last day"
                form
                kind="date"
                hint="It ends earlier when you or the Operator lose the access that it stands on."
            />
            <div class="acts"><button class="btn btn--primary" name="do" value="give">"Approve ahead"</button></div>
        </form>
    }
    .ready()
}
