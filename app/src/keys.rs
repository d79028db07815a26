//! Keys for whoever works by keyboard alone and often. None is the only way; Help tells them all and turns them off, since a
//! single key is soon pressed by a voice or by mistake.

use domain::access::Module;
use domain::decision::{Action, AdminAction};
use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::center::OpenCenter;
use crate::part::use_navigate;
use crate::path;

/// Where they are told, on the page Help.
pub const TOLD: &str = "keys";

/// A page that a key leads to after `G`.
#[derive(Clone, Copy, Debug)]
pub struct Go {
    pub key: &'static str,
    pub page: &'static str,
    address: fn(&str) -> String,
    /// What opens it; none where everybody has it.
    needs: Option<Action>,
}

impl Go {
    /// Whether it leads anywhere for whoever looks.
    pub fn leads(&self, center: &OpenCenter) -> bool {
        self.needs.is_none_or(|action| center.allows(action))
    }
}

pub const GO: [Go; 5] = [
    Go {
        key: "p",
        page: "Partners",
        address: path::partners,
        needs: Some(Action::Admin(AdminAction::SeePartners)),
    },
    Go { key: "m", page: "Members", address: path::members, needs: None },
    Go { key: "a", page: "Assets", address: path::assets, needs: None },
    Go { key: "c", page: "Campaigns", address: path::campaigns, needs: Some(Action::See(Module::Campaigns)) },
    Go { key: "h", page: "Help", address: path::help, needs: None },
];

/// In the browser's own store: it is about this keyboard and not about an account.
const STORED: &str = "keyholder-keys";
const OFF: &str = "off";

fn store() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

pub fn are_on() -> bool {
    let stored = store().and_then(|store| store.get_item(STORED).ok().flatten());
    stored.as_deref() != Some(OFF)
}

/// Where nothing can be stored they stay on.
pub fn turn(on: bool) {
    let Some(store) = store() else { return };
    let _ = if on { store.remove_item(STORED) } else { store.set_item(STORED, OFF) };
}

/// While a Business Center is open.
pub fn listen(slug: String) {
    let (slug, after_g) = (StoredValue::new(slug), StoredValue::new(false));
    let navigate = use_navigate();
    Effect::new(move |_| {
        let navigate = navigate.clone();
        let listener = window_event_listener(ev::keydown, move |event| {
            let Some(key) = alone(&event) else { return };
            let goes = after_g.get_value();
            after_g.set_value(key == "g");
            match GO.iter().find(|go| goes && go.key == key) {
                Some(Go { address, .. }) => {
                    let address = slug.with_value(|slug| address(slug));
                    // Only where it stands in the navigation, too.
                    press(&event, document().query_selector(&format!("#nav a[href='{address}']")));
                }
                None if key == "?" => {
                    event.prevent_default();
                    let help = slug.with_value(|slug| path::help(slug));
                    navigate(&format!("{help}#{TOLD}"), NavigateOptions::default());
                }
                None => {}
            }
        });
        on_cleanup(move || listener.remove());
    });
}

/// A key that stands for itself: pressed with no other one, by somebody who types nothing.
pub fn alone(event: &KeyboardEvent) -> Option<String> {
    let at = target(event)?;
    (is_plain(event) && !is_typed_into(&at) && are_on()).then(|| event.key().to_lowercase())
}

pub fn target(event: &KeyboardEvent) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// Whoever holds another key down wants something of the browser.
pub fn is_plain(event: &KeyboardEvent) -> bool {
    !(event.ctrl_key() || event.alt_key() || event.meta_key())
}

fn is_typed_into(at: &Element) -> bool {
    at.matches("input:not([type=checkbox], [type=radio]), textarea, select, dialog *").unwrap_or(true)
}

/// As if it were clicked.
pub fn press<E>(event: &KeyboardEvent, what: Result<Option<Element>, E>) {
    let found = what.ok().flatten().and_then(|found| found.dyn_into::<HtmlElement>().ok());
    if let Some(found) = found {
        event.prevent_default();
        found.click();
    }
}
