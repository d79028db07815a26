//! Where somebody is in the list by keyboard. What is drawn anew under them, or stands elsewhere then, has the focus again:
//! else the next key would do something with nobody, or with somebody else.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::keys::{name_in, tick_in};

const ROWS: &str = ".ledger tbody tr";
const CONTROLS: &str = "a, button, summary, input:not([type=hidden])";

/// Keeps it while the list stands.
#[derive(Clone, Copy, Debug)]
pub struct Keeper {
    /// The browser has taken the page over, and can be asked.
    live: StoredValue<bool>,
}

impl Keeper {
    pub fn new() -> Self {
        let live = StoredValue::new(false);
        Effect::new(move |_| live.set_value(true));
        Self { live }
    }

    /// Call it where the list is about to be drawn.
    pub fn keep(self) {
        if let Some(place) = self.live.get_value().then(Place::now).flatten() {
            // The rows stand once what drew them is done.
            Effect::new(move |_| {
                let place = place.clone();
                request_animation_frame(move || place.take());
            });
        }
    }
}

/// A control of a row.
#[derive(Clone)]
struct Place {
    /// The id of the partner's box.
    partner: String,
    /// Counted from the top.
    row: usize,
    /// Counted within the row.
    control: u32,
}

impl Place {
    fn now() -> Option<Self> {
        let at = document().active_element()?;
        let row = at.closest(ROWS).ok()??;
        let partner = tick_in(&row).ok()??.id();
        let controls = row.query_selector_all(CONTROLS).ok()?;
        let control = (0..controls.length()).find(|nth| controls.item(*nth).as_deref() == Some(&*at))?;
        let above = std::iter::successors(row.previous_element_sibling(), Element::previous_element_sibling);
        Some(Self { partner, row: above.count(), control })
    }

    /// Unless the focus is somewhere else by now. Of somebody who is not there any more it goes to whoever is instead.
    fn take(&self) {
        let stays =
            |at: &Element| at.matches("body").unwrap_or(true) || at.closest(ROWS).ok().flatten().is_some();
        if !document().active_element().is_none_or(|at| stays(&at)) {
            return;
        }
        let theirs = document().get_element_by_id(&self.partner).and_then(|tick| tick.closest(ROWS).ok()?);
        let control = theirs.and_then(|row| self.control_of(&row)).or_else(|| name_in(&self.row_instead()?));
        if let Some(control) = control.and_then(|control| control.dyn_into::<HtmlElement>().ok()) {
            let _ = control.focus();
        }
    }

    fn control_of(&self, row: &Element) -> Option<Element> {
        let control = row.query_selector_all(CONTROLS).ok()?.item(self.control);
        control.and_then(|control| control.dyn_into().ok()).or_else(|| name_in(row))
    }

    fn row_instead(&self) -> Option<Element> {
        let rows = document().query_selector_all(ROWS).ok()?;
        let last = rows.length().checked_sub(1)?;
        let row = u32::try_from(self.row).map_or(last, |row| row.min(last));
        rows.item(row)?.dyn_into().ok()
    }
}
