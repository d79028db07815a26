//! **Access level is incorrect**.

use domain::diagnosis::level::{Facts, LevelChange};
use domain::id::PartnerId;

use crate::capability::Admin;
use crate::failure::Failure;
use crate::partner::{PartnerDetails, PastEdit};

/// What a diagnosis of **Access level is incorrect** looks at.
#[derive(Clone, Debug)]
pub struct Level {
    pub partner: PartnerDetails,
    pub facts: Facts,
}

impl Admin {
    /// # Errors
    /// Not found for a partner of others.
    pub async fn level_facts(&self, partner: PartnerId) -> Result<Level, Failure> {
        let partner = self.partner(partner).await?;
        let facts = level(&partner);
        Ok(Level { partner, facts })
    }
}

pub(super) fn level(partner: &PartnerDetails) -> Facts {
    Facts {
        state: partner.row.state,
        level: partner.row.grant.level(),
        invited: partner.invited.as_ref().map(|invited| (invited.by.clone(), invited.at)),
        changes: partner.edits.iter().filter_map(change).collect(),
    }
}

fn change(edit: &PastEdit) -> Option<LevelChange> {
    let (from, to) = (edit.before.grant.level(), edit.after.grant.level());
    (from != to).then(|| LevelChange { from, to, by: edit.by.clone(), at: edit.at })
}
