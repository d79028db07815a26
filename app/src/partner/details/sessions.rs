use leptos::prelude::*;

use super::server::Session;
use crate::ui::{Erased, Icon};

/// Where a partner is logged in, each with a button that ends it here.
#[component]
pub(super) fn Sessions(
    /// The address of their page.
    page: String,
    sessions: Vec<Session>,
) -> impl IntoView {
    let count = sessions.len();
    let item = |session: Session| {
        let end = (!session.here)
            .then(|| view! { <End action=format!("{page}/sessions/end") session=session.clone()/> });
        view! {
            <li>
                <Icon name=if session.is_phone { "phone" } else { "device" }/>
                <div>
                    <span dir="auto">{session.browser}</span>
                    <span class="sub">{session.used}{session.here.then_some(" · this browser")}</span>
                </div>
                {end}
            </li>
        }
    };
    (count > 0)
        .then(|| {
            view! {
                <section class="section" aria-labelledby="h-sessions">
                    <div class="section__head"><h2 id="h-sessions">"Open sessions"</h2><p class="num">{count}</p></div>
                    <ul class="sessions">{sessions.into_iter().map(item).collect_view()}</ul>
                    <p class="hint mt-2">"End one, and that browser is out of this Business Center until they log in again."</p>
                </section>
            }
        })
        .ready()
}

#[component]
fn End(action: String, session: Session) -> impl IntoView {
    view! {
        <form method="post" action=action>
            <input type="hidden" name="session" value=session.handle/>
            <button class="linkish linkish--ends">"End" <span class="vh">" the session " {session.browser}</span></button>
        </form>
    }
    .ready()
}
