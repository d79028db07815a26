//! **Help**: the written guide and the four problems, for whoever is in a Business Center and whoever is not.

mod guide;
mod keys;
#[cfg(feature = "ssr")]
mod public;

use leptos::prelude::*;
use leptos_meta::Title;
#[cfg(feature = "ssr")]
pub use public::routes;

pub use self::guide::{Guide, PROBLEMS, TikTok};
use self::keys::Keys;
use crate::center::use_open_center;
use crate::ui::Erased;

/// Help inside a Business Center.
#[component]
pub fn Help() -> impl IntoView {
    let center = use_open_center();
    view! {
        <Title text=format!("Help · {} · Keyholder", center.name)/>
        <div class="head">
            <div class="head__title">
                <h1>"Help"</h1>
                <p>"When access does not work, and how inviting, accepting and levels go."</p>
            </div>
        </div>
        <div class="page--narrow"><Guide operator=center.operator/> <Keys/></div>
    }
    .ready()
}
