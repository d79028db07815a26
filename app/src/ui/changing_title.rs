use leptos::prelude::*;
use leptos_meta::Title;

/// The title of a page that says something else after a click. On the server a title is read when all else of the page is
/// drawn, and by then its signals may be gone: it is told there what to say.
#[component]
pub fn ChangingTitle(words: impl Fn() -> String + 'static) -> impl IntoView {
    let said = ArcRwSignal::new(untrack(&words));
    let says = said.clone();
    Effect::new(move |_| says.set(words()));
    view! { <Title text=move || said.get()/> }
}
