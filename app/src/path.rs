//! Every address, made in one place.

mod query;

use domain::decision::Refusal;
use domain::diagnosis::Problem;
#[cfg(feature = "ssr")]
use domain::edit::Marked;
use domain::guide::Article;
use domain::id::{AssetGroupId, AssetId, CampaignId, ChangeRequestId, OrganisationId, PartnerId};

pub use self::query::{
    BACK, Next, among_partners, asking, asking_for, coming_back, giving, log_in_then, percent, way_back,
    with_list_query,
};

pub const START: &str = "/";
pub const LOG_IN: &str = "/login";
pub const SIGN_UP: &str = "/signup";
pub const LOG_OUT: &str = "/logout";
pub const ACCOUNT: &str = "/account";
pub const FORGOTTEN: &str = "/forgotten";
pub const FORGOTTEN_CODE: &str = "/forgotten/code";
pub const HELP: &str = "/help";
pub const FOUND: &str = "/found";
pub const INVITE: &str = "/invite";
/// A new link, by whoever looks at the invitation that their browser holds.
pub const ASK: &str = "/invite/ask";
/// The link once more, by whoever knows the invited address.
pub const ASK_AGAIN: &str = "/invite/again";
pub const REPORT: &str = "/invite/report";

/// An open invitation to whoever is signed in.
#[cfg(feature = "ssr")]
pub fn own_invitation(id: PartnerId) -> String {
    format!("{INVITE}/own/{id}")
}

/// The link of an invitation.
#[cfg(feature = "ssr")]
pub fn invitation(token: &domain::token::Token) -> String {
    format!("{INVITE}/{}", token.reveal())
}

pub fn center(slug: &str) -> String {
    format!("/b/{slug}")
}

pub fn partners(slug: &str) -> String {
    format!("/b/{slug}/partners")
}

/// The list, of whoever has that in their name or address.
#[cfg(feature = "ssr")]
pub fn search_partners(slug: &str, typed: &str) -> String {
    format!("{}?q={}", partners(slug), percent(typed))
}

/// The list, of one Organisation.
pub fn partners_of(slug: &str, organisation: &str) -> String {
    format!("{}?organisation={}", partners(slug), percent(organisation))
}

/// Revoking an Organisation as a whole.
pub fn revoke_organisation(slug: &str, id: OrganisationId) -> String {
    format!("/b/{slug}/organisations/{id}/revoke")
}

/// The list as CSV.
pub fn export_partners(slug: &str) -> String {
    format!("/b/{slug}/partners/export.csv")
}

/// The same done with many of them.
pub fn bulk(slug: &str) -> String {
    format!("/b/{slug}/partners/bulk")
}

/// Saved views.
pub fn views(slug: &str) -> String {
    format!("/b/{slug}/partners/views")
}

pub fn add_partners(slug: &str) -> String {
    format!("/b/{slug}/partners/new")
}

pub fn partner(slug: &str, id: PartnerId) -> String {
    format!("/b/{slug}/partners/{id}")
}

pub fn revoke(slug: &str, id: PartnerId) -> String {
    format!("/b/{slug}/partners/{id}/revoke")
}

/// What a problem of theirs comes from.
pub fn diagnosis(slug: &str, id: PartnerId, problem: Problem) -> String {
    format!("/b/{slug}/partners/{id}/help/{}", problem.as_str())
}

/// **View as**.
pub fn view_as(slug: &str, id: PartnerId) -> String {
    format!("/b/{slug}/partners/{id}/view")
}

pub fn asset_groups(slug: &str) -> String {
    format!("/b/{slug}/assets/groups")
}

pub fn asset_group(slug: &str, id: AssetGroupId) -> String {
    format!("/b/{slug}/assets/groups/{id}")
}

pub fn audit(slug: &str) -> String {
    format!("/b/{slug}/audit")
}

/// One entry of the audit log, and those before it.
pub fn entry(slug: &str, number: i64) -> String {
    format!("{}?before={}", audit(slug), number.saturating_add(1))
}

/// **Who could reach this on this day?**
pub fn past(slug: &str) -> String {
    format!("/b/{slug}/audit/past")
}

/// The same, about an Asset.
pub fn past_of(slug: &str, id: AssetId) -> String {
    format!("{}?asset={id}", past(slug))
}

/// Giving up one's own access.
pub fn leave(slug: &str) -> String {
    format!("/b/{slug}/leave")
}

/// Asking for more time.
pub fn extend(slug: &str) -> String {
    format!("/b/{slug}/extend")
}

/// **Your ad account**.
pub fn ad_account(slug: &str) -> String {
    format!("/b/{slug}/ad-account")
}

pub fn edit(slug: &str, id: PartnerId) -> String {
    format!("/b/{slug}/partners/{id}/edit")
}

/// **Edit**, with Admin chosen: nothing is saved by that.
pub fn make_admin(slug: &str, id: PartnerId) -> String {
    format!("{}?{LEVEL}=admin", edit(slug, id))
}

/// **Edit**, for whoever asks for more time: the field with the last day is marked.
pub fn extend_access(slug: &str, id: PartnerId) -> String {
    format!("{}?{ASKS}=time#ends", edit(slug, id))
}

/// In the query of **Edit**: what they ask for.
pub const ASKS: &str = "asks";

/// **Edit**, with the part in which something is missing marked.
#[cfg(feature = "ssr")]
pub fn edit_marked(slug: &str, id: PartnerId, marked: Marked) -> String {
    format!("{}?{MARKS}={marked}", edit(slug, id))
}

/// In the query of **Edit**: the Access request that it answers.
pub const ANSWERS: &str = "answers";

/// In the query of **Edit**: the part that is marked.
pub const MARKS: &str = "marks";

/// In the query of **Edit**: the level that is chosen when it opens.
pub const LEVEL: &str = "level";

/// **Invite again**: Add Partners, filled in with what they had.
pub fn invite_again(slug: &str, id: PartnerId) -> String {
    format!("/b/{slug}/partners/new?{AGAIN}={id}")
}

/// In forms of access, and in the query that opens one: an Asset or group that is to be given, as it is spelt.
pub const ADD_ASSET: &str = "add_asset";

/// In the query of Add Partners: whose former Grant it starts from.
pub const AGAIN: &str = "again";

pub fn campaigns(slug: &str) -> String {
    format!("/b/{slug}/campaigns")
}

pub fn new_campaign(slug: &str) -> String {
    format!("/b/{slug}/campaigns/new")
}

pub fn campaign(slug: &str, id: CampaignId) -> String {
    format!("/b/{slug}/campaigns/{id}")
}

pub fn edit_campaign(slug: &str, id: CampaignId) -> String {
    format!("/b/{slug}/campaigns/{id}/edit")
}

pub fn change_requests(slug: &str) -> String {
    format!("/b/{slug}/campaigns/requests")
}

pub fn change_request(slug: &str, id: ChangeRequestId) -> String {
    format!("/b/{slug}/campaigns/requests/{id}")
}

pub fn edit_change_request(slug: &str, id: ChangeRequestId) -> String {
    format!("/b/{slug}/campaigns/requests/{id}/edit")
}

pub fn standing_approvals(slug: &str) -> String {
    format!("/b/{slug}/campaigns/standing")
}

/// The same, where somebody is about to get one: `operated` names them and the ad account.
pub fn approve_ahead(slug: &str, operated: &str) -> String {
    format!("{}?for={operated}", standing_approvals(slug))
}

pub fn assets(slug: &str) -> String {
    format!("/b/{slug}/assets")
}

pub fn register_asset(slug: &str) -> String {
    format!("/b/{slug}/assets/new")
}

pub fn asset(slug: &str, id: AssetId) -> String {
    format!("/b/{slug}/assets/{id}")
}

/// What changes here, as it happens.
pub fn live(slug: &str) -> String {
    format!("/b/{slug}/live")
}

pub fn members(slug: &str) -> String {
    format!("/b/{slug}/members")
}

/// The written guide, inside a Business Center.
pub fn help(slug: &str) -> String {
    format!("/b/{slug}/help")
}

/// What a problem of whoever looks comes from.
pub fn own_diagnosis(slug: &str, problem: Problem) -> String {
    format!("/b/{slug}/help/my/{}", problem.as_str())
}

/// Where whoever was refused something finds out why; none of what nobody who is in is refused for.
pub fn why(slug: &str, why: Refusal) -> Option<String> {
    let problem = why.problem();
    Problem::OF_A_MEMBER.contains(&problem).then(|| own_diagnosis(slug, problem))
}

/// One article of it.
pub fn article(slug: &str, article: Article) -> String {
    format!("/b/{slug}/help/guide/{}", article.as_str())
}

/// The same for whoever is not logged in.
#[cfg(feature = "ssr")]
pub fn public_article(article: Article) -> String {
    format!("{HELP}/{}", article.as_str())
}

pub fn settings(slug: &str) -> String {
    format!("/b/{slug}/settings")
}
