//! How many Members of each level a Business Center has room for.
//!
//! Active Members and open Invitations hold a seat; expired Invitations and ended access don't, by the clock alone
//! (DOMAIN 2). Counting them is the business of the statement that writes; this says what the count means.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::access::AccessLevel;

/// `[seed]` At most 20 Admins.
pub const ADMIN_SEATS: u32 = 20;
/// `[seed]` Fewer than 4,000 Standard Members.
pub const STANDARD_SEATS: u32 = 3_999;
/// What TikTok itself takes (DOMAIN 2).
pub const TIKTOK_STANDARD_SEATS: u32 = 3_980;

/// Seats of one level that are held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    pub active: u32,
    /// Open Invitations.
    pub invited: u32,
}

/// Who holds the seats of a Business Center.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seats {
    pub admins: Taken,
    pub standards: Taken,
}

/// No seat of the level is free.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("All {} {} seats are taken: {taken}. {}", grouped(limit(*.level)), .level.label(), frees(*.level))]
pub struct SeatsFull {
    pub level: AccessLevel,
    pub taken: Taken,
}

/// TikTok's own limit is reached, ours is not. A warning: nothing is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error(
    "TikTok takes {} Standard members, and {taken} are here. Whoever comes now gets into Keyholder, not into TikTok.",
    grouped(TIKTOK_STANDARD_SEATS)
)]
pub struct PastTikTok {
    pub taken: Taken,
}

/// How many seats the level has.
pub const fn limit(level: AccessLevel) -> u32 {
    match level {
        AccessLevel::Admin => ADMIN_SEATS,
        AccessLevel::Standard => STANDARD_SEATS,
    }
}

const fn frees(level: AccessLevel) -> &'static str {
    match level {
        AccessLevel::Admin => {
            "Cancel an open Invitation, reduce an Admin to Standard, or revoke one to free a seat."
        }
        AccessLevel::Standard => "Cancel an open Invitation or revoke a partner to free a seat.",
    }
}

impl Taken {
    pub const fn total(self) -> u32 {
        self.active.saturating_add(self.invited)
    }
}

/// `17 active + 3 invited`
impl fmt::Display for Taken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} active + {} invited", grouped(self.active), grouped(self.invited))
    }
}

impl Seats {
    pub const fn taken(&self, level: AccessLevel) -> Taken {
        match level {
            AccessLevel::Admin => self.admins,
            AccessLevel::Standard => self.standards,
        }
    }

    pub const fn free(&self, level: AccessLevel) -> u32 {
        limit(level).saturating_sub(self.taken(level).total())
    }

    /// Whether one more may take a seat of the level.
    ///
    /// # Errors
    ///
    /// [`SeatsFull`] says what is full and what frees a seat.
    pub const fn refuse_if_full(&self, level: AccessLevel) -> Result<(), SeatsFull> {
        if self.free(level) == 0 { Err(SeatsFull { level, taken: self.taken(level) }) } else { Ok(()) }
    }

    /// `17 active + 3 invited of 20`
    pub fn words(&self, level: AccessLevel) -> String {
        format!("{} of {}", self.taken(level), grouped(limit(level)))
    }

    /// From 3,980 Standard on (DOMAIN 2).
    pub fn warning(&self, level: AccessLevel) -> Option<PastTikTok> {
        let taken = self.taken(level);
        (level == AccessLevel::Standard && taken.total() >= TIKTOK_STANDARD_SEATS)
            .then_some(PastTikTok { taken })
    }
}

/// `3,980`
pub fn grouped(number: u32) -> String {
    match (number / 1000, number % 1000) {
        (0, rest) => rest.to_string(),
        (thousands, rest) => format!("{},{rest:03}", grouped(thousands)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADMIN: AccessLevel = AccessLevel::Admin;
    const STANDARD: AccessLevel = AccessLevel::Standard;

    fn admins(active: u32, invited: u32) -> Seats {
        Seats { admins: Taken { active, invited }, standards: Taken::default() }
    }

    fn standards(active: u32, invited: u32) -> Seats {
        Seats { admins: Taken { active: 2, invited: 0 }, standards: Taken { active, invited } }
    }

    #[test]
    fn there_are_twenty_seats_for_admins() {
        assert_eq!((admins(16, 3).free(ADMIN), admins(16, 3).refuse_if_full(ADMIN)), (1, Ok(())));
        let full = SeatsFull { level: ADMIN, taken: Taken { active: 17, invited: 3 } };
        assert_eq!((admins(17, 3).free(ADMIN), admins(17, 3).refuse_if_full(ADMIN)), (0, Err(full)));
        assert!(admins(20, 1).refuse_if_full(ADMIN).is_err());
        assert_eq!(admins(0, 0).free(ADMIN), 20);
    }

    #[test]
    fn there_are_fewer_than_four_thousand_standard_members() {
        assert_eq!(standards(3_990, 8).refuse_if_full(STANDARD), Ok(()));
        let full = SeatsFull { level: STANDARD, taken: Taken { active: 3_990, invited: 9 } };
        assert_eq!(standards(3_990, 9).refuse_if_full(STANDARD), Err(full));
        assert_eq!(standards(0, 0).free(STANDARD), 3_999);
    }

    #[test]
    fn an_open_invitation_holds_a_seat() {
        assert_eq!(admins(1, 0).free(ADMIN), admins(0, 1).free(ADMIN));
        assert_eq!(Taken { active: u32::MAX, invited: 1 }.total(), u32::MAX);
    }

    #[test]
    fn a_level_does_not_fill_the_other() {
        assert_eq!(admins(20, 0).refuse_if_full(STANDARD), Ok(()));
        assert_eq!(standards(3_999, 0).refuse_if_full(ADMIN), Ok(()));
    }

    #[test]
    fn seats_are_counted_in_words() {
        assert_eq!(admins(17, 3).words(ADMIN), "17 active + 3 invited of 20");
        assert_eq!(standards(3_794, 45).words(STANDARD), "3,794 active + 45 invited of 3,999");
    }

    #[test]
    fn a_full_level_says_what_frees_a_seat() {
        assert_eq!(
            admins(17, 3).refuse_if_full(ADMIN).unwrap_err().to_string(),
            "All 20 Admin seats are taken: 17 active + 3 invited. Cancel an open Invitation, reduce an Admin to \
             Standard, or revoke one to free a seat."
        );
        assert_eq!(
            standards(3_999, 0).refuse_if_full(STANDARD).unwrap_err().to_string(),
            "All 3,999 Standard seats are taken: 3,999 active + 0 invited. Cancel an open Invitation or revoke a \
             partner to free a seat."
        );
    }

    #[test]
    fn tiktoks_limit_warns_from_three_thousand_nine_hundred_and_eighty() {
        assert_eq!(standards(3_979, 0).warning(STANDARD), None);
        let warning = standards(3_970, 10).warning(STANDARD).unwrap();
        assert!(
            warning
                .to_string()
                .starts_with("TikTok takes 3,980 Standard members, and 3,970 active + 10 invited")
        );
        assert_eq!(standards(3_980, 0).warning(ADMIN), None);
        assert_eq!(admins(4_000, 0).warning(ADMIN), None);
    }

    #[test]
    fn thousands_are_parted_by_commas() {
        let numbers = [0, 999, 1_000, 3_980, 1_000_001].map(grouped);
        assert_eq!(numbers, ["0", "999", "1,000", "3,980", "1,000,001"]);
    }
}
