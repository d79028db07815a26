use leptos::prelude::*;

use super::server::FindingItem;
use crate::partner::actions::Actions;
use crate::ui::Erased;

/// One cause, why it is taken for one, and the buttons that mend it.
#[component]
pub fn FindingView(number: usize, finding: FindingItem, actions: Actions) -> impl IntoView {
    let FindingItem { title, sure, because, compare, mends, edit, ways, hint } = finding;
    let actions = Actions { edit, ..actions };
    let (id, labelled_by) = (format!("finding-{number}"), format!("finding-{number}"));
    let compare = (!compare.is_empty()).then(|| {
        let rows = compare
            .into_iter()
            .map(|(what, says)| view! { <div><dt>{what}</dt><dd dir="auto">{says}</dd></div> });
        view! { <dl class="compare">{rows.collect_view()}</dl> }
    });
    let buttons = mends.into_iter().enumerate().map(|(at, mend)| {
        let class = if number == 1 && at == 0 { "btn btn--primary" } else { "btn" };
        actions.button(mend, class)
    });
    let ways = ways.into_iter().map(|(label, to)| view! { <a class="btn" href=to>{label}</a> });
    view! {
        <article class="finding" aria-labelledby=labelled_by>
            <span class="finding__n" aria-hidden="true">{number}</span>
            <div>
                <h2 id=id>{title}</h2>
                <p class="sure"><b>{sure} "."</b> " " <span dir="auto">{because}</span></p>
                {compare}
                <div class="acts">{buttons.collect_view()} {ways.collect_view()}</div>
                {hint.map(|hint| view! { <p class="hint">{hint}</p> })}
            </div>
        </article>
    }
    .ready()
}
