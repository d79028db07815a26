//! Search while typing: what is typed goes into the address at once, in place of what stood there before, so that one step
//! back leaves the search. While an answer is under way nothing more is asked: what stands in the field when it has come is.

use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;

use super::asked::Asked;
use crate::part::use_navigate;

/// What was searched for by typing, and what is about to be.
#[derive(Clone, Copy, Debug)]
pub struct Typing {
    pub field: NodeRef<html::Input>,
    asked: Memo<Asked>,
    list: StoredValue<String>,
    searched: StoredValue<String>,
    /// Whether the answer to what was asked last is still to come.
    pub under_way: RwSignal<bool>,
    /// Whether something was typed meanwhile.
    more: StoredValue<bool>,
}

impl Typing {
    /// Outlives what is drawn anew with each page of the list, which stands at this address.
    pub fn over(asked: Memo<Asked>, list: String) -> Self {
        let searched = StoredValue::new(asked.with_untracked(|asked| asked.search.clone()));
        let typing = Self {
            field: NodeRef::new(),
            asked,
            list: StoredValue::new(list),
            searched,
            under_way: RwSignal::new(false),
            more: StoredValue::new(false),
        };
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
        let go = use_navigate();
        Effect::new(move |_| {
            if !typing.under_way.get() && typing.more.get_value() {
                typing.asks(&go);
            }
        });
        typing
    }

    /// What an input into the field does.
    pub fn heard(self) -> impl Fn(leptos::ev::Event) {
        let go = StoredValue::new(use_navigate());
        move |_| {
            if self.under_way.get_untracked() {
                self.more.set_value(true);
            } else {
                go.with_value(|go| self.asks(go));
            }
        }
    }

    fn asks(self, go: &impl Fn(&str, NavigateOptions)) {
        self.more.set_value(false);
        let Some(typed) = self.field.get_untracked().map(|field| field.value()) else { return };
        let asked = self.asked.get_untracked();
        if typed.trim() == asked.search {
            return;
        }
        let asked = asked.searching(typed.trim().to_owned());
        self.searched.set_value(asked.search.clone());
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        go(&self.list.with_value(|list| asked.address(list)), options);
    }
}
