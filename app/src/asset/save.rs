//! What is typed about an Asset, made into what can't be wrong; and Assets in words.

use chrono::{DateTime, Utc};
use domain::asset::{
    AdvertiserId, AssetKind, AssetRefusal, AssetTarget, Currency, Owner, Particulars, UtcOffset,
};
use domain::contact::Contact;
use domain::grant::Grant;
use domain::id::AssetId;
use domain::name::{AssetGroupName, AssetName, OrganisationName};
use domain::zone::ago;
use service::asset::{Asset, AssetEdit, AssetHolder, AssetReach, AssetWay, AssetsQuery, TypedOwner};
use service::audit::AssetState as Stands;
use service::capability::{Admin, Member};
use service::failure::Failure;

use super::server::{
    Asked, AssetField, AssetForm, AssetItem, AssetOutcome, AssetState, AssetsPage, HolderItem, Posted,
    Registered, SharedAsset,
};
use super::why::{was, why, why_alone};
use crate::error::PageError;

pub(super) async fn list(admin: &Admin, asked: Asked) -> Result<AssetsPage, PageError> {
    let query = AssetsQuery {
        search: asked.search,
        kind: asked.kind,
        group: AssetGroupName::parse(&asked.group).ok(),
        after: asked.after,
    };
    let answer = |failure: Failure| PageError::from(failure).answer();
    let page = admin.assets(&query).await.map_err(answer)?;
    let groups = admin.asset_groups().await.map_err(answer)?;
    Ok(AssetsPage {
        more_after: if page.more { page.rows.last().map(|last| last.id) } else { None },
        rows: page.rows.into_iter().map(item).collect(),
        groups: names(&groups),
    })
}

fn item(asset: Asset) -> AssetItem {
    AssetItem {
        id: asset.id,
        what: what(&asset),
        name: asset.name.as_str().to_owned(),
        owner: asset.owner_name,
        groups: names(&asset.groups).join(", "),
    }
}

fn holder(of: AssetHolder) -> HolderItem {
    HolderItem {
        partner: of.partner,
        name: of.name,
        state: of.state,
        role: of.reached.counts.way.role.label().to_owned(),
        why: why_alone(&of.reached),
    }
}

/// What is shared with a Standard Member.
pub(super) async fn shared(member: &Member) -> Result<Vec<SharedAsset>, PageError> {
    let reach = member.own_assets().await.map_err(|failure| PageError::from(failure).answer())?;
    Ok(shared_with(member.grant(), &reach, member.keyholder().clock().now()))
}

/// What is shared with whoever has this, in the words that they read.
pub(crate) fn shared_with(grant: Grant, reach: &AssetReach, now: DateTime<Utc>) -> Vec<SharedAsset> {
    let item = |row: &AssetWay, why: String, ended: Option<String>| {
        let abilities = grant.abilities(row.kind, reach.hold(row.way.asset, now));
        SharedAsset {
            name: row.name.as_str().to_owned(),
            what: row.what.clone(),
            role: row.way.role.label().to_owned(),
            can: abilities.words(),
            missing: abilities.missing(),
            why,
            ended,
        }
    };
    let stands = reach.reached.iter().map(|of| item(&of.counts, why(of), None));
    let ended =
        reach.ended.iter().map(|row| item(row, was(row), row.last_day().map(|last| last.end().to_string())));
    stands.chain(ended).collect()
}

/// "Ad account 7012 4498 0031, EUR, UTC+01:00", "Audience of Halcyon EU"
fn what(asset: &Asset) -> String {
    match &asset.ad_account {
        Some(ad_account) => format!("{} of {ad_account}", asset.particulars),
        None => asset.particulars.to_string(),
    }
}

fn names(groups: &[AssetGroupName]) -> Vec<String> {
    groups.iter().map(|group| group.as_str().to_owned()).collect()
}

pub(super) async fn open(admin: &Admin, asset: Option<AssetId>) -> Result<AssetForm, PageError> {
    let answer = |failure: Failure| PageError::from(failure).answer();
    let groups = names(&admin.asset_groups().await.map_err(answer)?);
    let Some(asset) = asset else {
        let ad_accounts = admin.ad_accounts().await.map_err(answer)?;
        return Ok(AssetForm {
            state: AssetState::default(),
            groups,
            registered: None,
            ad_accounts: ad_accounts.into_iter().map(|of| (of.id.to_string(), of.name)).collect(),
            currencies: currencies(),
            offsets: UtcOffset::all().map(|of| (of.minutes().to_string(), of.to_string())).collect(),
        });
    };
    let asset = admin.asset(asset).await.map_err(answer)?;
    let holders = admin.asset_holders(asset.id).await.map_err(answer)?;
    let when = ago(asset.changed_at, admin.keyholder().clock().now());
    let (name, kind) = (asset.name.clone(), asset.particulars.kind());
    Ok(AssetForm {
        state: as_typed(&asset),
        groups,
        registered: Some(Registered {
            name: name.as_str().to_owned(),
            spelt: AssetTarget::Asset { id: asset.id, kind, name }.spelt(),
            what: what(&asset),
            changed: format!("{}, {when}", asset.changed_by),
            holders: holders.into_iter().map(holder).collect(),
        }),
        ad_accounts: Vec::new(),
        currencies: Vec::new(),
        offsets: Vec::new(),
    })
}

/// Those that most are billed in, then all others by code.
fn currencies() -> Vec<(String, String)> {
    let words =
        |code: &str| Currency::parse(code).ok().map(|of| (code.to_owned(), format!("{code}, {}", of.name())));
    let rest = Currency::all().filter(|code| !Currency::COMMON.contains(code));
    Currency::COMMON.into_iter().chain(rest).filter_map(words).collect()
}

fn as_typed(asset: &Asset) -> AssetState {
    let (owner, field) = match asset.owner {
        Owner::ThisBusiness => ("this_business", AssetField::OwnerName),
        Owner::Partner(_) => ("partner", AssetField::OwnerPartner),
        Owner::Other(_) => ("other", AssetField::OwnerName),
    };
    let state = AssetState::default()
        .typed(AssetField::Opened, json(&asset.state()))
        .typed(AssetField::Name, asset.name.as_str())
        .typed(AssetField::Owner, owner)
        .typed(field, asset.owner_typed.clone().unwrap_or_default());
    asset.groups.iter().fold(state, |state, group| state.typed(AssetField::Groups, group.as_str()))
}

fn json(state: &Stands) -> String {
    serde_json::to_string(state).unwrap_or_default()
}

pub(super) async fn save(
    admin: &Admin,
    asset: Option<AssetId>,
    posted: Posted,
) -> Result<AssetOutcome, PageError> {
    let mut form = posted.form();
    let outcome = match asset {
        Some(asset) if !posted.remove.is_empty() => {
            admin.remove_asset(asset).await.map(|()| AssetOutcome::Removed)
        }
        Some(asset) => {
            let opened =
                serde_json::from_str(&posted.opened).map_err(|_| PageError::NotUnderstood.answer())?;
            let Some(edit) = posted.edit(&mut form) else {
                return Ok(AssetOutcome::Refused(form));
            };
            admin.edit_asset(asset, opened, edit).await.map(|()| AssetOutcome::Saved)
        }
        None => {
            let new = posted.edit(&mut form);
            let (Some(particulars), Some(new)) = (posted.particulars(&mut form), new) else {
                return Ok(AssetOutcome::Refused(form));
            };
            admin.register_asset(particulars, new).await.map(|_| AssetOutcome::Registered)
        }
    };
    match outcome {
        Ok(outcome) => Ok(outcome),
        Err(Failure::Refused(refusal)) => refused(admin, asset, form, &refusal).await,
        Err(failure) => Err(PageError::without_refusal(failure).answer()),
    }
}

/// Beside its field, or above the form.
async fn refused(
    admin: &Admin,
    asset: Option<AssetId>,
    mut form: AssetState,
    refusal: &AssetRefusal,
) -> Result<AssetOutcome, PageError> {
    let field = match refusal {
        AssetRefusal::NameTaken(_) => Some(AssetField::Name),
        AssetRefusal::AdvertiserTaken(_) => Some(AssetField::AdvertiserId),
        AssetRefusal::NoSuchAdAccount => Some(AssetField::AdAccount),
        AssetRefusal::NoSuchPartner => Some(AssetField::OwnerPartner),
        AssetRefusal::Meanwhile { .. }
        | AssetRefusal::HasParts(_)
        | AssetRefusal::HasCampaigns(_)
        | AssetRefusal::HasProposals(_)
        | AssetRefusal::Nothing => None,
    };
    let form = match (field, refusal, asset) {
        (Some(field), ..) => {
            form.refuse(field, refusal);
            form
        }
        // Having been told what stands, they save over just that.
        (None, AssetRefusal::Meanwhile { .. }, Some(asset)) => {
            let now = admin.asset(asset).await.map_err(|failure| PageError::from(failure).answer())?;
            form.instead(AssetField::Opened, json(&now.state())).with_problem(refusal)
        }
        (
            None,
            AssetRefusal::HasParts(_) | AssetRefusal::HasCampaigns(_) | AssetRefusal::HasProposals(_),
            Some(asset),
        ) => {
            let now = admin.asset(asset).await.map_err(|failure| PageError::from(failure).answer())?;
            as_typed(&now).with_problem(refusal)
        }
        (None, ..) => form.with_problem(refusal),
    };
    Ok(AssetOutcome::Refused(form))
}

impl Posted {
    /// With everything that was typed.
    fn form(&self) -> AssetState {
        let form = [
            (AssetField::Opened, &self.opened),
            (AssetField::Kind, &self.kind),
            (AssetField::Name, &self.name),
            (AssetField::AdvertiserId, &self.advertiser_id),
            (AssetField::Currency, &self.currency),
            (AssetField::UtcOffset, &self.utc_offset),
            (AssetField::AdAccount, &self.ad_account),
            (AssetField::Owner, &self.owner),
            (AssetField::OwnerPartner, &self.owner_partner),
            (AssetField::OwnerName, &self.owner_name),
            (AssetField::NewGroup, &self.new_group),
        ];
        let form = form
            .into_iter()
            .fold(AssetState::default(), |form, (field, value)| form.typed(field, value.as_str()));
        self.groups.iter().fold(form, |form, group| form.typed(AssetField::Groups, group.as_str()))
    }

    fn particulars(&self, form: &mut AssetState) -> Option<Particulars> {
        let kind = AssetKind::parse(&self.kind).ok_or("Choose what it is.");
        let ad_account = |form: &mut AssetState| {
            let chosen = self.ad_account.parse().map_err(|_| AssetRefusal::NoSuchAdAccount);
            form.take(AssetField::AdAccount, chosen)
        };
        Some(match form.take(AssetField::Kind, kind)? {
            AssetKind::AdAccount => {
                let advertiser =
                    form.take(AssetField::AdvertiserId, AdvertiserId::parse(&self.advertiser_id));
                let currency = form.take(AssetField::Currency, Currency::parse(&self.currency));
                let offset = form.take(AssetField::UtcOffset, UtcOffset::parse(&self.utc_offset));
                Particulars::AdAccount { advertiser: advertiser?, currency: currency?, offset: offset? }
            }
            AssetKind::TikTokAccount => Particulars::TikTokAccount,
            AssetKind::Pixel => Particulars::Pixel,
            AssetKind::Catalog => Particulars::Catalog,
            AssetKind::Shop => Particulars::Shop,
            AssetKind::LeadForm => Particulars::LeadForm,
            AssetKind::Audience => Particulars::Audience { ad_account: ad_account(form)? },
            AssetKind::Creative => Particulars::Creative { ad_account: ad_account(form)? },
        })
    }

    fn edit(&self, form: &mut AssetState) -> Option<AssetEdit> {
        let name = form.take(AssetField::Name, AssetName::parse(&self.name));
        let owner = self.typed_owner(form);
        let ticked = self.groups.iter().map(|group| AssetGroupName::parse(group));
        let ticked = form.take(AssetField::Groups, ticked.collect::<Result<Vec<_>, _>>());
        let new = match self.new_group.trim() {
            "" => Some(None),
            group => form.take(AssetField::NewGroup, AssetGroupName::parse(group)).map(Some),
        };
        let groups = ticked?.into_iter().chain(new?).collect();
        Some(AssetEdit { name: name?, owner: owner?, groups })
    }

    fn typed_owner(&self, form: &mut AssetState) -> Option<TypedOwner> {
        match self.owner.as_str() {
            "this_business" => Some(TypedOwner::ThisBusiness),
            "partner" => form
                .take(AssetField::OwnerPartner, Contact::parse(&self.owner_partner))
                .map(TypedOwner::Partner),
            "other" => form
                .take(AssetField::OwnerName, OrganisationName::parse(&self.owner_name))
                .map(TypedOwner::Other),
            _ => {
                form.refuse(AssetField::Owner, "Choose whose it is.");
                None
            }
        }
    }
}
