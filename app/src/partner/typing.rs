//! Search while typing: what is typed goes into the address after a short pause, in place of what stood there before, so
//! that one step back leaves the search.

use std::time::Duration;

use leptos::html;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::asked::Asked;

const PAUSE: Duration = Duration::from_millis(250);

/// What was searched for by typing, and what is about to be.
#[derive(Clone, Copy, Debug)]
pub struct Typing {
    pub field: NodeRef<html::Input>,
    asked: Memo<Asked>,
    searched: StoredValue<String>,
    soon: StoredValue<Option<TimeoutHandle>>,
}

impl Typing {
    /// Outlives what is drawn anew with each page of the list.
    pub fn over(asked: Memo<Asked>) -> Self {
        let searched = StoredValue::new(asked.with_untracked(|asked| asked.search.clone()));
        let typing = Self { field: NodeRef::new(), asked, searched, soon: StoredValue::new(None) };
        // The field keeps what is typed; an address that was come to otherwise says something else.
        Effect::new(move |_| {
            let search = asked.with(|asked| asked.search.clone());
            if typing.searched.get_value() != search {
                typing.searched.set_value(search.clone());
                if let Some(field) = typing.field.get_untracked() {
                    field.set_value(&search);
                }
            }
        });
        on_cleanup(move || typing.rest());
        typing
    }

    /// What an input into the field does.
    pub fn heard(self, list: String) -> impl Fn(leptos::ev::Event) {
        let (navigate, list) = (StoredValue::new(use_navigate()), StoredValue::new(list));
        move |_| {
            self.rest();
            let goes = move || {
                let Some(typed) = self.field.get_untracked().map(|field| field.value()) else { return };
                let asked = self.asked.get_untracked();
                if typed.trim() == asked.search {
                    return;
                }
                let asked = asked.searching(typed.trim().to_owned());
                self.searched.set_value(asked.search.clone());
                let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
                navigate.with_value(|go| go(&list.with_value(|list| asked.address(list)), options));
            };
            self.soon.set_value(set_timeout_with_handle(goes, PAUSE).ok());
        }
    }

    fn rest(self) {
        if let Some(handle) = self.soon.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    }
}
