//! Change requests (DOMAIN 6): what a Standard Operator proposes, and an Admin approves or rejects.

mod compare;
mod content;
mod refusal;

use serde::{Deserialize, Serialize};

pub use self::compare::{ChangedBy, Compared, ThreeVersions, created};
pub use self::content::ContentHash;
pub use self::refusal::RequestRefusal;
use crate::id::{AccountId, PartnerId};
use crate::note::Note;

/// How many of one partner may wait at once: more than that nobody reads.
pub const MOST_WAITING: u32 = 100;

/// How a Change request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestState {
    Waiting,
    Approved,
    Rejected,
    Withdrawn,
}

/// Somebody who proposes or decides. The Account counts, too: whoever came back by another Invitation is the same person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Person {
    pub partner: PartnerId,
    pub account: Option<AccountId>,
}

/// A Change request, as far as what may become of it depends on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeRequest {
    pub proposer: Person,
    /// Whoever proposed it before it was handed over.
    pub former: Vec<Person>,
    pub state: RequestState,
    pub content: ContentHash,
}

/// What an Admin saw who decides: what was proposed, and the version that the campaign had; none of a new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownRequest {
    pub content: ContentHash,
    pub version: Option<u32>,
}

/// What an Admin decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Approve(Option<Note>),
    /// Whoever proposed it is told why.
    Reject(Note),
}

impl RequestState {
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Approved, Self::Rejected, Self::Withdrawn];

    /// The code in rows and addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == code)
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Waiting => "Waiting",
            Self::Approved => "Approved",
            Self::Rejected => "Rejected",
            Self::Withdrawn => "Withdrawn",
        }
    }
}

impl Person {
    pub fn is(self, other: Self) -> bool {
        self.partner == other.partner || (self.account.is_some() && self.account == other.account)
    }
}

impl Answer {
    /// # Errors
    /// [`RequestRefusal::NoReason`] for a rejection without a word.
    pub fn reject(comment: Option<Note>) -> Result<Self, RequestRefusal> {
        comment.map(Self::Reject).ok_or(RequestRefusal::NoReason)
    }

    pub const fn state(&self) -> RequestState {
        match self {
            Self::Approve(_) => RequestState::Approved,
            Self::Reject(_) => RequestState::Rejected,
        }
    }

    pub const fn comment(&self) -> Option<&Note> {
        match self {
            Self::Approve(comment) => comment.as_ref(),
            Self::Reject(comment) => Some(comment),
        }
    }
}

impl ChangeRequest {
    /// What it becomes by an Admin's answer. `stands` is the version of the campaign now.
    ///
    /// # Errors
    /// For one's own, even if one became Admin or handed it over since; for one that waits no more; where something else is proposed by now
    /// than they saw, and to approve it over a version that they did not see.
    pub fn answer(
        &self,
        by: Person,
        answer: &Answer,
        shown: ShownRequest,
        stands: Option<u32>,
    ) -> Result<RequestState, RequestRefusal> {
        if self.proposer.is(by) || self.former.iter().any(|before| before.is(by)) {
            return Err(RequestRefusal::Own);
        }
        self.waits()?;
        if self.content != shown.content {
            return Err(RequestRefusal::Edited);
        }
        match answer {
            Answer::Approve(_) if stands != shown.version => Err(RequestRefusal::CampaignChanged),
            Answer::Approve(_) | Answer::Reject(_) => Ok(answer.state()),
        }
    }

    /// What it becomes when whoever proposed it takes it back.
    ///
    /// # Errors
    /// For somebody else's, and for one that waits no more.
    pub fn withdraw(&self, by: Person) -> Result<RequestState, RequestRefusal> {
        self.is_of(by)?;
        self.waits()?;
        Ok(RequestState::Withdrawn)
    }

    /// Whether whoever proposed it may propose something else instead of what they saw.
    ///
    /// # Errors
    /// For somebody else's, for one that waits no more, and where they changed it elsewhere since.
    pub fn edit(&self, by: Person, shown: ContentHash) -> Result<(), RequestRefusal> {
        self.is_of(by)?;
        self.waits()?;
        if self.content == shown { Ok(()) } else { Err(RequestRefusal::EditedElsewhere) }
    }

    fn is_of(&self, person: Person) -> Result<(), RequestRefusal> {
        if self.proposer.partner == person.partner { Ok(()) } else { Err(RequestRefusal::NotYours) }
    }

    fn waits(&self) -> Result<(), RequestRefusal> {
        match self.state {
            RequestState::Waiting => Ok(()),
            over @ (RequestState::Approved | RequestState::Rejected | RequestState::Withdrawn) => {
                Err(RequestRefusal::Over(over))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn person(number: u128) -> Person {
        Person {
            partner: PartnerId::from_uuid(Uuid::from_u128(number)),
            account: Some(AccountId::from_uuid(Uuid::from_u128(100 + number))),
        }
    }

    fn content(byte: u8) -> ContentHash {
        ContentHash::from_bytes([byte; 32])
    }

    fn waiting() -> ChangeRequest {
        let (proposer, former) = (person(1), Vec::new());
        ChangeRequest { proposer, former, state: RequestState::Waiting, content: content(7) }
    }

    fn shown(version: u32) -> ShownRequest {
        ShownRequest { content: content(7), version: Some(version) }
    }

    fn reject() -> Answer {
        Answer::reject(Note::parse("Too much.").unwrap()).unwrap()
    }

    #[test]
    fn every_code_is_read_as_it_was_written() {
        for state in RequestState::ALL {
            assert_eq!(RequestState::parse(state.as_str()), Some(state));
        }
        assert_eq!(RequestState::parse("Waiting"), None);
        assert_eq!(
            RequestState::ALL.map(RequestState::label),
            ["Waiting", "Approved", "Rejected", "Withdrawn"]
        );
    }

    #[test]
    fn another_admin_approves_or_rejects_what_they_saw() {
        let approved = waiting().answer(person(2), &Answer::Approve(None), shown(4), Some(4));
        assert_eq!(approved, Ok(RequestState::Approved));
        assert_eq!(waiting().answer(person(2), &reject(), shown(4), Some(4)), Ok(RequestState::Rejected));
        let new = ShownRequest { version: None, ..shown(1) };
        let approved = waiting().answer(person(2), &Answer::Approve(None), new, None);
        assert_eq!(approved, Ok(RequestState::Approved));
    }

    #[test]
    fn nobody_decides_their_own_by_whatever_way_they_came_back() {
        let same_account = Person { partner: person(2).partner, ..person(1) };
        let no_account = Person { account: None, ..person(1) };
        for own in [person(1), same_account, no_account] {
            for answer in [Answer::Approve(None), reject()] {
                let refused = waiting().answer(own, &answer, shown(4), Some(4));
                assert_eq!(refused, Err(RequestRefusal::Own));
            }
        }
        let without = ChangeRequest { proposer: no_account, ..waiting() };
        let other = Person { account: None, ..person(2) };
        assert!(without.answer(other, &Answer::Approve(None), shown(4), Some(4)).is_ok());
    }

    #[test]
    fn nobody_decides_what_they_proposed_before_it_was_handed_over() {
        let handed_over = ChangeRequest { former: vec![person(3), person(4)], ..waiting() };
        let same_account = Person { partner: person(9).partner, ..person(3) };
        for own in [person(1), person(3), person(4), same_account] {
            assert_eq!(handed_over.answer(own, &reject(), shown(4), Some(4)), Err(RequestRefusal::Own));
        }
        assert!(handed_over.answer(person(2), &reject(), shown(4), Some(4)).is_ok());
        assert_eq!(handed_over.withdraw(person(3)), Err(RequestRefusal::NotYours));
    }

    #[test]
    fn only_what_waits_is_decided_withdrawn_or_edited() {
        for state in [RequestState::Approved, RequestState::Rejected, RequestState::Withdrawn] {
            let over = ChangeRequest { state, ..waiting() };
            let refused = RequestRefusal::Over(state);
            assert_eq!(over.answer(person(2), &reject(), shown(4), Some(4)), Err(refused.clone()));
            assert_eq!(over.withdraw(person(1)), Err(refused.clone()));
            assert_eq!(over.edit(person(1), content(7)), Err(refused));
        }
    }

    #[test]
    fn what_was_edited_meanwhile_is_neither_approved_nor_rejected() {
        let before = ShownRequest { content: content(6), ..shown(4) };
        for answer in [Answer::Approve(None), reject()] {
            assert_eq!(waiting().answer(person(2), &answer, before, Some(4)), Err(RequestRefusal::Edited));
        }
    }

    #[test]
    fn nothing_is_approved_over_a_version_that_was_not_seen() {
        let approve = Answer::Approve(None);
        let refused = waiting().answer(person(2), &approve, shown(4), Some(5));
        assert_eq!(refused, Err(RequestRefusal::CampaignChanged));
        assert!(waiting().answer(person(2), &approve, shown(5), Some(5)).is_ok());
        // What comes of the campaign is no matter to a rejection.
        assert!(waiting().answer(person(2), &reject(), shown(4), Some(5)).is_ok());
    }

    #[test]
    fn whoever_proposed_it_withdraws_and_edits_it_and_nobody_else() {
        assert_eq!(waiting().withdraw(person(1)), Ok(RequestState::Withdrawn));
        assert_eq!(waiting().withdraw(person(2)), Err(RequestRefusal::NotYours));
        assert_eq!(waiting().edit(person(1), content(7)), Ok(()));
        assert_eq!(waiting().edit(person(2), content(7)), Err(RequestRefusal::NotYours));
        assert_eq!(waiting().edit(person(1), content(6)), Err(RequestRefusal::EditedElsewhere));
    }

    #[test]
    fn a_rejection_says_why() {
        assert_eq!(Answer::reject(None), Err(RequestRefusal::NoReason));
        let word = Note::parse("Fine.").unwrap();
        assert_eq!(reject().comment().map(Note::as_str), Some("Too much."));
        assert_eq!(Answer::Approve(word.clone()).comment(), word.as_ref());
        assert_eq!(Answer::Approve(None).comment(), None);
    }
}
