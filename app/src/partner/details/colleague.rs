use domain::access::AccessLevel;
use leptos::prelude::*;
use leptos_meta::Title;

use super::Crumb;
use super::server::Colleague;
use crate::center::use_open_center;
use crate::partner::row::{Level, Ring};
use crate::path;
use crate::ui::Erased;

/// As much of somebody as every Member may know.
#[component]
pub(super) fn ColleaguePage(colleague: Colleague) -> impl IntoView {
    let center = use_open_center();
    let admin = colleague.level == AccessLevel::Admin;
    let state = domain::partner::PartnerState::Active;
    view! {
        <Crumb list=path::members(&center.slug) label="Members" name=colleague.name.clone()/>
        <Title text=format!("{} · {} · Keyholder", colleague.name, center.name)/>
        <div class="head">
            <div class="head__title">
                <div class="who who--mid">
                    <Ring state admin initials=colleague.initials size="ring--48"/>
                    <div class="who__text">
                        <h1><bdi>{colleague.name}</bdi></h1>
                        <p><bdi>{colleague.organisation}</bdi></p>
                    </div>
                </div>
            </div>
        </div>
        <section class="section page--narrow" aria-labelledby="h-who">
            <div class="section__head"><h2 id="h-who">"Who"</h2></div>
            <dl class="facts">
                <div><dt>"Access level"</dt><dd><Level level=colleague.level/></dd></div>
                <div><dt>"Kind"</dt><dd>{colleague.kind}</dd></div>
                <div>
                    <dt>"Shared with you"</dt>
                    <dd>
                        {if colleague.in_common.is_empty() { "Nothing".to_owned() } else { colleague.in_common.join(", ") }}
                    </dd>
                </div>
            </dl>
        </section>
    }
    .ready()
}
