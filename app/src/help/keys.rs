use domain::decision::AdminAction;
use leptos::html;
use leptos::prelude::*;

use crate::center::use_open_center;
use crate::keys::{GO, TOLD, are_on, turn};
use crate::ui::Erased;

const OF_THE_LIST: [(&str, &str); 9] = [
    ("/", "Search partners"),
    ("↓", "From the search to the first name"),
    ("↑ ↓", "From name to name"),
    ("Space", "Choose whose name has the focus"),
    ("Shift + ↑ ↓", "Choose more of them, one after the other"),
    ("Esc", "Choose nobody"),
    ("Enter", "Open their page"),
    ("E", "Edit their access"),
    ("N", "Add Partners"),
];

/// The keys, and whether they are on.
#[component]
pub fn Keys() -> impl IntoView {
    let row = |(key, what): (String, String)| view! { <div><dt><kbd>{key}</kbd></dt><dd>{what}</dd></div> };
    let center = use_open_center();
    let go = GO.iter().filter(|go| go.leads(&center));
    let go = go.map(|go| (format!("G, then {}", go.key.to_uppercase()), go.page.to_owned()));
    let go: Vec<_> = go.collect();
    let list = OF_THE_LIST.map(|(key, what)| (key.to_owned(), what.to_owned()));
    let of_the_list = center.allows(AdminAction::SeePartners).then(|| {
        view! {
            <p class="mt-4">"In the list of partners:"</p>
            <dl class="facts mt-2">{list.into_iter().map(row).collect_view()}</dl>
        }
    });
    let everywhere = [("?".to_owned(), "This list of keys".to_owned())];
    view! {
        <section class="section" aria-labelledby=TOLD>
            <div class="section__head"><h2 id=TOLD>"Keys"</h2></div>
            <p>"For whoever works by keyboard. Everything works without them, and none counts while you type."</p>
            <Switch/>
            <dl class="facts mt-4">
                {everywhere.into_iter().chain(go).map(row).collect_view()}
            </dl>
            {of_the_list}
        </section>
    }
    .ready()
}

/// Without a script, which the keys need, the style rules leave it out.
#[component]
fn Switch() -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(input) = node.get() {
            input.set_checked(are_on());
        }
    });
    view! {
        <label class="choice live-only mt-4">
            <input type="checkbox" checked node_ref=node on:change=move |event| turn(event_target_checked(&event))/>
            <span class="choice__text"><b>"Use these keys in this browser"</b></span>
        </label>
    }
    .ready()
}
