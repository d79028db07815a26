//! What could not be saved for want of an ad account of one's own waits as a draft, and stands in its form again.

use service::campaign::{Campaigns, Draft, Drafted};
use service::failure::Failure;

use super::server::{CampaignForm, CampaignState, DraftItem, Field, Posted, Subject};
use crate::error::PageError;
use crate::{linked, path};

fn answer(failure: Failure) -> PageError {
    PageError::from(failure).answer()
}

pub(super) const fn drafted(subject: Subject) -> Drafted {
    match subject {
        Subject::New => Drafted::New,
        Subject::Campaign(campaign) => Drafted::Campaign(campaign),
        Subject::Request(request) => Drafted::Request(request),
    }
}

/// Their own, the newest first.
pub(super) async fn own(campaigns: &Campaigns) -> Result<Vec<DraftItem>, PageError> {
    let (slug, zone) = (&campaigns.member().center().slug, campaigns.member().zone());
    let drafts = campaigns.drafts().await.map_err(answer)?;
    let item = |draft: Draft| DraftItem {
        href: match draft.of {
            Drafted::New => path::new_campaign(slug),
            Drafted::Campaign(campaign) => path::edit_campaign(slug, campaign),
            Drafted::Request(request) => path::edit_change_request(slug, request),
        },
        name: draft.name,
        kept: zone.moment(draft.kept_at),
    };
    Ok(drafts.into_iter().map(item).collect())
}

/// A form as it opens, with what was kept of it.
pub(super) async fn with_draft(
    campaigns: &Campaigns,
    subject: Subject,
    form: CampaignForm,
) -> Result<CampaignForm, PageError> {
    let draft = campaigns.draft(drafted(subject)).await.map_err(answer)?;
    let typed = draft.as_ref().and_then(|draft| serde_json::from_str::<Posted>(&draft.body).ok());
    let Some((draft, typed)) = draft.zip(typed) else { return Ok(form) };
    let kept = campaigns.member().zone().moment(draft.kept_at);
    let state = Posted { draft: KEPT.to_owned(), ..typed }.form();
    Ok(CampaignForm { state, draft: Some(kept), ..form })
}

/// What the form brings back of which a draft is kept.
const KEPT: &str = "kept";

impl Posted {
    pub(super) fn has_draft(&self) -> bool {
        self.draft == KEPT
    }

    /// Keeps what was typed where an ad account of their own is missing, whatever else is wrong with it, and says so.
    pub(super) async fn kept(
        &self,
        campaigns: &Campaigns,
        subject: Subject,
        form: CampaignState,
    ) -> Result<CampaignState, PageError> {
        let member = campaigns.member();
        let own = member.own_ad_account().await.map_err(answer)?;
        let own = linked::server::ssr::own(own, member.zone()).ad_account();
        let Some(refusal) = member.grant().held_up_by(own) else { return Ok(form) };
        let name = match self.name.trim() {
            "" => "Without a name".to_owned(),
            name => name.to_owned(),
        };
        let body = serde_json::to_string(self).map_err(|_| PageError::NotUnderstood.answer())?;
        let kept = campaigns.keep_draft(drafted(subject), name, body).await.map_err(answer)?;
        let form = form.with_way_on("Your ad account", path::ad_account(&member.center().slug));
        Ok(if kept {
            let words =
                format!("{refusal} What you typed is kept as a draft: it stands here when you come back.");
            form.instead(Field::Draft, KEPT).with_problem(words)
        } else {
            form.with_problem(refusal)
        })
    }
}
