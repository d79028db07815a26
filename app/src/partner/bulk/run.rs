//! All whom a bulk change is about, and their turns.

use std::collections::HashSet;

use domain::id::PartnerId;
use domain::partner::{BulkDeed, BulkOver, PartnerState};
use leptos::html;
use leptos::prelude::*;
use web_sys::FormData;

use super::server::{BulkItem, BulkOutcome, BulkPage, NOBODY_TICKED, do_in_bulk};

/// As many as one call is about: each answer moves what the page says.
const PIECE: usize = 10;

/// One of them, and what became of it.
#[derive(Clone)]
pub(super) struct Turn {
    pub item: BulkItem,
    pub outcome: RwSignal<Option<BulkOutcome>>,
}

impl Turn {
    /// As they stand after their turn, once they had it.
    pub fn state(&self) -> PartnerState {
        self.outcome.read().as_ref().map_or(self.item.state, |outcome| outcome.state)
    }
}

/// All of them, and who is ticked.
#[derive(Clone, Copy)]
pub(super) struct Run {
    pub turns: StoredValue<Vec<Turn>>,
    pub ticked: RwSignal<HashSet<PartnerId>>,
    /// Everybody who was ticked had their turn.
    pub over: RwSignal<bool>,
}

impl Run {
    pub fn of(page: &BulkPage) -> Self {
        let ticked: HashSet<_> = page.items.iter().filter(|item| item.ticked).map(|item| item.id).collect();
        let tried = page.items.iter().any(|item| item.outcome.is_some());
        let waits = page.items.iter().any(|item| item.ticked && item.outcome.is_none());
        let turn =
            |item: &BulkItem| Turn { outcome: RwSignal::new(item.outcome.clone()), item: item.clone() };
        Self {
            turns: StoredValue::new(page.items.iter().map(turn).collect()),
            ticked: RwSignal::new(ticked),
            over: RwSignal::new(tried && !waits && page.problem.is_none()),
        }
    }

    /// A box may have been ticked before the page was live, so the form is read.
    pub fn reads(self, form: NodeRef<html::Form>) {
        let Some(form) = form.get() else { return };
        let Ok(data) = FormData::new_with_form(&form) else { return };
        let ids = data.get_all("id").iter().filter_map(|id| id.as_string()?.parse().ok()).collect();
        self.ticked.set(ids);
    }

    fn count(self, is_one: impl Fn(&Turn) -> bool) -> usize {
        self.turns.with_value(|turns| turns.iter().filter(|turn| is_one(turn)).count())
    }

    /// Those whose turn is still to come, ticked or not.
    pub fn waiting(self) -> usize {
        self.count(|turn| turn.outcome.read().is_none())
    }

    fn is_meant(self, turn: &Turn) -> bool {
        turn.outcome.read().is_some() || self.ticked.read().contains(&turn.item.id)
    }

    /// "3 lose access, 2 invitations are cancelled."
    pub fn counted(self, deed: BulkDeed) -> String {
        let active = |turn: &Turn| turn.item.state == PartnerState::Active;
        deed.counted(
            self.count(|turn| self.is_meant(turn) && active(turn)),
            self.count(|turn| self.is_meant(turn) && !active(turn)),
        )
    }

    /// "2 of 3 done, 1 refused."
    pub fn progress(self) -> String {
        let all = self.count(|turn| self.is_meant(turn));
        let tried = self.count(|turn| turn.outcome.read().is_some());
        let done = self.count(|turn| turn.outcome.read().as_ref().is_some_and(|outcome| outcome.done));
        match tried {
            0 => String::new(),
            tried if tried == done => format!("{done} of {all} done."),
            tried => format!("{done} of {all} done, {} refused.", tried - done),
        }
    }

    /// What became of it with all of them.
    pub fn came_to(self, left_out: usize) -> BulkOver {
        let done = |turn: &Turn| turn.outcome.read().as_ref().is_some_and(|outcome| outcome.done);
        let active = |turn: &Turn| turn.item.state == PartnerState::Active;
        BulkOver {
            members: self.count(|turn| done(turn) && active(turn)),
            invitations: self.count(|turn| done(turn) && !active(turn)),
            refused: self.count(|turn| turn.outcome.read().as_ref().is_some_and(|outcome| !outcome.done)),
            left_out,
        }
    }

    /// One piece after the other, until all are done or something stands in the way of the rest.
    pub async fn in_pieces(
        self,
        slug: String,
        deed: BulkDeed,
        begun: String,
        reason: String,
    ) -> Option<String> {
        let is_meant = |turn: &Turn| {
            turn.outcome.get_untracked().is_none() && self.ticked.read_untracked().contains(&turn.item.id)
        };
        let mut left = self.turns.get_value();
        left.retain(is_meant);
        if left.is_empty() {
            return Some(NOBODY_TICKED.to_owned());
        }
        for piece in left.chunks(PIECE) {
            // Whoever is unticked while others have their turn has none.
            let partners = piece.iter().filter(|turn| is_meant(turn)).map(|turn| turn.item.id).collect();
            let deed = deed.as_str().to_owned();
            match do_in_bulk(slug.clone(), deed, begun.clone(), reason.clone(), partners).await {
                Ok(outcomes) => {
                    for (id, outcome) in outcomes {
                        if let Some(turn) = piece.iter().find(|turn| turn.item.id == id) {
                            turn.outcome.set(Some(outcome));
                        }
                    }
                }
                Err(error) => return Some(error.to_string()),
            }
        }
        None
    }
}
