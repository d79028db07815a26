//! **Ask to extend**: why it can't be asked, or answered (DOMAIN 1 and 5).

use serde::{Deserialize, Serialize};

/// Why more time was not asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AskToExtendRefusal {
    #[error(
        "No part of your access has an end date, so there is nothing to extend. Ask an Admin for what is missing."
    )]
    NothingEnds,
}

/// Why a request for more time was not answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum KeepEndRefusal {
    #[error(
        "Nobody waits for an answer any more: somebody gave one, or changed or revoked the access meanwhile."
    )]
    NotAsked,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_says_why_and_how_to_go_on() {
        assert!(AskToExtendRefusal::NothingEnds.to_string().contains("Ask an Admin"));
        assert!(KeepEndRefusal::NotAsked.to_string().contains("meanwhile"));
    }
}
