use domain::zone::Moment;
use leptos::prelude::*;

use super::server::AskedItem;
use crate::ui::{Erased, Icon, Time};

/// Who asks for more time, each with both answers.
#[component]
pub fn Asked(asked: Vec<AskedItem>) -> impl IntoView {
    asked.into_iter().map(|asked| view! { <One asked/> }).collect_view().ready()
}

/// When they asked, in which words, and what ends.
#[component]
pub(super) fn What(at: Moment, words: Option<String>, ends: Vec<String>) -> impl IntoView {
    view! {
        <p><Time moment=at/></p>
        {words.map(|words| view! { <blockquote class="note-text" dir="auto">{words}</blockquote> })}
        {ends.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
    }
    .ready()
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
                <What at=asks.at words=asks.words ends=asks.ends/>
                <form class="acts" method="post" action=format!("{page}/keep-end")>
                    <a class="btn btn--primary" href=extend>{label}</a>
                    <button class="btn">"Keep the end"</button>
                </form>
            </div>
        </section>
    }
    .ready()
}
