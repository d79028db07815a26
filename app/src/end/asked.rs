use leptos::prelude::*;

use super::server::AskedItem;
use crate::ui::{Erased, Icon, Time};

/// Who asks for more time, each with both answers.
#[component]
pub fn Asked(asked: Vec<AskedItem>) -> impl IntoView {
    asked.into_iter().map(|asked| view! { <One asked/> }).collect_view().ready()
}

#[component]
fn One(asked: AskedItem) -> impl IntoView {
    let AskedItem { name, page, asks } = asked;
    let (label, extend) = asks.extend;
    let said = format!("{name} asks to extend their access");
    view! {
        <section class="note note--care mb-4" aria-label=said>
            <Icon name="clock"/>
            <div>
                <h2><a href=page.clone()><bdi>{name}</bdi></a> " asks to extend their access"</h2>
                <p><Time moment=asks.at/></p>
                {asks.words.map(|words| view! { <blockquote class="note-text" dir="auto">{words}</blockquote> })}
                {asks.ends.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
                <form class="acts" method="post" action=format!("{page}/keep-end")>
                    <a class="btn btn--primary" href=extend>{label}</a>
                    <button class="btn">"Keep the end"</button>
                </form>
            </div>
        </section>
    }
    .ready()
}
