//! Every address, made in one place.

use domain::decision::Refusal;
use domain::diagnosis::Problem;
#[cfg(feature = "ssr")]
use domain::edit::Marked;
use domain::guide::Article;
use domain::id::{AssetGroupId, AssetId, CampaignId, ChangeRequestId, OrganisationId, PartnerId};
use leptos_router::location::Url;

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

/// In the query of what is done with one partner: the list that it was opened from.
pub const BACK: &str = "back";

/// What is done with one partner, opened from the list as it stood.
pub fn coming_back(to: String, list: &str) -> String {
    asking(to, &format!("{BACK}={}", percent(list)))
}

/// Where the query of an address says that somebody came from, among the partners of a Business Center.
pub fn way_back(slug: &str, asked: &str) -> Option<String> {
    let mut parts = asked.trim_start_matches('?').split('&');
    let typed = parts.find_map(|part| part.strip_prefix(BACK)?.strip_prefix('='))?;
    // Not from the router's map of the query, which decodes twice what is an address itself.
    among_partners(slug, &Url::unescape(typed))
}

/// An address among the partners of a Business Center, whatever was typed as that.
pub fn among_partners(slug: &str, typed: &str) -> Option<String> {
    let Next(address) = Next::parse(typed)?;
    let (path, _) = address.split_once('?').unwrap_or((&address, ""));
    let within =
        path.strip_prefix(&partners(slug)).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    within.then_some(address)
}

/// A form of access, or the list that leads to one, with an Asset or group that is to be given, as it is spelt. Nothing is
/// saved by that.
pub fn giving(form: String, spelt: &str) -> String {
    if spelt.is_empty() { form } else { asking(form, &format!("{ADD_ASSET}={}", percent(spelt))) }
}

/// An address that asks for this, too.
pub fn asking(address: String, query: &str) -> String {
    let sign = if address.contains('?') { '&' } else { '?' };
    if query.is_empty() { address } else { format!("{address}{sign}{query}") }
}

/// The list's own query goes with its dialog and back; what is the dialog's alone stays there.
pub fn with_list_query(list: String, query: Option<&str>) -> String {
    let of_the_dialog = [format!("{AGAIN}="), format!("{ADD_ASSET}=")];
    let query = query.unwrap_or_default().trim_start_matches('?');
    let of_the_list =
        |part: &&str| !part.is_empty() && !of_the_dialog.iter().any(|name| part.starts_with(name));
    let kept: Vec<_> = query.split('&').filter(of_the_list).collect();
    if kept.is_empty() { list } else { format!("{list}?{}", kept.join("&")) }
}

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

/// The address of a list that is asked for with these, each by its name; what is empty is not asked for.
pub fn asking_for(list: &str, parts: &[(&str, String)]) -> String {
    let parts = parts.iter().filter(|(_, value)| !value.is_empty());
    let query = parts.map(|(name, value)| format!("{name}={}", percent(value))).collect::<Vec<_>>();
    if query.is_empty() { list.to_owned() } else { format!("{list}?{}", query.join("&")) }
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

/// Where to go on after a log-in: an address of this house, whatever stood in the query (attack C-3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next(String);

impl Next {
    /// None for anything that a browser could read as another host.
    pub fn parse(text: &str) -> Option<Self> {
        let inside = text.starts_with('/') && !text.starts_with("//");
        let plain = text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
        (inside && plain && text.len() <= 500).then(|| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The address of the log-in page that leads back to where somebody was.
pub fn log_in_then(next: &str) -> String {
    match Next::parse(next) {
        Some(next) => format!("{LOG_IN}?next={}", percent(next.as_str())),
        None => LOG_IN.to_owned(),
    }
}

/// A text as it stands in a query.
pub fn percent(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'~') {
            encoded.push(char::from(byte));
        } else {
            use std::fmt::Write;
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}
