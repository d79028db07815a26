use domain::zone::Moment;
use leptos::either::{Either, EitherOf3};
use leptos::prelude::*;
use leptos_meta::Title;

use super::server::{Ends, own_ends};
use super::{ExtendField, ExtendForm};
use crate::center::{follow_open_center, use_change, use_open_center};
use crate::error::PageError;
use crate::path;
use crate::ui::{Erased, ErrorSummary, Failed, Icon, TextArea, Time};

/// Where somebody sees what they have: what of it ends, and **Ask to extend**. Nothing where nothing ends.
#[component]
pub fn OwnEnds() -> impl IntoView {
    let center = use_open_center();
    let ends = asked_for(center.slug.clone());
    let action = path::extend(&center.slug);
    view! {
        <Transition>
            {move || {
                let action = action.clone();
                Suspend::new(async move {
                    match ends.await {
                        Ok(Ends { title: None, .. }) => EitherOf3::A(()),
                        Ok(Ends { title: Some(title), parts, asked }) => {
                            let form = Signal::stored(ExtendForm::default());
                            EitherOf3::B(view! { <Section title parts asked form=view! { <Form action form/> }/> })
                        }
                        Err(error) => EitherOf3::C(view! { <Failed error/> }),
                    }
                })
            }}
        </Transition>
    }
    .erased()
}

/// The same, for whoever looks at the page of somebody else.
#[component]
pub fn EndsSeen(ends: Ends) -> impl IntoView {
    let Ends { title, parts, asked } = ends;
    let form = view! { <p>"Here they can ask to extend it."</p> };
    title.map(|title| view! { <Section title parts asked form/> }).ready()
}

/// The page that the mails lead to, and that a refused question comes back on.
#[component]
pub fn AskPage() -> impl IntoView {
    let center = use_open_center();
    let form = SharedValue::new(|| use_context::<ExtendForm>().unwrap_or_default()).into_inner();
    let title = if form.is_refused() { "Error: Ask to extend" } else { "Ask to extend" };
    let form = Signal::stored(form);
    let ends = asked_for(center.slug.clone());
    let action = path::extend(&center.slug);
    view! {
        <Title text=format!("{title} · {} · Keyholder", center.name)/>
        <div class="head">
            <div class="head__title">
                <h1>"Ask to extend"</h1>
                <p>"What of your access to " <bdi>{center.name.clone()}</bdi> " ends by itself."</p>
            </div>
        </div>
        <ErrorSummary form/>
        <Transition>
            {move || {
                let action = action.clone();
                Suspend::new(async move {
                    match ends.await {
                        Ok(Ends { title: None, .. }) => EitherOf3::A(view! { <NothingEnds/> }),
                        Ok(Ends { title: Some(title), parts, asked }) => {
                            EitherOf3::B(view! { <Section title parts asked form=view! { <Form action form/> }/> })
                        }
                        Err(error) => EitherOf3::C(view! { <Failed error/> }),
                    }
                })
            }}
        </Transition>
    }
    .erased()
}

/// An Admin has no end, and asks nobody.
fn asked_for(slug: String) -> Resource<Result<Ends, PageError>> {
    let (center, change) = (follow_open_center(), use_change());
    let admin = Memo::new(move |_| center.read().is_admin());
    let slug = StoredValue::new(slug);
    Resource::new(
        move || (admin.get(), change.get()),
        move |(admin, _)| async move {
            if admin { Ok(Ends::default()) } else { own_ends(slug.get_value()).await }
        },
    )
}

#[component]
fn Section<V: IntoView + 'static>(
    title: String,
    parts: Vec<(String, String)>,
    asked: Option<Moment>,
    /// Where they have not asked yet.
    form: V,
) -> impl IntoView {
    let part = |(what, when): (String, String)| view! { <li><bdi>{what}</bdi> ", " {when}</li> };
    let parts = (!parts.is_empty())
        .then(|| view! { <ul class="links">{parts.into_iter().map(part).collect_view()}</ul> });
    view! {
        <section class="note note--care page--narrow mb-4" aria-labelledby="h-ends">
            <Icon name="clock"/>
            <div>
                <h2 id="h-ends">{title}</h2>
                {parts}
                {match asked {
                    Some(asked) => {
                        Either::Left(view! {
                            <p>
                                "You have asked to extend it: " <Time moment=asked/>
                                ". An Admin decides. If they move the end, this page says so."
                            </p>
                        })
                    }
                    None => Either::Right(form),
                }}
            </div>
        </section>
    }
    .ready()
}

#[component]
fn Form(action: String, form: Signal<ExtendForm>) -> impl IntoView {
    view! {
        <p>"It counts to the end of the last day. An Admin can extend it."</p>
        <form class="form" method="post" action=action novalidate>
            <TextArea
                field=ExtendField::Words
                label="What do you need it for?"
                form
                optional=true
                hint="The Admins read it. At most 300 characters, without links."
            />
            <div class="acts"><button class="btn">"Ask to extend"</button></div>
        </form>
    }
    .ready()
}

#[component]
fn NothingEnds() -> impl IntoView {
    view! { <p class="muted">"No part of your access has an end date, so there is nothing to extend."</p> }
        .ready()
}
