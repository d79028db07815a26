use domain::linked::LinkedAdAccount;
use domain::zone::Moment;
use leptos::prelude::*;

use super::server::{DraftItem, own_drafts};
use crate::center::{follow_open_center, use_change, use_open_center};
use crate::ui::{Erased, Icon, Time};

/// What they typed and could not save. Nothing for whoever needs no ad account of their own.
#[component]
pub fn OwnDrafts() -> impl IntoView {
    let (followed, change) = (follow_open_center(), use_change());
    let needs_one = Memo::new(move |_| {
        followed.read().grant.is_some_and(|grant| grant.held_up_by(LinkedAdAccount::Missing).is_some())
    });
    let slug = StoredValue::new(use_open_center().slug);
    let drafts = Resource::new(
        move || (needs_one.get(), change.get()),
        move |(needs_one, _)| async move {
            // That the list has none to show says the rest of the page.
            if needs_one { own_drafts(slug.get_value()).await.unwrap_or_default() } else { Vec::new() }
        },
    );
    let item = |draft: DraftItem| {
        view! { <p><a href=draft.href><bdi>{draft.name}</bdi></a> ", kept " <Time moment=draft.kept/></p> }
    };
    view! {
        <Transition>
            {move || Suspend::new(async move {
                let drafts = drafts.await;
                let title = if drafts.len() == 1 { "A draft of yours waits" } else { "Drafts of yours wait" };
                (!drafts.is_empty()).then(|| view! {
                    <section class="note page--narrow mb-4" aria-labelledby="h-drafts">
                        <Icon name="edit"/>
                        <div>
                            <h2 id="h-drafts">{title}</h2>
                            {drafts.into_iter().map(item).collect_view()}
                        </div>
                    </section>
                })
            })}
        </Transition>
    }
    .erased()
}

/// Above the form: that what stands in it was kept, and the way to let it go. A form of its own, which the browser posts by
/// itself: in the other one Enter would press the first button there is.
#[component]
pub fn Kept(to: String, kept: Moment) -> impl IntoView {
    view! {
        <form class="note page--narrow mb-4" method="post" action=to>
            <Icon name="edit"/>
            <div>
                <p>"What you typed was kept as a draft, " <Time moment=kept/> ". Nobody but you sees it."</p>
                <div class="acts"><button class="btn" name="discard" value="yes">"Discard draft"</button></div>
            </div>
        </form>
    }
    .ready()
}
