//! **Add Partners** on the server: what was typed is parsed, and each refusal stands beside its field.

use domain::access::{AccessLevel, Module, Modules};
use domain::asset::{AssetGrants, AssetRole};
use domain::contact::{Contact, ContactKind};
use domain::end::EndDate;
use domain::grant::Grant;
use domain::id::PartnerId;
use domain::invitation::{InviteRefusal, Works};
use domain::name::OrganisationName;
use domain::note::Note;
use domain::partner::PartnerKind;
use service::capability::Admin;
use service::failure::Failure;
use service::invitation::NewInvitation;
use service::partner::PartnerDetails;

use super::form::{InviteField, InviteForm};
use super::mistyped::Mistyped;
use super::server::{BeforeInviting, InviteOutcome, Posted};
use crate::access::{AssetRow, PostedRows, rows};
use crate::error::PageError;
use crate::path;

pub(crate) async fn page(
    admin: &Admin,
    again: Option<PartnerId>,
    gives: &str,
) -> Result<BeforeInviting, Failure> {
    let seats = admin.seats().await?;
    let former = match again {
        Some(partner) => {
            let details = admin.partner(partner).await?;
            let (zone, now) = (admin.center().zone, admin.keyholder().clock().now());
            let ends = details.row.ends_at.map(|ends| EndDate::at(ends, zone));
            let ends = ends.filter(|end| !end.is_over(now));
            Some(former(&details, &admin.former_assets(partner).await?, ends))
        }
        None => None,
    };
    let filled_in = if gives.is_empty() { former } else { Some(with_row(admin, former, gives).await?) };
    let now = admin.keyholder().clock().now();
    Ok(BeforeInviting {
        filled_in,
        sms_to: admin.keyholder().sms().map(|gateway| gateway.countries().to_string()),
        suggested: admin.suggested_targets().await?,
        admin_seats: seats.words(AccessLevel::Admin),
        standard_warning: seats.warning(AccessLevel::Standard).map(|warning| warning.to_string()),
        works: Works::sent_at(now, admin.member().zone(), admin.center().zone),
        zone: admin.center().zone.words(),
    })
}

/// **Invite again** starts from the former Grant (DOMAIN 5).
fn former(partner: &PartnerDetails, assets: &AssetGrants, ends: Option<EndDate>) -> InviteForm {
    let row = &partner.row;
    let form = InviteForm::default()
        .typed(InviteField::Contact, &*row.contact)
        .typed(InviteField::Kind, row.kind.map_or("", PartnerKind::as_str))
        .typed(InviteField::Organisation, row.organisation.as_deref().unwrap_or_default())
        .typed(InviteField::Level, row.grant.level().as_str())
        .typed(InviteField::Ends, ends.map(EndDate::iso).unwrap_or_default())
        .instead_of_all(InviteField::Assets, AssetRow::all(assets).iter().map(AssetRow::json));
    let Grant::Standard { modules } = row.grant else { return form };
    modules.iter().fold(form, |form, module| form.typed(InviteField::Modules, module.as_str()))
}

/// With a row for what is to be given, or with why there is none.
async fn with_row(admin: &Admin, form: Option<InviteForm>, gives: &str) -> Result<InviteForm, Failure> {
    let mut form = form.unwrap_or_default();
    let mut assets = AssetRow::read(form.values(InviteField::Assets));
    let problem = rows::add(admin, (gives, AssetRole::Analyst), &mut assets).await?;
    form = form.instead_of_all(InviteField::Assets, assets.iter().map(AssetRow::json));
    if let Some(problem) = problem {
        form.refuse(InviteField::AddAsset, problem);
    }
    Ok(form)
}

/// Parses what was typed, invites, and puts each refusal beside its field.
pub(crate) async fn invite(admin: &Admin, mut typed: Posted) -> Result<InviteOutcome, PageError> {
    if !typed.right_contact.is_empty() {
        typed.contact = std::mem::take(&mut typed.right_contact);
    }
    // What stands in the field counts for Standard access alone, which shows it.
    if typed.level != AccessLevel::Admin.as_str() && !typed.add_asset.trim().is_empty() {
        return add(admin, &typed).await;
    }
    let kept = typed.kept();
    let new = match typed.parse(admin) {
        Ok(new) => new,
        Err(form) => return Ok(InviteOutcome::Refused(form)),
    };
    let kind = new.contact.kind();
    match admin.invite(new).await {
        Ok(_) if kind == ContactKind::Phone => Ok(InviteOutcome::SentBySms),
        Ok(_) => Ok(InviteOutcome::Sent),
        Err(Failure::Refused(refusal)) => {
            Ok(InviteOutcome::Refused(refused(kept, &refusal, &admin.center().slug)))
        }
        Err(Failure::TooMany(limit)) if limit.what.is_of_a_number() => {
            let mut form = kept;
            form.refuse(InviteField::Contact, limit);
            Ok(InviteOutcome::Refused(form))
        }
        Err(Failure::TooMany(limit)) => Ok(InviteOutcome::Refused(kept.with_problem(limit))),
        Err(failure) => Err(PageError::without_refusal(failure).answer()),
    }
}

/// One row more, and the form stands as it was.
async fn add(admin: &Admin, typed: &Posted) -> Result<InviteOutcome, PageError> {
    let Some(mut rows) = typed.rows().rows() else { return Err(PageError::NotUnderstood.answer()) };
    let added = rows::add(admin, (&typed.add_asset, AssetRole::Analyst), &mut rows).await;
    let problem = added.map_err(|failure| PageError::from(failure).answer())?;
    let mut form = typed.kept().instead_of_all(InviteField::Assets, rows.iter().map(AssetRow::json));
    if let Some(problem) = problem {
        form.refuse(InviteField::AddAsset, problem);
        return Ok(InviteOutcome::Refused(form));
    }
    Ok(InviteOutcome::Added(form.instead(InviteField::AddAsset, "")))
}

fn refused(mut form: InviteForm, refusal: &InviteRefusal, slug: &str) -> InviteForm {
    let field = match refusal {
        InviteRefusal::SeatsFull(_) => InviteField::Level,
        InviteRefusal::Assets(_) => InviteField::Assets,
        InviteRefusal::Ends(_) => InviteField::Ends,
        _ => InviteField::Contact,
    };
    form.refuse(field, refusal);
    match refusal {
        InviteRefusal::AlreadyOpen { partner } | InviteRefusal::AlreadyMember { partner } => {
            form.with_way_on("Open their page", path::partner(slug, *partner))
        }
        _ => form,
    }
}

impl Posted {
    fn rows(&self) -> PostedRows {
        PostedRows {
            assets: self.assets.clone(),
            roles: self.asset_roles.clone(),
            purposes: self.asset_purposes.clone(),
            ends: self.asset_ends.clone(),
        }
    }

    fn kept(&self) -> InviteForm {
        let rows = self.rows().rows().unwrap_or_default();
        let form = InviteForm::default()
            .typed(InviteField::Contact, &*self.contact)
            .typed(InviteField::AsTyped, &*self.as_typed)
            .typed(InviteField::Kind, &*self.kind)
            .typed(InviteField::Organisation, &*self.organisation)
            .typed(InviteField::Level, &*self.level)
            .typed(InviteField::AddAsset, &*self.add_asset)
            .instead_of_all(InviteField::Assets, rows.iter().map(AssetRow::json))
            .typed(InviteField::Ends, &*self.ends)
            .typed(InviteField::Note, &*self.note);
        self.modules.iter().fold(form, |form, module| form.typed(InviteField::Modules, &**module))
    }

    pub(crate) fn parse(self, admin: &Admin) -> Result<NewInvitation, InviteForm> {
        let mut form = self.kept();
        let Some(mut rows) = self.rows().rows() else {
            return Err(form.with_problem(PageError::NotUnderstood));
        };
        let (zone, now) = (admin.center().zone, admin.keyholder().clock().now());
        // An Admin is given none, and has no end: whatever still stands in the hidden fields.
        let (assets, ends) = match AccessLevel::parse(&self.level) {
            Some(AccessLevel::Admin) => (Ok(AssetGrants::NONE), Ok(None)),
            _ => {
                (rows::parse(&mut rows, &AssetGrants::NONE, zone, now), EndDate::parse(&self.ends, zone, now))
            }
        };
        form = form.instead_of_all(InviteField::Assets, rows.iter().map(AssetRow::json));
        let assets = form.take(InviteField::Assets, assets);
        let contact = form.take(InviteField::Contact, Contact::parse_unmistakable(&self.contact));
        let mistyped = contact.as_ref().and_then(|contact| Mistyped::of(contact, &self.as_typed));
        let contact = match mistyped {
            Some(mistyped) => {
                form = form.instead(InviteField::AsTyped, mistyped.typed.as_str());
                form = form.instead(InviteField::RightContact, mistyped.meant.as_str());
                form.refuse(InviteField::Contact, mistyped.question("Send Invite"));
                None
            }
            None => contact,
        };
        let kind = form
            .take(InviteField::Kind, PartnerKind::parse(&self.kind).ok_or("Choose what they are to you."));
        let organisation = match self.organisation.trim() {
            "" => Some(None),
            name => form.take(InviteField::Organisation, OrganisationName::parse(name)).map(Some),
        };
        let level =
            form.take(InviteField::Level, AccessLevel::parse(&self.level).ok_or("Choose Standard or Admin."));
        let modules = form.take(InviteField::Modules, modules(&self.modules));
        let ends = form.take(InviteField::Ends, ends);
        let note = form.take(InviteField::Note, Note::parse(&self.note));
        let who = contact.zip(kind).zip(organisation);
        match (who, level.zip(modules), assets, ends, note) {
            (
                Some(((contact, kind), organisation)),
                Some((level, modules)),
                Some(assets),
                Some(ends),
                Some(note),
            ) => {
                let grant = match level {
                    AccessLevel::Admin => Grant::Admin,
                    AccessLevel::Standard => Grant::Standard { modules },
                };
                Ok(NewInvitation { contact, kind, organisation, grant, assets, ends, note })
            }
            _ => Err(form),
        }
    }
}

fn modules(typed: &[String]) -> Result<Modules, &'static str> {
    typed.iter().map(|code| Module::parse(code).ok_or("There is no such Module.")).collect()
}
