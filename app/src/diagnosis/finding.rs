use leptos::prelude::*;

use super::server::{Compared, FindingItem, RightAddress};
use crate::partner::actions::Actions;
use crate::ui::Erased;

/// One cause, why it is taken for one, and the buttons that mend it.
#[component]
pub fn FindingView(number: usize, finding: FindingItem, actions: Actions) -> impl IntoView {
    let FindingItem { title, sure, because, compare, right_address, mends, edit, ways, hint } = finding;
    let actions = Actions { edit, ..actions };
    let (id, labelled_by) = (format!("finding-{number}"), format!("finding-{number}"));
    let compare = (!compare.is_empty()).then(|| {
        let rows = compare.into_iter().map(|Compared { what, says: [head, differs, tail] }| {
            let differs = (!differs.is_empty()).then(|| view! { <mark>{differs}</mark> });
            view! { <div><dt>{what}</dt><dd dir="auto">{head}{differs}{tail}</dd></div> }
        });
        view! { <dl class="compare">{rows.collect_view()}</dl> }
    });
    let sends = right_address.clone().map(|to| {
        let class = if number == 1 { "btn btn--primary" } else { "btn" };
        view! { <SendTo page=actions.page.clone() back=actions.back.clone() to class/> }
    });
    // The button that sends it there is the likelier one.
    let first = number == 1 && sends.is_none();
    let buttons = mends.into_iter().enumerate().map(|(at, mend)| {
        let class = if first && at == 0 { "btn btn--primary" } else { "btn" };
        actions.button(mend, class)
    });
    let keeps = right_address.map(|other| {
        view! { <Keep page=actions.page.clone() back=actions.back.clone() other/> }
    });
    let ways = ways.into_iter().map(|(label, to)| view! { <a class="btn" href=to>{label}</a> });
    view! {
        <article class="finding" aria-labelledby=labelled_by>
            <span class="finding__n" aria-hidden="true">{number}</span>
            <div>
                <h2 id=id>{title}</h2>
                <p class="sure"><b>{sure} "."</b> " " <span dir="auto">{because}</span></p>
                {compare}
                <div class="acts">{sends} {buttons.collect_view()} {keeps} {ways.collect_view()}</div>
                {hint.map(|hint| view! { <p class="hint">{hint}</p> })}
            </div>
        </article>
    }
    .ready()
}

/// Moves the invitation to the right address, where that is a guess, after a question.
#[component]
fn SendTo(page: String, back: String, to: RightAddress, class: &'static str) -> impl IntoView {
    let RightAddress { address, guessed, .. } = to;
    view! {
        <form method="post" action=format!("{page}/address")>
            <input type="hidden" name="back" value=back/>
            <input type="hidden" name="address" value=address.clone()/>
            {guessed.then(|| view! { <input type="hidden" name="guessed" value="true"/> })}
            <button class=class><span>"Send the invite to " <bdi>{address}</bdi></span></button>
        </form>
    }
    .ready()
}

/// The invited address is right, and the other one is not meant.
#[component]
fn Keep(page: String, back: String, other: RightAddress) -> impl IntoView {
    let RightAddress { address, invited, .. } = other;
    view! {
        <form method="post" action=format!("{page}/keep-address")>
            <input type="hidden" name="back" value=back/>
            <input type="hidden" name="invited" value=invited.clone()/>
            <input type="hidden" name="other" value=address/>
            <button class="btn"><span>"Keep " <bdi>{invited}</bdi></span></button>
        </form>
    }
    .ready()
}
