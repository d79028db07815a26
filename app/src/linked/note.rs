use domain::decision::Refusal;
use domain::linked::LinkedAdAccount;
use leptos::either::{Either, EitherOf3};
use leptos::prelude::*;

use super::server::{OwnLinked, own_ad_account};
use crate::center::{follow_open_center, use_change, use_open_center};
use crate::error::PageError;
use crate::path;
use crate::ui::{Erased, Failed, Icon, Time};

/// Where somebody sees what they can do: that an ad account of their own is missing for it, and the way to link one. Nothing
/// where their access lets them save nothing that needs one.
#[component]
pub fn OwnNote() -> impl IntoView {
    let center = use_open_center();
    let (followed, change) = (follow_open_center(), use_change());
    let grant = Memo::new(move |_| followed.read().grant);
    let to = path::ad_account(&center.slug);
    let slug = StoredValue::new(center.slug);
    let own = Resource::new(
        move || (grant.get(), change.get()),
        move |(grant, _)| async move {
            let needing = grant.filter(|grant| grant.held_up_by(LinkedAdAccount::Missing).is_some());
            let Some(grant) = needing else { return Ok((None, OwnLinked::NotNeeded)) };
            let own = own_ad_account(slug.get_value()).await?;
            Ok::<_, PageError>((grant.held_up_by(own.ad_account()), own))
        },
    );
    view! {
        <Transition>
            {move || {
                let to = to.clone();
                Suspend::new(async move {
                    match own.await {
                        Ok((Some(refusal), own)) => {
                            let label = match &own {
                                OwnLinked::Needed(None) => "Link an ad account",
                                OwnLinked::Needed(Some(_)) | OwnLinked::NotNeeded => "Your ad account",
                            };
                            let which = match own {
                                OwnLinked::Needed(Some(linked)) => {
                                    let since = linked.set.map_or(linked.at, |(_, at)| at);
                                    Some(view! { <p class="sub"><span class="num">{linked.spelt}</span> ", since " <Time moment=since/></p> })
                                }
                                OwnLinked::Needed(None) | OwnLinked::NotNeeded => None,
                            };
                            let way = view! {
                                {which}
                                <p>"What is here can be seen as before. What you type about a campaign is kept as a draft when you send it."</p>
                                <div class="acts"><a class="btn" href=to>{label}</a></div>
                            };
                            EitherOf3::A(view! { <HeldUp refusal way/> })
                        }
                        Ok((None, own)) => EitherOf3::B(view! { <InOrder own to/> }),
                        Err(error) => EitherOf3::C(view! { <Failed error/> }),
                    }
                })
            }}
        </Transition>
    }
    .erased()
}

/// The note, in the words of the refusal.
#[component]
fn HeldUp<V: IntoView + 'static>(
    refusal: Refusal,
    /// To **Your ad account**.
    way: V,
) -> impl IntoView {
    view! {
        <section class="note note--care page--narrow mb-4" aria-labelledby="h-held-up">
            <Icon name="link"/>
            <div>
                <h2 id="h-held-up">"Your changes can’t be saved yet"</h2>
                <p>{refusal.to_string()}</p>
                {way}
            </div>
        </section>
    }
    .ready()
}

/// The same, for whoever looks at the page of somebody else.
#[component]
pub fn HeldUpSeen(held_up: Option<Refusal>) -> impl IntoView {
    let way = || view! { <p>"Here a button leads them to it."</p> };
    held_up.map(|refusal| view! { <HeldUp refusal way=way()/> }).ready()
}

#[component]
fn InOrder(own: OwnLinked, to: String) -> impl IntoView {
    match own {
        OwnLinked::Needed(Some(linked)) => Either::Left(view! {
            <p class="muted mb-4">
                <a href=to>"Your ad account"</a> " " {linked.spelt} " is " {linked.state.label()} "."
            </p>
        }),
        OwnLinked::Needed(None) | OwnLinked::NotNeeded => Either::Right(()),
    }
    .ready()
}
