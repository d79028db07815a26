//! Keys of the list: from name to name, and what is done with whose name has the focus.

use leptos::ev::{self, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, HtmlInputElement};

use crate::keys::{alone, are_on, is_plain, press, target};

const NAME: &str = "who__name";

/// While the list stands.
pub fn listen(search: NodeRef<html::Input>) {
    Effect::new(move |_| {
        let listener = window_event_listener(ev::keydown, move |event| {
            let Some(field) = search.get_untracked() else { return };
            let in_field = target(&event).as_ref() == Some(&**field);
            match (alone(&event).as_deref(), event.key().as_str()) {
                (Some("/"), _) => {
                    event.prevent_default();
                    field.select();
                    let _ = field.focus();
                }
                (Some("n"), _) => press::<()>(&event, Ok(document().get_element_by_id("add-partners"))),
                (None, "ArrowDown") if in_field && is_plain(&event) => {
                    let first = document().query_selector(".ledger tbody .who__name");
                    go(&event, first.ok().flatten());
                }
                _ => {}
            }
        });
        on_cleanup(move || listener.remove());
    });
}

/// To the name that leads to this page, once the list has been drawn.
pub fn come_back(page: String) {
    request_animation_frame(move || {
        let name = document().query_selector(&format!(".ledger tbody .{NAME}[href='{page}']"));
        if let Some(name) = name.ok().flatten().and_then(|name| name.dyn_into::<HtmlElement>().ok()) {
            let _ = name.focus();
        }
    });
}

/// In the table.
pub fn heard(event: &KeyboardEvent) {
    let at = target(event).filter(|at| is_plain(event) && at.class_list().contains(NAME));
    let Some(row) = at.and_then(|at| at.closest("tr").ok().flatten()) else { return };
    let extends = event.shift_key();
    match event.key().as_str() {
        "ArrowDown" => step(event, &row, row.next_element_sibling(), extends),
        "ArrowUp" => step(event, &row, row.previous_element_sibling(), extends),
        " " => press(event, tick_in(&row)),
        "Escape" => press(event, document().query_selector(".bulk button[type=reset]")),
        "e" | "E" if are_on() => press(event, row.query_selector("a[href*='/edit']")),
        _ => {}
    }
}

/// To the name of another row; both are chosen where Shift is held down.
fn step(event: &KeyboardEvent, row: &Element, to: Option<Element>, extends: bool) {
    let Some(to) = to else { return };
    for row in [row, &to].into_iter().filter(|_| extends) {
        let tick = tick_in(row).ok().flatten().and_then(|tick| tick.dyn_into::<HtmlInputElement>().ok());
        if let Some(tick) = tick.filter(|tick| !tick.checked()) {
            tick.click();
        }
    }
    go(event, name_in(&to));
}

/// The box that chooses whoever a row is about.
pub(super) fn tick_in(row: &Element) -> Result<Option<Element>, JsValue> {
    row.query_selector("input.tick")
}

pub(super) fn name_in(row: &Element) -> Option<Element> {
    row.query_selector(".who__name").ok().flatten()
}

fn go(event: &KeyboardEvent, to: Option<Element>) {
    if let Some(to) = to.and_then(|to| to.dyn_into::<HtmlElement>().ok()) {
        event.prevent_default();
        let _ = to.focus();
    }
}
