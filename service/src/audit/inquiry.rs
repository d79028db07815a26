//! Who could reach something at any moment of a day: whoever could when it began, and all that its entries made so.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::end::LastDay;
use domain::id::PartnerId;
use domain::past::Span;

use super::Event;
use super::reach::{Reacher, Subject};
use super::replay::{Mark, PastAsset, Replay};

/// Somebody who could reach it in one way, and how long of the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stay {
    pub reacher: Reacher,
    /// None: to the end of what was asked about, and maybe longer.
    pub until: Option<Until>,
}

/// What took it away, or made something else of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    Entry(Mark),
    /// The end that it had.
    Clock(DateTime<Utc>),
}

/// Reads the log from its first entry to its last; what comes after the span counts for nothing but the list of Assets.
pub(super) struct Inquiry {
    subject: Subject,
    span: Span,
    phase: Phase,
    replay: Replay,
    stays: Vec<Stay>,
    /// Of each who reaches it now, which of the stays that is.
    open: HashMap<PartnerId, usize>,
    through: Option<Mark>,
    /// As the entries of the span left it.
    asset: Option<PastAsset>,
    gaps: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Before,
    Within,
    After,
}

/// What was found.
pub(super) struct Found {
    pub(super) stays: Vec<Stay>,
    /// The newest entry that counts.
    pub(super) through: Option<Mark>,
    pub(super) asset: Option<PastAsset>,
    pub(super) gaps: Vec<Mark>,
    /// After the last entry of all.
    pub(super) replay: Replay,
}

/// Whose reach an entry can have changed.
enum Touched {
    Nobody,
    These(Vec<PartnerId>),
    Everybody,
}

impl Inquiry {
    pub(super) fn new(subject: Subject, span: Span) -> Self {
        Self {
            subject,
            span,
            phase: Phase::Before,
            replay: Replay::default(),
            stays: Vec::new(),
            open: HashMap::new(),
            through: None,
            asset: None,
            gaps: 0,
        }
    }

    /// The order of the log is what counts: what follows an entry came after it, whatever a clock said that was set back.
    pub(super) fn read(&mut self, mark: Mark, actor: &str, event: &Event) {
        if self.phase == Phase::Before && mark.at >= self.span.from {
            self.begin();
        }
        if self.phase == Phase::Within && mark.at > self.span.until {
            self.end();
        }
        if self.phase == Phase::Within {
            self.pass(mark.at);
        }
        self.replay.apply(mark, actor, event);
        if self.phase == Phase::After {
            return;
        }
        self.through = Some(mark);
        if self.phase == Phase::Within {
            let touched = match self.touched(event) {
                Touched::Nobody => Vec::new(),
                Touched::These(partners) => partners,
                Touched::Everybody => self.replay.people.keys().copied().collect(),
            };
            for partner in touched {
                self.look(partner, mark.at, Some(Until::Entry(mark)));
            }
        }
    }

    pub(super) fn found(mut self) -> Found {
        if self.phase == Phase::Before {
            self.begin();
        }
        if self.phase == Phase::Within {
            self.end();
        }
        let gaps = self.replay.gaps().iter().take(self.gaps).copied().collect();
        Found { stays: self.stays, through: self.through, asset: self.asset, gaps, replay: self.replay }
    }

    fn begin(&mut self) {
        self.phase = Phase::Within;
        for partner in self.replay.people.keys().copied().collect::<Vec<_>>() {
            self.look(partner, self.span.from, None);
        }
    }

    fn end(&mut self) {
        self.pass(self.span.until);
        self.phase = Phase::After;
        self.open.clear();
        if let Subject::Asset(asset) = self.subject {
            self.asset = self.replay.assets.get(&asset).cloned();
        }
        self.gaps = self.replay.gaps().len();
    }

    /// Lets the clock go on to `now`: each end that comes takes one way away, and what is weaker may still lead there.
    fn pass(&mut self, now: DateTime<Utc>) {
        let come = |stays: &[Stay], place: usize| {
            stays[place].reacher.ends.map(LastDay::end).filter(|end| end.is_over(now))
        };
        while let Some((end, partner)) = self
            .open
            .iter()
            .filter_map(|(partner, place)| Some((come(&self.stays, *place)?.moment(), *partner)))
            .min()
        {
            self.look(partner, end, Some(Until::Clock(end)));
        }
    }

    /// How they reach it from `now` on; `until` is what may have made another of what they had.
    fn look(&mut self, partner: PartnerId, now: DateTime<Utc>, until: Option<Until>) {
        let reacher = self.replay.reacher(partner, self.subject, now);
        if let Some(place) = self.open.get(&partner).copied() {
            let stay = &mut self.stays[place];
            // A new name neither gives nor takes anything: they are told by the last that they had.
            if let Some(now) = &reacher
                && *now == (Reacher { name: now.name.clone(), ..stay.reacher.clone() })
            {
                stay.reacher.name.clone_from(&now.name);
                return;
            }
            stay.until = until;
            self.open.remove(&partner);
        }
        if let Some(reacher) = reacher {
            self.open.insert(partner, self.stays.len());
            self.stays.push(Stay { reacher, until: None });
        }
    }

    fn touched(&self, event: &Event) -> Touched {
        match event {
            Event::BusinessCenterFounded { .. } | Event::DemoFilled { .. } => Touched::Everybody,
            Event::AssetRegistered { asset, .. }
            | Event::AssetEdited { asset, .. }
            | Event::AssetRemoved { asset, .. } => match self.subject {
                Subject::Asset(asked) if asked.uuid() == *asset => Touched::Everybody,
                Subject::Asset(_) | Subject::BusinessCenter => Touched::Nobody,
            },
            other => Touched::These(other.about()),
        }
    }
}
