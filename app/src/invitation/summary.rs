use domain::end::EndDate;
use domain::invitation::Works;
use domain::summary::{Conditional, Line, Summary};
use leptos::prelude::*;

use crate::ui::{Erased, Icon};

/// What the partner will and will not be able to do: every line that could apply. Which of them show follows the ticks
/// by style rules alone, so the summary is right before any script has come.
#[component]
pub fn ChosenSummary(
    works: Works,
    /// The last day of the access, as it is typed.
    ends: Signal<String>,
    /// The Assets and groups that are added.
    given: Signal<Vec<String>>,
) -> impl IntoView {
    let standard = Summary::every_standard_line();
    let admin = Summary::of_an_admin();
    let plain = |lines: Vec<Line>| lines.into_iter().map(|line| ("", line.text)).collect::<Vec<_>>();
    let by_tick = |lines: Vec<Conditional>| {
        lines.into_iter().map(|line| (line.line.key, line.line.text)).collect::<Vec<_>>()
    };
    let for_good = works.words("");
    view! {
        <aside class="split__aside summary" aria-label="Summary" aria-live="polite">
            <div class="sum-standard">
                <Both can=by_tick(standard.can) cannot=by_tick(standard.cannot) given/>
                <p>{move || works.words(&ends.read())}</p>
                <p>{move || lasts(&ends.read())}</p>
            </div>
            <div class="sum-admin">
                <Both can=plain(admin.can) cannot=plain(admin.cannot) given=Signal::stored(Vec::new())/>
                <p>{for_good}</p>
            </div>
        </aside>
    }
    .ready()
}

fn lasts(ends: &str) -> String {
    match EndDate::day_in_words(ends) {
        Some(day) => format!("All of it stops by itself at the end of {day}."),
        None => "Their access has no end date unless you set one.".to_owned(),
    }
}

#[component]
fn Both(
    can: Vec<(&'static str, &'static str)>,
    cannot: Vec<(&'static str, &'static str)>,
    given: Signal<Vec<String>>,
) -> impl IntoView {
    let lines = |icon: &'static str, lines: Vec<(&'static str, &'static str)>| {
        lines
            .into_iter()
            .map(move |(key, text)| view! { <li class=key><Icon name=icon/> <span>{text}</span></li> })
            .collect_view()
    };
    view! {
        <h2>"They will be able to"</h2>
        <ul class="can">
            {lines("check", can)}
            {move || {
                let reach = |name: String| view! { <li><Icon name="check"/> <span>"Reach " <bdi>{name}</bdi></span></li> };
                given.get().into_iter().map(reach).collect_view()
            }}
        </ul>
        <h2>"They will not be able to"</h2>
        <ul class="cannot">{lines("x", cannot)}</ul>
    }
    .ready()
}
