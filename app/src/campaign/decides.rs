//! What becomes of a proposal: who decides it, and what of it was approved ahead.

use domain::id::AssetId;
use domain::name::one_of;
use service::campaign::Campaigns;
use service::campaign::request::Decider;
use service::failure::Failure;

use super::open::does;
use super::server::{Decides, Subject};
use super::standing::left_today;
use crate::error::PageError;

fn answer(failure: Failure) -> PageError {
    PageError::from(failure).answer()
}

pub(super) async fn of(campaigns: &Campaigns, subject: Subject) -> Result<Decides, PageError> {
    does(campaigns)?;
    let deciders = campaigns.deciders(campaigns.member().partner()).await.map_err(answer)?;
    let ahead = match ad_account(campaigns, subject).await? {
        Some(ad_account) => ahead(campaigns, ad_account).await?,
        None => None,
    };
    Ok(Decides { deciders: who_decides(&deciders), ahead })
}

/// Of a change that may be approved ahead: a new campaign and what was taken over an Admin looks at.
async fn ad_account(campaigns: &Campaigns, subject: Subject) -> Result<Option<AssetId>, PageError> {
    Ok(match subject {
        Subject::New => None,
        Subject::Campaign(campaign) => Some(campaigns.seen().one(campaign).await.map_err(answer)?.account.id),
        Subject::Request(request) => {
            let standing = campaigns.standing_request(request).await.map_err(answer)?;
            let may = standing.changes.is_some() && standing.former.is_none();
            may.then_some(standing.account.id)
        }
    })
}

/// What an Admin approved ahead for them there.
async fn ahead(campaigns: &Campaigns, ad_account: AssetId) -> Result<Option<String>, PageError> {
    let own = campaigns.standing_approvals().await.map_err(answer)?;
    let counts = own.into_iter().find(|given| given.account.id == ad_account && given.ended.is_none());
    Ok(counts.map(|given| {
        let (by, ceiling, last) = (&given.given_by, given.approval.ceiling, given.approval.ends);
        format!(
            "{by} approved ahead that you raise budgets here by up to {ceiling} a day, until {last}. Left today: {}. A change \
             of the budget alone within that counts at once.",
            left_today(&given)
        )
    }))
}

/// "Mina Okafor or Jonas Weber"
pub(super) fn who_decides(deciders: &[Decider]) -> String {
    if deciders.is_empty() {
        return "another Admin, once there is one,".to_owned();
    }
    one_of(&deciders.iter().map(|of| of.name.as_str()).collect::<Vec<_>>())
}
