//! What the page of one partner asks of the server.

use domain::access::AccessLevel;
use domain::id::PartnerId;
use domain::zone::Moment;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::PageError;
use crate::linked::server::AdAccount;
use crate::partner::explain::{Answer, Asked};
use crate::partner::server::PartnerItem;

/// As much of somebody as the reader may know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PartnerPage {
    /// To an Admin.
    Whole(Box<Whole>),
    /// To a Standard Member (DOMAIN 5): never address, last activity or history.
    Colleague(Colleague),
}

/// All there is to know of a partner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whole {
    pub item: PartnerItem,
    /// Of the page: their name, or that an answer to them was refused.
    pub title: String,
    pub address: String,
    /// "What Carmen can reach, and why", as their state has it.
    pub reach_title: String,
    pub reach: Vec<Reach>,
    /// Pairs of what it is and what it says.
    pub facts: Vec<(String, String)>,
    pub note: Option<String>,
    pub copy_link: bool,
    /// It is the reader's own page.
    pub own: bool,
    pub history: Vec<HistoryItem>,
    /// To what the address asks.
    pub answer: Option<Answer>,
    /// Names of the Assets they reach or reached.
    pub assets: Vec<String>,
    /// What they asked for and wait for an answer to, drawn by the server.
    pub requests: Option<String>,
    /// They wait for an answer to **Ask to extend**.
    pub asks: Option<Asks>,
    /// None: whoever founded it needs none, and whoever never came in has none.
    pub ad_account: Option<AdAccount>,
    /// In which they were here and may be again; none of whoever is not in.
    pub sessions: Vec<Session>,
}

/// That somebody asks for more time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asks {
    pub at: Moment,
    pub words: Option<String>,
    /// "Halcyon EU as Operator: until the end of 31 January 2027 (Berlin time)"
    pub ends: Vec<String>,
    /// What grants it, and where: **Extend…**, or **Invite again** once it has ended.
    pub extend: (String, String),
}

impl Asks {
    #[cfg(feature = "ssr")]
    pub fn answer(slug: &str, partner: PartnerId, has_ended: bool) -> (String, String) {
        use crate::path;

        let (label, to) = if has_ended {
            ("Invite again", path::invite_again(slug, partner))
        } else {
            ("Extend…", path::extend_access(slug, partner))
        };
        (label.to_owned(), to)
    }
}

/// An open session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// In the form that ends it.
    pub handle: String,
    /// "Chrome on Windows"
    pub browser: String,
    pub is_phone: bool,
    /// Its address and when it was here last: "192.0.2.7 · 2 days ago".
    pub used: String,
    /// It is the reader's own.
    pub here: bool,
}

/// One thing they can reach, and the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reach {
    pub what: String,
    pub sort: String,
    /// On an Asset.
    pub role: String,
    pub why: String,
    pub by: String,
}

/// An entry of how it came to this.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryItem {
    pub care: bool,
    pub actor: String,
    pub words: String,
    pub at: Moment,
}

/// What every Member may know of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    pub name: String,
    pub initials: String,
    pub organisation: Option<String>,
    pub kind: String,
    pub level: AccessLevel,
    /// The Modules that both have, and the Assets that both reach.
    pub in_common: Vec<String>,
}

/// None: the address holds no id.
#[server(output = crate::json::Json, endpoint = "partners/one")]
pub async fn see_partner(
    slug: String,
    id: Option<PartnerId>,
    #[server(default)] asked: Asked,
) -> Result<PartnerPage, PageError> {
    let member = crate::request::member(&slug).await?;
    let Some(id) = id else { return Err(PageError::NotFound.answer()) };
    let page = match member.admin() {
        Ok(admin) => {
            let form = use_context::<crate::access_request::RequestForm>().unwrap_or_default();
            ssr::whole(&admin, id, &asked, form).await
        }
        Err(_) => member.colleague(id).await.map(ssr::colleague),
    };
    page.map_err(|failure| PageError::from(failure).answer())
}

#[cfg(feature = "ssr")]
mod ssr {
    use domain::access::Module;
    use domain::edit::Access;
    use domain::grant::Grant;
    use domain::id::PartnerId;
    use domain::name::initials;
    use domain::partner::{PartnerKind, PartnerState};
    use domain::zone::Zone;
    use service::asset::AssetReach;
    use service::capability::Admin;
    use service::failure::Failure;
    use service::partner::PartnerDetails;

    use super::super::facts::{facts, sessions};
    use super::super::history::history_item;
    use super::{Asked, Asks, PartnerPage, Reach, Whole};
    use crate::access_request::{RequestForm, requests};
    use crate::linked::server::ssr::ad_account_of;
    use crate::partner::explain::answer::{About, answer};
    use crate::partner::server::ssr::item;

    pub(super) async fn whole(
        admin: &Admin,
        id: PartnerId,
        asked: &Asked,
        form: RequestForm,
    ) -> Result<PartnerPage, Failure> {
        let partner = admin.partner(id).await?;
        let assets = match partner.row.grant {
            Grant::Admin => AssetReach::default(),
            Grant::Standard { .. } => admin.asset_reach(id).await?,
        };
        let (zone, now) = (admin.member().zone(), admin.keyholder().clock().now());
        let address = partner.row.contact.clone();
        let reach = [reach(&partner, zone), super::super::reach::assets(&assets, zone)].concat();
        let facts = facts(&partner, admin, now);
        let sessions = sessions(&partner, admin, now).await?;
        let asks = asks(&partner, admin).await?;
        let refused = form.is_refused();
        let requests = requests(admin, id, admin.access_requests_to_answer(id).await?, form);
        let ad_account = ad_account_of(&partner, zone);
        let (id, name, subject) = (partner.row.id, partner.row.name.clone(), partner.subject());
        let item = item(partner.row, admin, now);
        let answer = answer(admin, About { id, name: &item.name, subject, assets: &assets }, asked).await?;
        let ways = assets.reached.iter().map(|of| &of.counts).chain(&assets.ended);
        Ok(PartnerPage::Whole(Box::new(Whole {
            reach_title: reach_title(name.as_deref(), item.state),
            history: partner.history.into_iter().map(|entry| history_item(entry, id, zone)).collect(),
            note: partner.note,
            own: partner.own,
            copy_link: admin.offers_copy_link(),
            assets: ways.map(|way| way.name.as_str().to_owned()).collect(),
            answer,
            title: if refused { "Error: Answer a request".to_owned() } else { item.name.clone() },
            address,
            requests,
            reach,
            facts,
            asks,
            ad_account,
            sessions,
            item,
        })))
    }

    /// Whoever is invited may have asked for a new link, which is another matter.
    async fn asks(partner: &PartnerDetails, admin: &Admin) -> Result<Option<Asks>, Failure> {
        let row = &partner.row;
        let has_ended = match row.state {
            PartnerState::Active => false,
            PartnerState::Ended => true,
            _ => return Ok(None),
        };
        let Some(asked_at) = row.asked_at else { return Ok(None) };
        Ok(Some(Asks {
            at: admin.member().zone().moment(asked_at),
            words: partner.asked_words.clone(),
            ends: admin.ends_of(row).await?.ending.lines(admin.center().zone),
            extend: Asks::answer(&admin.center().slug, row.id, has_ended),
        }))
    }

    fn reach_title(name: Option<&str>, state: PartnerState) -> String {
        let can = match state {
            PartnerState::Active => "can reach, and why",
            PartnerState::Invited | PartnerState::Expired => "will be able to reach",
            PartnerState::Declined | PartnerState::Cancelled => "would have reached",
            PartnerState::Revoked | PartnerState::Ended => "could reach",
        };
        format!("What {} {can}", name.unwrap_or("they"))
    }

    fn reach(partner: &PartnerDetails, zone: Zone) -> Vec<Reach> {
        let row = |what: &str, sort: &str, given: (String, String)| Reach {
            what: what.to_owned(),
            sort: sort.to_owned(),
            role: String::new(),
            why: given.0,
            by: given.1,
        };
        match partner.row.grant {
            Grant::Admin => {
                let given = edited(partner, zone, |access| access.grant == Grant::Admin);
                let given = given.unwrap_or_else(|| offered(partner, zone));
                vec![row("Everything", "As an Admin: every Module and Asset, now and later", given)]
            }
            Grant::Standard { modules } => modules
                .iter()
                .map(|module| {
                    let has = |access: &Access| matches!(access.grant, Grant::Standard { modules } if modules.contains(module));
                    let given = edited(partner, zone, has).unwrap_or_else(|| offered(partner, zone));
                    row(module.label(), Module::opens(module), given)
                })
                .collect(),
        }
    }

    /// By the newest edit since the invitation that gave it, where one did.
    fn edited(
        partner: &PartnerDetails,
        zone: Zone,
        has: impl Fn(&Access) -> bool,
    ) -> Option<(String, String)> {
        let gave = partner.edits.iter().find(|edit| has(&edit.after) && !has(&edit.before))?;
        Some(("Added later".to_owned(), format!("by {}, {}", gave.by, zone.day(gave.at))))
    }

    fn offered(partner: &PartnerDetails, zone: Zone) -> (String, String) {
        match &partner.invited {
            Some(invited) => (
                "Chosen in the invitation".to_owned(),
                format!("by {}, {}", invited.by, zone.day(invited.at)),
            ),
            None => ("Founded this Business Center".to_owned(), zone.day(partner.since)),
        }
    }

    pub(super) fn colleague(colleague: service::partner::Colleague) -> PartnerPage {
        let member = colleague.member;
        PartnerPage::Colleague(super::Colleague {
            initials: initials(&member.name),
            name: member.name,
            organisation: member.organisation,
            kind: member.kind.map_or("Founder", PartnerKind::label).to_owned(),
            level: member.level,
            in_common: (colleague.in_common.iter().map(Module::label).map(str::to_owned))
                .chain(colleague.assets_in_common)
                .collect(),
        })
    }
}
