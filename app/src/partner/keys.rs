//! Keys of the list: `/` leads to the search, an arrow from there to the first name and from name to name, Space ticks
//! whose name has the focus. Everything works by Tab, too.

use leptos::ev::{self, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

const NAME: &str = "who__name";

/// While the list stands.
pub fn listen(search: NodeRef<html::Input>) {
    Effect::new(move |_| {
        let listener = window_event_listener(ev::keydown, move |event| {
            let Some(field) = search.get_untracked() else { return };
            let Some(at) = target(&event).filter(|_| is_plain(&event)) else { return };
            match event.key().as_str() {
                "/" if !is_typed_into(&at) => {
                    event.prevent_default();
                    field.select();
                    let _ = field.focus();
                }
                "ArrowDown" if at == **field => {
                    let first = document().query_selector(".ledger tbody .who__name");
                    go(&event, first.ok().flatten());
                }
                _ => {}
            }
        });
        on_cleanup(move || listener.remove());
    });
}

/// In the table.
pub fn heard(event: &KeyboardEvent) {
    let at = target(event).filter(|at| is_plain(event) && at.class_list().contains(NAME));
    let Some(row) = at.and_then(|at| at.closest("tr").ok().flatten()) else { return };
    match event.key().as_str() {
        "ArrowDown" => go(event, row.next_element_sibling().and_then(|row| name_in(&row))),
        "ArrowUp" => go(event, row.previous_element_sibling().and_then(|row| name_in(&row))),
        " " => {
            event.prevent_default();
            let tick = row.query_selector("input.tick").ok().flatten();
            if let Some(tick) = tick.and_then(|tick| tick.dyn_into::<HtmlElement>().ok()) {
                tick.click();
            }
        }
        _ => {}
    }
}

fn target(event: &KeyboardEvent) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// Whoever holds another key down wants something of the browser.
fn is_plain(event: &KeyboardEvent) -> bool {
    !(event.ctrl_key() || event.alt_key() || event.meta_key())
}

fn is_typed_into(at: &Element) -> bool {
    at.matches("input:not([type=checkbox], [type=radio]), textarea, select, dialog *").unwrap_or(true)
}

fn name_in(row: &Element) -> Option<Element> {
    row.query_selector(".who__name").ok().flatten()
}

fn go(event: &KeyboardEvent, to: Option<Element>) {
    if let Some(to) = to.and_then(|to| to.dyn_into::<HtmlElement>().ok()) {
        event.prevent_default();
        let _ = to.focus();
    }
}
