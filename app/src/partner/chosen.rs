//! Who is ticked in the list. The box of a row that is drawn anew is empty; so who was ticked is kept by id.

use leptos::ev::Event;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

#[derive(Clone, Copy, Debug)]
pub struct Ticked {
    /// None until the page is live: what was ticked before is read from it then.
    ids: RwSignal<Option<Vec<String>>>,
}

impl Ticked {
    pub fn none() -> Self {
        Self { ids: RwSignal::new(None) }
    }

    pub fn many(self) -> usize {
        self.ids.read().as_ref().map_or(0, Vec::len)
    }

    /// What a change of a box in the list does.
    pub fn heard(self, event: &Event) {
        let target = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(tick) = target.filter(|tick| tick.name() == "id") else { return };
        self.ids.update(|ids| {
            let ids = ids.get_or_insert_default();
            ids.retain(|id| *id != tick.value());
            if tick.checked() {
                ids.push(tick.value());
            }
        });
    }

    /// All of the page, or nobody.
    pub fn all(self, rows: &[String], chosen: bool) {
        self.ids.set(Some(if chosen { rows.to_vec() } else { Vec::new() }));
        self.stand(rows.to_vec());
    }

    pub fn clear(self) {
        self.ids.set(Some(Vec::new()));
    }

    /// Puts the boxes of a page that was drawn right. Whoever stands on another page is not chosen any more.
    pub fn stand(self, rows: Vec<String>) {
        request_animation_frame(move || {
            let tick = |id: &String| {
                let element = document().get_element_by_id(&pick(id))?;
                element.dyn_into::<HtmlInputElement>().ok()
            };
            let Some(known) = self.ids.try_get_untracked() else { return };
            let mut ids = known.clone().unwrap_or_default();
            for (id, tick) in rows.iter().filter_map(|id| Some((id, tick(id)?))) {
                match &known {
                    Some(known) => tick.set_checked(known.contains(id)),
                    None if tick.checked() => ids.push(id.clone()),
                    None => {}
                }
            }
            ids.retain(|id| rows.contains(id));
            if known.as_ref() != Some(&ids) {
                self.ids.set(Some(ids));
            }
        });
    }
}

/// The id of somebody's box.
pub fn pick(partner: &str) -> String {
    format!("pick-{partner}")
}
