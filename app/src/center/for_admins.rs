use domain::decision::AdminAction;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::Title;

use super::{refused, use_open_center};
use crate::ui::Failed;

/// A page of Admins that asks the server nothing, which would refuse it.
pub fn for_admins<V: IntoView>(page: impl FnOnce() -> V) -> impl IntoView {
    match refused(AdminAction::ManagePartner) {
        None => Either::Left(page()),
        Some(error) => {
            let title = format!("Partners · {} · Keyholder", use_open_center().name);
            Either::Right(view! { <Title text=title/> <Failed words=error.to_string()/> })
        }
    }
}
