//! What becomes of a link: a partner links and unlinks, an Admin sets its state.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{LinkState, LinkedAdAccount};
use crate::asset::AdvertiserId;
use crate::partner::PartnerState;

/// An ad account that somebody linked, and how it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    pub advertiser: AdvertiserId,
    pub state: LinkState,
}

/// How somebody stands to linking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Linking {
    /// They founded the Business Center.
    NotNeeded,
    /// They came by invitation, and linked this.
    Needed(Option<Link>),
}

/// Whose link it is, to the Admin who sets its state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    Own,
    /// Of somebody who stands like this.
    Theirs(PartnerState),
}

/// Why nothing was linked, unlinked or set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum LinkRefusal {
    #[error("You founded this Business Center, so you need no ad account of your own. Nothing was linked.")]
    NotNeeded,
    #[error("This ad account is linked already, and is {}. Nothing was changed.", .0.label())]
    LinkedAlready(LinkState),
    #[error("No ad account is linked any more. Nothing was changed.")]
    NothingLinked,
    #[error("You linked another one meanwhile. Nothing was unlinked: look at that one first.")]
    OwnReplaced,
    #[error("They linked another one meanwhile. Nothing was changed: look at that one first.")]
    Replaced,
    #[error("Another Admin set it to {} meanwhile. Nothing was changed: look at it first.", .0.label())]
    SetMeanwhile(LinkState),
    #[error("It is {} already. Nothing was changed.", .0.label())]
    StandsAlready(LinkState),
    #[error("Nobody sets the state of their own ad account. Another Admin has to.")]
    Own,
    #[error("They are not in this Business Center now. Nothing was changed: set it once they are in again.")]
    NotIn,
}

impl Linking {
    pub fn of(invited: bool, link: Option<Link>) -> Self {
        if invited { Self::Needed(link) } else { Self::NotNeeded }
    }

    pub fn linked(&self) -> Option<&Link> {
        match self {
            Self::NotNeeded => None,
            Self::Needed(link) => link.as_ref(),
        }
    }

    /// What a decision depends on.
    pub fn ad_account(&self) -> LinkedAdAccount {
        match self {
            Self::NotNeeded => LinkedAdAccount::NotNeeded,
            Self::Needed(None) => LinkedAdAccount::Missing,
            Self::Needed(Some(link)) => LinkedAdAccount::Linked(link.state),
        }
    }

    /// **Link ad account** and **Link another**: it starts in review. One that counts, or is looked at, is not looked at anew.
    ///
    /// # Errors
    /// [`LinkRefusal`]: for whoever needs none, and for the same one again.
    pub fn link(&self, advertiser: AdvertiserId) -> Result<Link, LinkRefusal> {
        match self {
            Self::NotNeeded => Err(LinkRefusal::NotNeeded),
            Self::Needed(Some(Link { advertiser: linked, state })) if *linked == advertiser => match state {
                LinkState::InReview | LinkState::Approved => Err(LinkRefusal::LinkedAlready(*state)),
                LinkState::Disapproved | LinkState::Suspended | LinkState::Disabled => {
                    Ok(Link { advertiser, state: LinkState::InReview })
                }
            },
            Self::Needed(_) => Ok(Link { advertiser, state: LinkState::InReview }),
        }
    }

    /// **Unlink**, as it was shown; what is taken away.
    ///
    /// # Errors
    /// [`LinkRefusal`]: where none is linked, or another one than was shown.
    pub fn unlink(&self, shown: &AdvertiserId) -> Result<Link, LinkRefusal> {
        match self {
            Self::NotNeeded | Self::Needed(None) => Err(LinkRefusal::NothingLinked),
            Self::Needed(Some(link)) if link.advertiser == *shown => Ok(link.clone()),
            Self::Needed(Some(_)) => Err(LinkRefusal::OwnReplaced),
        }
    }

    /// **Approve** and **Save state**, by an Admin who saw it as `shown`.
    ///
    /// # Errors
    /// [`LinkRefusal`]: for one's own, for whoever is not in, and for what is not as it was shown.
    pub fn set(&self, whose: Whose, shown: &Link, state: LinkState) -> Result<Link, LinkRefusal> {
        match whose {
            Whose::Own => return Err(LinkRefusal::Own),
            Whose::Theirs(PartnerState::Active) => {}
            Whose::Theirs(_) => return Err(LinkRefusal::NotIn),
        }
        match self {
            Self::NotNeeded | Self::Needed(None) => Err(LinkRefusal::NothingLinked),
            Self::Needed(Some(link)) if link.advertiser != shown.advertiser => Err(LinkRefusal::Replaced),
            Self::Needed(Some(link)) if link.state == state => Err(LinkRefusal::StandsAlready(state)),
            Self::Needed(Some(link)) if link.state != shown.state => {
                Err(LinkRefusal::SetMeanwhile(link.state))
            }
            Self::Needed(Some(link)) => Ok(Link { advertiser: link.advertiser.clone(), state }),
        }
    }
}

/// "7012 4498 0031 · In review"
impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} · {}", self.advertiser.spelt(), self.state.label())
    }
}

#[cfg(test)]
mod tests {
    use super::LinkState::{Approved, Disabled, Disapproved, InReview, Suspended};
    use super::*;

    const IN: Whose = Whose::Theirs(PartnerState::Active);

    fn id(typed: &str) -> AdvertiserId {
        AdvertiserId::parse(typed).unwrap()
    }

    fn a(state: LinkState) -> Link {
        Link { advertiser: id("7012 4498 0031"), state }
    }

    fn b(state: LinkState) -> Link {
        Link { advertiser: id("7012 5520 0031"), state }
    }

    fn has(link: Link) -> Linking {
        Linking::of(true, Some(link))
    }

    /// Nothing, and each state.
    fn all() -> [Linking; 7] {
        let linked = LinkState::ALL.map(|state| has(a(state)));
        let [one, two, three, four, five] = linked;
        [Linking::of(false, None), Linking::of(true, None), one, two, three, four, five]
    }

    #[test]
    fn what_a_decision_knows_comes_from_invitation_and_link() {
        let known = all().map(|linking| linking.ad_account());
        let linked = LinkState::ALL.map(LinkedAdAccount::Linked);
        assert_eq!(known[..2], [LinkedAdAccount::NotNeeded, LinkedAdAccount::Missing]);
        assert_eq!(known[2..], linked);
        assert_eq!(Linking::of(false, Some(a(Suspended))), Linking::NotNeeded);
    }

    #[test]
    fn linking_starts_a_review_unless_the_same_one_counts_or_is_looked_at() {
        // Of nobody invited, nothing linked, and each state in turn: the same one again.
        let same = all().map(|linking| linking.link(id("701244980031")));
        let review = Ok(a(InReview));
        assert_eq!(
            same,
            [
                Err(LinkRefusal::NotNeeded),
                review.clone(),
                Err(LinkRefusal::LinkedAlready(Approved)),
                Err(LinkRefusal::LinkedAlready(InReview)),
                review.clone(),
                review.clone(),
                review,
            ]
        );
        let another = all().map(|linking| linking.link(id("701255200031")));
        assert_eq!(another[0], Err(LinkRefusal::NotNeeded));
        assert!(another[1..].iter().all(|outcome| *outcome == Ok(b(InReview))));
    }

    #[test]
    fn what_is_unlinked_is_what_was_shown() {
        let shown = id("701244980031");
        let taken = all().map(|linking| linking.unlink(&shown));
        assert_eq!(taken[..2], [Err(LinkRefusal::NothingLinked), Err(LinkRefusal::NothingLinked)]);
        assert_eq!(taken[2..], LinkState::ALL.map(|state| Ok(a(state))));
        assert_eq!(has(b(Approved)).unlink(&shown), Err(LinkRefusal::OwnReplaced));
    }

    #[test]
    fn each_state_follows_each_other_one_and_none_itself() {
        for before in LinkState::ALL {
            for after in LinkState::ALL {
                let set = has(a(before)).set(IN, &a(before), after);
                let refused = Err(LinkRefusal::StandsAlready(after));
                assert_eq!(set, if before == after { refused } else { Ok(a(after)) });
            }
        }
    }

    #[test]
    fn a_state_is_set_of_what_was_shown_and_of_nothing_else() {
        let set = |linking: Linking, shown: Link| linking.set(IN, &shown, Approved);
        assert_eq!(set(has(b(InReview)), a(InReview)), Err(LinkRefusal::Replaced));
        assert_eq!(set(has(b(Approved)), a(InReview)), Err(LinkRefusal::Replaced));
        assert_eq!(set(has(a(Disabled)), a(InReview)), Err(LinkRefusal::SetMeanwhile(Disabled)));
        assert_eq!(set(has(a(Approved)), a(InReview)), Err(LinkRefusal::StandsAlready(Approved)));
        assert_eq!(set(Linking::of(true, None), a(InReview)), Err(LinkRefusal::NothingLinked));
        assert_eq!(set(Linking::NotNeeded, a(InReview)), Err(LinkRefusal::NothingLinked));
    }

    #[test]
    fn nobody_sets_their_own_nor_that_of_who_is_not_in() {
        let set = |whose| has(a(InReview)).set(whose, &a(InReview), Approved);
        assert_eq!(set(Whose::Own), Err(LinkRefusal::Own));
        for state in PartnerState::ALL {
            let expected =
                if state == PartnerState::Active { Ok(a(Approved)) } else { Err(LinkRefusal::NotIn) };
            assert_eq!(set(Whose::Theirs(state)), expected, "{state:?}");
        }
    }

    #[test]
    fn a_refusal_says_that_nothing_happened_or_who_can() {
        for refusal in [
            LinkRefusal::NotNeeded,
            LinkRefusal::LinkedAlready(InReview),
            LinkRefusal::NothingLinked,
            LinkRefusal::OwnReplaced,
            LinkRefusal::Replaced,
            LinkRefusal::SetMeanwhile(Disapproved),
            LinkRefusal::StandsAlready(Approved),
            LinkRefusal::Own,
            LinkRefusal::NotIn,
        ] {
            let sentence = refusal.to_string();
            assert!(
                sentence.contains("Nothing was ") || sentence.contains("Another Admin has to"),
                "{sentence}"
            );
        }
        let already = LinkRefusal::LinkedAlready(InReview).to_string();
        assert_eq!(already, "This ad account is linked already, and is In review. Nothing was changed.");
    }

    #[test]
    fn a_link_in_words_is_its_id_and_its_state() {
        assert_eq!(a(InReview).to_string(), "7012 4498 0031 · In review");
    }
}
