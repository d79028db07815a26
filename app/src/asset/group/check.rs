use domain::asset::GroupChange;
use leptos::prelude::*;

use super::server::{AssetChoice, GroupCheck, GroupPage};
use crate::ui::{Erased, Icon};

/// Whom a change of what is in the group is about, before **Confirm**.
#[component]
pub fn Check(here: String, page: GroupPage, check: GroupCheck) -> impl IntoView {
    let GroupCheck { change, assets, affects } = check;
    let (title, class, icon, deed) = match change {
        GroupChange::PutIn => ("Put in", "gain", "plus", "put"),
        GroupChange::TakeOut | GroupChange::Remove => ("Taken out", "loss", "minus", "take"),
    };
    let listed = page.inside.into_iter().chain(page.outside);
    let chosen: Vec<_> = listed.filter(|asset| assets.contains(&asset.id)).collect();
    let line = |asset: AssetChoice| {
        view! { <li><Icon name=icon/> <span><bdi>{asset.name}</bdi> <span class="sub">{asset.kind}</span></span></li> }
    };
    let lines = chosen.into_iter().map(line).collect_view();
    let ids =
        assets.into_iter().map(|id| view! { <input type="hidden" name="assets" value=id.to_string()/> });
    let action = here.clone();
    view! {
        <form class="page--narrow" method="post" action=action>
            <div class="summary"><h2>{title}</h2><ul class=class>{lines}</ul></div>
            <p class="mt-4" dir="auto">{affects.clone()}</p>
            {ids.collect_view()}
            <input type="hidden" name="affects" value=affects/>
            <div class="acts mt-6">
                <button class="btn btn--primary btn--big" name="do" value=deed>"Confirm"</button>
                // Its address is the same as of this page, where the router would stay.
                <a class="btn btn--big btn--quiet" href=here rel="external">"Leave as it is"</a>
            </div>
        </form>
    }
    .ready()
}
