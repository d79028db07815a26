use super::{PartnerState, Quiet};

/// What is chosen with one click each, beside what is searched for and filtered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    pub state: Option<PartnerState>,
    pub quiet: Option<Quiet>,
    pub ends_soon: bool,
    pub nothing_granted: bool,
    pub not_delivered: bool,
}

/// So many partners who are alike in all that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alike {
    pub state: PartnerState,
    /// The longest of the times that they were not here for.
    pub quiet: Option<Quiet>,
    pub ends_soon: bool,
    pub nothing_granted: bool,
    pub not_delivered: bool,
    pub partners: u32,
    /// Those of them that stand on pages before.
    pub passed: u32,
}

/// How many partners there are of each choice: a list is counted once, whatever is chosen in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts(Vec<Alike>);

impl Counts {
    pub const fn new(groups: Vec<Alike>) -> Self {
        Self(groups)
    }

    /// How many a list shows in which this is chosen.
    pub fn partners(&self, chosen: Chosen) -> u32 {
        self.of(chosen).map(|alike| alike.partners).sum()
    }

    /// How many of them stand on pages before.
    pub fn passed(&self, chosen: Chosen) -> u32 {
        self.of(chosen).map(|alike| alike.passed).sum()
    }

    fn of(&self, chosen: Chosen) -> impl Iterator<Item = &Alike> {
        self.0.iter().filter(move |alike| chosen.shows(alike))
    }
}

impl Chosen {
    fn shows(self, alike: &Alike) -> bool {
        let as_long = |wanted: Quiet| alike.quiet.is_some_and(|quiet| quiet.days() >= wanted.days());
        self.state.is_none_or(|state| state == alike.state)
            && self.quiet.is_none_or(as_long)
            && (!self.ends_soon || alike.ends_soon)
            && (!self.nothing_granted || alike.nothing_granted)
            && (!self.not_delivered || alike.not_delivered)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts() -> Counts {
        let active = |quiet, nothing_granted, partners, passed| Alike {
            state: PartnerState::Active,
            quiet,
            ends_soon: false,
            nothing_granted,
            not_delivered: false,
            partners,
            passed,
        };
        Counts::new(vec![
            active(None, false, 1000, 10),
            active(None, true, 100, 4),
            active(Some(Quiet::Days30), false, 20, 2),
            active(Some(Quiet::Days90), true, 3, 1),
            Alike { ends_soon: true, ..active(None, false, 40, 0) },
            Alike { state: PartnerState::Invited, ..active(None, false, 7, 0) },
            Alike { state: PartnerState::Invited, not_delivered: true, ..active(None, false, 2, 0) },
        ])
    }

    #[test]
    fn each_choice_counts_whom_it_would_show() {
        let of = |chosen| counts().partners(chosen);
        let all = Chosen::default();
        assert_eq!(of(all), 1172);
        assert_eq!(of(Chosen { state: Some(PartnerState::Active), ..all }), 1163);
        assert_eq!(of(Chosen { state: Some(PartnerState::Invited), ..all }), 9);
        assert_eq!(of(Chosen { state: Some(PartnerState::Revoked), ..all }), 0);
        assert_eq!(of(Chosen { quiet: Some(Quiet::Days30), ..all }), 23, "90 days are 30 days, too");
        assert_eq!(of(Chosen { quiet: Some(Quiet::Days90), ..all }), 3);
        assert_eq!(of(Chosen { ends_soon: true, ..all }), 40);
        assert_eq!(of(Chosen { nothing_granted: true, ..all }), 103);
        assert_eq!(of(Chosen { not_delivered: true, ..all }), 2);
        let both = Chosen { quiet: Some(Quiet::Days30), nothing_granted: true, ..all };
        assert_eq!((of(both), counts().passed(both), counts().passed(all)), (3, 1, 17));
    }

    #[test]
    fn a_list_of_nobody_counts_nobody() {
        assert_eq!(Counts::default().partners(Chosen::default()), 0);
    }
}
