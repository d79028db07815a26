//! What became of the proposals and campaigns of somebody whose access was ended, in the log's words. Stored as JSON: a field
//! never changes its meaning.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Empty in entries from before anything was handed over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HandedOver {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub proposals: Vec<HandedProposal>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub campaigns: Vec<HandedCampaigns>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedProposal {
    pub request: Uuid,
    /// Of the campaign.
    pub name: String,
    /// None: it was withdrawn.
    pub to: Option<Taker>,
}

/// Campaigns of one ad account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedCampaigns {
    pub ad_account: Uuid,
    pub ad_account_name: String,
    pub campaigns: Vec<Uuid>,
    /// None: nobody is responsible for them.
    pub to: Option<Taker>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taker {
    pub partner: Uuid,
    pub name: String,
}

impl HandedOver {
    pub fn is_empty(&self) -> bool {
        self.proposals.is_empty() && self.campaigns.is_empty()
    }

    /// Each who took something over, once.
    pub fn takers(&self) -> Vec<&Taker> {
        let of_proposals = self.proposals.iter().filter_map(|of| of.to.as_ref());
        let mut takers = Vec::new();
        for taker in of_proposals.chain(self.campaigns.iter().filter_map(|of| of.to.as_ref())) {
            if takers.iter().all(|other: &&Taker| other.partner != taker.partner) {
                takers.push(taker);
            }
        }
        takers
    }

    /// "1 proposal and 3 campaigns": what somebody took over.
    pub fn taken_by(&self, partner: Uuid) -> Option<String> {
        let theirs = |to: &Option<Taker>| to.as_ref().is_some_and(|taker| taker.partner == partner);
        self.words_of(theirs)
    }

    /// "2 proposals withdrawn; 1 proposal and 3 campaigns to Mina Okafor"
    pub fn words(&self) -> String {
        let withdrawn = self.proposals.iter().filter(|of| of.to.is_none()).count();
        let nobodys: usize =
            self.campaigns.iter().filter(|of| of.to.is_none()).map(|of| of.campaigns.len()).sum();
        let takers = self.takers();
        let taken = takers
            .iter()
            .filter_map(|taker| self.taken_by(taker.partner).map(|what| format!("{what} to {}", taker.name)));
        let left = [
            count(withdrawn, "proposal").map(|what| format!("{what} withdrawn")),
            count(nobodys, "campaign").map(|what| format!("{what} with nobody responsible")),
        ];
        left.into_iter().flatten().chain(taken).collect::<Vec<_>>().join("; ")
    }

    fn words_of(&self, of: impl Fn(&Option<Taker>) -> bool) -> Option<String> {
        let proposals = self.proposals.iter().filter(|one| of(&one.to)).count();
        let campaigns: usize =
            self.campaigns.iter().filter(|one| of(&one.to)).map(|one| one.campaigns.len()).sum();
        let both = [count(proposals, "proposal"), count(campaigns, "campaign")];
        let both: Vec<_> = both.into_iter().flatten().collect();
        (!both.is_empty()).then(|| both.join(" and "))
    }
}

fn count(count: usize, what: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {what}")),
        several => Some(format!("{several} {what}s")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taker(number: u128, name: &str) -> Taker {
        Taker { partner: Uuid::from_u128(number), name: name.to_owned() }
    }

    fn proposal(to: Option<Taker>) -> HandedProposal {
        HandedProposal { request: Uuid::nil(), name: "Spring launch".to_owned(), to }
    }

    fn campaigns(count: usize, to: Option<Taker>) -> HandedCampaigns {
        let campaigns = vec![Uuid::nil(); count];
        HandedCampaigns { ad_account: Uuid::nil(), ad_account_name: "Halcyon EU".to_owned(), campaigns, to }
    }

    #[test]
    fn what_was_handed_to_whom_is_counted() {
        let handed = HandedOver {
            proposals: vec![proposal(None), proposal(Some(taker(1, "Mina"))), proposal(None)],
            campaigns: vec![
                campaigns(2, Some(taker(1, "Mina"))),
                campaigns(1, Some(taker(2, "Ada"))),
                campaigns(4, None),
            ],
        };
        assert_eq!(
            handed.words(),
            "2 proposals withdrawn; 4 campaigns with nobody responsible; 1 proposal and 2 campaigns to Mina; 1 campaign to Ada"
        );
        assert_eq!(handed.takers().iter().map(|of| of.name.as_str()).collect::<Vec<_>>(), ["Mina", "Ada"]);
        assert_eq!(handed.taken_by(Uuid::from_u128(2)).as_deref(), Some("1 campaign"));
        assert_eq!(handed.taken_by(Uuid::nil()), None);
    }

    #[test]
    fn an_entry_from_before_reads_as_one_in_which_nothing_was_handed_over() {
        let before: HandedOver = serde_json::from_str("{}").unwrap();
        assert!(before.is_empty() && before.words().is_empty());
        assert_eq!(serde_json::to_string(&before).unwrap(), "{}");
    }
}
