use super::Erased;
use domain::zone::Moment;
use leptos::prelude::*;

/// A time as the server wrote it: in the zone of the Business Center or the Account, which it names.
#[component]
pub fn Time(moment: Moment) -> impl IntoView {
    view! { <time datetime=moment.iso title=moment.zone>{moment.words}</time> }.ready()
}
