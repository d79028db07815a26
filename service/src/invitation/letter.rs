//! The mail or SMS of an Invitation, written when it leaves: one that was cancelled, resent or accepted meanwhile is not.

use domain::access::AccessLevel;
use domain::asset::{AssetGrant, AssetGrants};
use domain::contact::ContactKind;
use domain::end::EndDate;
use domain::grant::Grant;
use domain::id::{AccountId, PartnerId};
use domain::invitation::AcceptUntil;
use domain::partner::PartnerKind;
use domain::summary::Line;
use domain::zone::Zone;

use crate::asset::asset_grants;
use crate::clock::{at, micros};
use crate::column;
use crate::failure::Failure;
use crate::keyholder::Keyholder;
use crate::mail::Letter;
use crate::mail::astray::{ReportedMail, WrongAccountMail};
use crate::mail::invitation::InvitationMail;
use crate::mail::partner::{AcceptedMail, DeclinedMail, NewLinkAskedMail, WelcomeMail};
use crate::sms::Sms;

#[derive(sqlx::FromRow)]
struct Row {
    center: String,
    zone: String,
    inviter: String,
    inviter_contact: String,
    contact: String,
    kind: Option<String>,
    level: String,
    modules: i64,
    note: Option<String>,
    expires_at: i64,
    ends_at: Option<i64>,
}

/// None when the Invitation is not open any more, or was sent again since.
pub(crate) async fn letter(
    keyholder: &Keyholder,
    partner: PartnerId,
    version: i64,
) -> Result<Option<Letter>, Failure> {
    let Some(row) = Row::read(keyholder, partner, version).await? else { return Ok(None) };
    let token = keyholder.secret().invitation_token(ContactKind::Email, partner.uuid(), version);
    let link = format!("{}/invite/{}", keyholder.settings().url, token.reveal());
    let zone = column::zone(&row.zone).unwrap_or_default();
    let assets = asset_grants(keyholder, partner, zone).await?.standing(keyholder.clock().now());
    Ok(row.mail(zone, assets, link).map(|mail| mail.letter()))
}

/// As [`letter`]; what is offered stands on the page that its link opens.
pub(crate) async fn sms(
    keyholder: &Keyholder,
    partner: PartnerId,
    version: i64,
) -> Result<Option<Sms>, Failure> {
    let Some(row) = Row::read(keyholder, partner, version).await? else { return Ok(None) };
    let token = keyholder.secret().invitation_token(ContactKind::Phone, partner.uuid(), version);
    let zone = column::zone(&row.zone).unwrap_or_default();
    let day = row.until(zone).day(zone);
    Ok(Some(Sms::invitation(&row.center, &day, &keyholder.settings().url, &token)))
}

impl Row {
    async fn read(keyholder: &Keyholder, partner: PartnerId, version: i64) -> Result<Option<Self>, Failure> {
        let now = keyholder.clock().now();
        Ok(read!(keyholder.db(), |c| {
            sqlx::query_as::<_, Self>(
        "SELECT c.name AS center, c.time_zone AS zone, coalesce(i.name, i.contact) AS inviter,
                i.contact AS inviter_contact, p.contact, p.kind, p.level, p.modules, p.note,
                p.invitation_expires_at AS expires_at, p.ends_at
           FROM partners p
           JOIN business_centers c ON c.id = p.center_id
           JOIN partners i ON i.id = p.invited_by
          WHERE p.id = $1 AND p.invitation_version = $2 AND p.state = 'invited' AND p.invitation_expires_at > $3
            AND i.state = 'active' AND i.level = 'admin'
            AND NOT EXISTS (SELECT 1 FROM mail_blocks b
                             WHERE b.center_id = p.center_id AND b.contact = p.contact)",
    )
    .bind(partner.uuid())
    .bind(version)
    .bind(micros(now))
    .fetch_optional(c)
    .await
        })?)
    }

    fn access_ends(&self, zone: Zone) -> Option<EndDate> {
        self.ends_at.map(|ends| EndDate::at(at(ends), zone))
    }

    fn until(&self, zone: Zone) -> AcceptUntil {
        AcceptUntil::of(at(self.expires_at), self.access_ends(zone))
    }

    fn mail(self, zone: Zone, assets: AssetGrants, link: String) -> Option<InvitationMail> {
        let offer = Offer {
            grant: column::grant(Some(&self.level), Some(self.modules))?,
            assets,
            kind: self.kind.as_deref().and_then(PartnerKind::parse)?,
            zone,
            accept_until: self.until(zone),
            access_ends: self.access_ends(zone),
            note: self.note,
        };
        let inviter = Inviter { center: self.center, name: self.inviter, contact: self.inviter_contact };
        Some(offer.mail(inviter, self.contact, link))
    }
}

/// Who invites, as the mail names them.
pub(super) struct Inviter {
    pub(super) center: String,
    pub(super) name: String,
    pub(super) contact: String,
}

/// What is offered.
pub(super) struct Offer {
    pub(super) grant: Grant,
    pub(super) assets: AssetGrants,
    pub(super) kind: PartnerKind,
    /// Of the Business Center.
    pub(super) zone: Zone,
    pub(super) accept_until: AcceptUntil,
    pub(super) access_ends: Option<EndDate>,
    pub(super) note: Option<String>,
}

impl Offer {
    pub(super) fn mail(self, inviter: Inviter, contact: String, link: String) -> InvitationMail {
        let summary = self.grant.summary(&self.assets);
        InvitationMail {
            center: inviter.center,
            inviter: inviter.name,
            inviter_contact: inviter.contact,
            contact,
            kind_label: self.kind.label().to_owned(),
            level_label: self.grant.level().label().to_owned(),
            can: can(&summary.can, self.grant, &self.assets, self.access_ends),
            cannot: texts(&summary.cannot),
            accept_until: self.accept_until.words(self.zone, self.zone),
            access_ends: self.access_ends.map(|end| end.words(self.zone)),
            note: self.note,
            link,
        }
    }
}

fn can(lines: &[Line], grant: Grant, assets: &AssetGrants, access_ends: Option<EndDate>) -> Vec<String> {
    let line = |of: &AssetGrant| of.line(grant.modules(), access_ends);
    texts(lines).into_iter().chain(assets.iter().map(line)).collect()
}

fn texts(lines: &[Line]) -> Vec<String> {
    lines.iter().map(|line| line.text.to_owned()).collect()
}

/// A partner as a mail about them tells it.
#[derive(sqlx::FromRow)]
struct Told {
    center: String,
    slug: String,
    zone: String,
    name: Option<String>,
    contact: String,
    level: String,
    modules: i64,
    state: String,
    state_at: i64,
    ends_at: Option<i64>,
    account_id: Option<uuid::Uuid>,
    inviter: Option<String>,
}

impl Told {
    async fn read(keyholder: &Keyholder, partner: PartnerId) -> Result<Option<Self>, Failure> {
        Ok(read!(keyholder.db(), |c| {
            sqlx::query_as::<_, Self>(
            "SELECT c.name AS center, c.slug, c.time_zone AS zone, p.name, p.contact, p.level, p.modules, p.state,
                    p.state_at, p.ends_at, p.account_id, coalesce(i.name, i.contact) AS inviter
               FROM partners p
               JOIN business_centers c ON c.id = p.center_id
               LEFT JOIN partners i ON i.id = p.invited_by
              WHERE p.id = $1",
        )
        .bind(partner.uuid())
        .fetch_optional(c)
        .await
        })?)
    }

    fn at(&self) -> String {
        column::zone(&self.zone).unwrap_or_default().moment(at(self.state_at)).to_string()
    }

    fn partners_url(&self, keyholder: &Keyholder) -> String {
        format!("{}/b/{}/partners", keyholder.settings().url, self.slug)
    }

    fn level_label(&self) -> String {
        AccessLevel::parse(&self.level).map_or("", AccessLevel::label).to_owned()
    }
}

/// To the sender: they are in.
pub(crate) async fn accepted(keyholder: &Keyholder, partner: PartnerId) -> Result<Option<Letter>, Failure> {
    let told = Told::read(keyholder, partner).await?.filter(|told| told.state == "active");
    Ok(told.map(|told| {
        AcceptedMail {
            at: told.at(),
            partners_url: told.partners_url(keyholder),
            level_label: told.level_label(),
            partner: told.name.clone().unwrap_or_else(|| told.contact.clone()),
            center: told.center,
            contact: told.contact,
        }
        .letter()
    }))
}

/// To whoever accepted: what they can do now.
pub(crate) async fn welcome(
    keyholder: &Keyholder,
    partner: PartnerId,
    account: AccountId,
) -> Result<Option<Letter>, Failure> {
    let told = Told::read(keyholder, partner).await?;
    let told = told.filter(|told| told.state == "active" && told.account_id == Some(account.uuid()));
    let Some(told) = told else { return Ok(None) };
    let zone = column::zone(&told.zone).unwrap_or_default();
    let assets = asset_grants(keyholder, partner, zone).await?.standing(keyholder.clock().now());
    let grant = column::grant(Some(&told.level), Some(told.modules));
    Ok(grant.map(|grant| {
        let summary = grant.summary(&assets);
        let access_ends = told.ends_at.map(|ends| EndDate::at(at(ends), zone));
        let mail = WelcomeMail {
            url: format!("{}/b/{}", keyholder.settings().url, told.slug),
            level_label: told.level_label(),
            name: told.name.unwrap_or_default(),
            center: told.center,
            can: can(&summary.can, grant, &assets, access_ends),
            cannot: texts(&summary.cannot),
            access_ends: access_ends.map(|end| end.words(zone)),
        };
        mail.letter()
    }))
}

/// To the sender: they do not want it.
pub(crate) async fn declined(keyholder: &Keyholder, partner: PartnerId) -> Result<Option<Letter>, Failure> {
    let told = Told::read(keyholder, partner).await?.filter(|told| told.state == "declined");
    Ok(told.map(|told| {
        DeclinedMail {
            at: told.at(),
            partners_url: told.partners_url(keyholder),
            center: told.center,
            contact: told.contact,
        }
        .letter()
    }))
}

/// To the sender: the link has expired and a new one is wanted.
pub(crate) async fn asked(keyholder: &Keyholder, partner: PartnerId) -> Result<Option<Letter>, Failure> {
    let told = Told::read(keyholder, partner).await?.filter(|told| told.state == "invited");
    Ok(told.map(|told| {
        let partners_url = told.partners_url(keyholder);
        NewLinkAskedMail { center: told.center, contact: told.contact, partners_url }.letter()
    }))
}

/// To the sender: somebody with another account has the link.
pub(crate) async fn wrong_account(
    keyholder: &Keyholder,
    partner: PartnerId,
) -> Result<Option<Letter>, Failure> {
    let told = Told::read(keyholder, partner).await?.filter(|told| told.state == "invited");
    Ok(told.map(|told| {
        let partners_url = told.partners_url(keyholder);
        WrongAccountMail { center: told.center, contact: told.contact, partners_url }.letter()
    }))
}

/// To the Admins and the operator: the receiver says that it should not have been sent.
pub(crate) async fn reported(
    keyholder: &Keyholder,
    partner: PartnerId,
    blocked: bool,
) -> Result<Option<Letter>, Failure> {
    Ok(Told::read(keyholder, partner).await?.map(|told| {
        ReportedMail {
            partners_url: told.partners_url(keyholder),
            inviter: told.inviter.unwrap_or_default(),
            center: told.center,
            contact: told.contact,
            blocked,
        }
        .letter()
    }))
}
