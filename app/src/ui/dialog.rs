//! A dialog that is a route: the server renders it open, so it is a page without script; hydrated, it becomes modal.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;

use crate::part::use_navigate;

use super::{Erased, Icon, focus};

/// A native dialog with a title, a way back and what stands in it.
#[component]
pub fn Dialog(
    /// The address it closes to, with the query of the list behind it.
    #[prop(into)]
    back: Signal<String>,
    /// The id of what opened it: closing gives the focus back.
    opener: &'static str,
    #[prop(into)] title: String,
    /// A line under the title.
    #[prop(optional, into)]
    subtitle: Option<String>,
    #[prop(default = "dialog")] class: &'static str,
    children: Children,
) -> impl IntoView {
    let node: NodeRef<html::Dialog> = NodeRef::new();
    let heading: NodeRef<html::H1> = NodeRef::new();
    Effect::new(move |_| {
        if let Some(dialog) = node.get() {
            // The server rendered it open; a dialog that is open can't become modal. `close()` would fire `close`.
            let _ = dialog.remove_attribute("open");
            let _ = dialog.show_modal();
            // `show_modal` focuses the first input; a reader should hear first where they are.
            if let Some(heading) = heading.get() {
                let _ = heading.focus();
            }
        }
    });
    // Own code, since the dialog leaves the page before the browser could give the focus back by itself.
    on_cleanup(move || focus(opener));
    let navigate = use_navigate();
    let cancel = move |event: ev::Event| {
        event.prevent_default();
        navigate(&back.get_untracked(), NavigateOptions { scroll: false, ..NavigateOptions::default() });
    };
    view! {
        <dialog open class=class node_ref=node aria-labelledby="dialog-title" on:cancel=cancel>
            <div class="dialog__head">
                <div>
                    <h1 id="dialog-title" tabindex="-1" node_ref=heading>{title}</h1>
                    {subtitle.map(|subtitle| view! { <p>{subtitle}</p> })}
                </div>
                <a class="btn btn--quiet btn--icon" href=move || back.get() data-noscroll aria-label="Close">
                    <Icon name="x"/>
                </a>
            </div>
            {children()}
        </dialog>
    }
    .erased()
}
