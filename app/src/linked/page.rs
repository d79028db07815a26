use domain::linked::LinkState;
use leptos::either::{Either, EitherOf3};
use leptos::prelude::*;
use leptos_meta::Title;

use super::server::{Linked, OwnLinked, own_ad_account};
use super::{LinkField, LinkForm};
use crate::center::{use_change, use_open_center};
use crate::notice::{Said, notice_left};
use crate::path;
use crate::ui::{Erased, ErrorSummary, Failed, TextField, Time};

/// The page **Your ad account**.
#[component]
pub fn AdAccountPage() -> impl IntoView {
    let center = use_open_center();
    let form = SharedValue::new(|| use_context::<LinkForm>().unwrap_or_default()).into_inner();
    let title = if form.is_refused() { "Error: Your ad account" } else { "Your ad account" };
    let form = Signal::stored(form);
    let (slug, change) = (StoredValue::new(center.slug.clone()), use_change());
    let own = Resource::new(move || change.get(), move |_| own_ad_account(slug.get_value()));
    let action = path::ad_account(&center.slug);
    view! {
        <Title text=format!("{title} · {} · Keyholder", center.name)/>
        <div class="head">
            <div class="head__title">
                <h1>"Your ad account"</h1>
                <p>"The TikTok ad account of your own that you need to save changes in " <bdi>{center.name.clone()}</bdi> "."</p>
            </div>
        </div>
        <Said notice=notice_left()/>
        <Transition>
            {move || {
                let action = action.clone();
                Suspend::new(async move {
                    match own.await {
                        Ok(own) => {
                            let linked = matches!(own, OwnLinked::Needed(Some(_)));
                            let forms = match &own {
                                OwnLinked::NotNeeded => None,
                                OwnLinked::Needed(of) => Some(view! { <Forms action of=of.clone() form/> }),
                            };
                            Either::Left(view! {
                                <AdAccountViewed own/>
                                <div class="page--narrow" class=("mt-6", linked)>{forms}</div>
                            })
                        }
                        Err(error) => Either::Right(view! { <Failed error/> }),
                    }
                })
            }}
        </Transition>
    }
    .erased()
}

/// What is linked, and how it stands; also for whoever looks at the page of somebody else.
#[component]
pub fn AdAccountViewed(own: OwnLinked) -> impl IntoView {
    match own {
        OwnLinked::NotNeeded => EitherOf3::A(view! {
            <p class="page--narrow">
                "You need none: whoever founded a Business Center saves changes without one. Whoever comes by invitation links "
                "their own here."
            </p>
        }),
        OwnLinked::Needed(None) => EitherOf3::B(view! {
            <p class="page--narrow mb-4">
                "You have linked none. Without one that is Approved, no change to campaigns or content of yours can be saved."
            </p>
        }),
        OwnLinked::Needed(Some(linked)) => EitherOf3::C(view! { <Standing linked=*linked/> }),
    }
    .ready()
}

#[component]
fn Standing(linked: Linked) -> impl IntoView {
    let tone = if linked.state == LinkState::Approved { "ok" } else { "care" };
    let (label, meaning) = (linked.state.label(), linked.state.meaning());
    view! {
        <section class="section page--narrow" aria-labelledby="h-linked">
            <div class="section__head"><h2 id="h-linked">"Linked"</h2></div>
            <dl class="facts">
                <div><dt>"Advertiser ID"</dt><dd class="num">{linked.spelt}</dd></div>
                <div>
                    <dt>"State"</dt>
                    <dd><b class=tone>{label}</b> <span class="sub">{meaning}</span></dd>
                </div>
                {linked.set.map(|(by, at)| view! { <div><dt>"Set by"</dt><dd><bdi>{by}</bdi> ", " <Time moment=at/></dd></div> })}
                <div><dt>"Linked"</dt><dd><Time moment=linked.at/></dd></div>
            </dl>
        </section>
    }
    .ready()
}

#[component]
fn Forms(action: String, of: Option<Box<Linked>>, form: Signal<LinkForm>) -> impl IntoView {
    let label = if of.is_some() { "Link another" } else { "Link ad account" };
    let unlink = of.map(|linked| view! { <Unlink action=action.clone() linked=*linked/> });
    view! {
        <form class="form" method="post" action=action novalidate>
            <ErrorSummary form/>
            <TextField
                field=LinkField::Advertiser
                label="Advertiser ID"
                form
                inputmode="numeric"
                hint="TikTok Ads Manager shows it beside the account’s name: 5 to 20 digits. An Admin looks at it before it counts."
            />
            <div class="acts"><button class="btn btn--primary">{label}</button></div>
        </form>
        {unlink}
    }
    .ready()
}

#[component]
fn Unlink(action: String, linked: Linked) -> impl IntoView {
    view! {
        <details class="mt-6">
            <summary class="btn">"Unlink"</summary>
            <form class="mt-3" method="post" action=action>
                <p>
                    "From then on no change to campaigns or content of yours is saved, until you link another one and an Admin "
                    "approves it. What is saved already stays."
                </p>
                <input type="hidden" name="advertiser" value=linked.advertiser/>
                <button class="btn btn--danger mt-3" name="do" value="unlink">"Unlink " {linked.spelt}</button>
            </form>
        </details>
    }
    .ready()
}
