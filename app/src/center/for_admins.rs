use domain::decision::AdminAction;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::Title;

use super::{refused, use_open_center};
use crate::ui::Failed;

/// A page of Admins, or nothing of it but why it is none for whoever looks.
pub fn for_admins<V: IntoView>(action: AdminAction, title: &str, page: impl FnOnce() -> V) -> impl IntoView {
    match refused(action) {
        None => Either::Left(page()),
        Some(error) => {
            let title = format!("{title} · {} · Keyholder", use_open_center().name);
            Either::Right(view! { <Title text=title/> <Failed error/> })
        }
    }
}
