//! A step of **Edit** as it was posted, parsed: each refusal stands beside its field.

use domain::access::{AccessLevel, Module, Modules};
use domain::asset::AssetGrants;
use domain::edit::{Access, Part};
use domain::end::EndDate;
use domain::grant::Grant;
use domain::name::OrganisationName;
use domain::partner::PartnerKind;
use service::capability::Admin;

use super::server::{EditField, EditForm, Posted};
use crate::access::{AssetRow, PostedRows, rows};
use crate::error::PageError;

impl Posted {
    /// The parts that are as this Admin wanted them, where another wanted them otherwise, Assets aside. A Module is none
    /// of them: both can only have changed it to the same.
    pub(super) fn taken(&self) -> impl Iterator<Item = Part> {
        let choices = [
            (Part::Grant, &self.take_grant),
            (Part::Kind, &self.take_kind),
            (Part::Organisation, &self.take_organisation),
            (Part::Ends, &self.take_ends),
        ];
        choices.into_iter().filter(|(_, whose)| *whose == "mine").map(|(part, _)| part)
    }

    /// An Asset is to be added first. What stands in the field counts for Standard access alone, which shows it.
    pub(super) fn adds(&self) -> bool {
        self.level != AccessLevel::Admin.as_str() && !self.add_asset.trim().is_empty()
    }

    pub(super) fn rows(&self) -> PostedRows {
        PostedRows {
            assets: self.assets.clone(),
            roles: self.asset_roles.clone(),
            purposes: self.asset_purposes.clone(),
            ends: self.asset_ends.clone(),
        }
    }

    /// The form with what was typed.
    pub(super) fn kept(&self) -> EditForm {
        let rows = self.rows().rows().unwrap_or_default();
        let form = EditForm::default()
            .typed(EditField::Opened, &*self.opened)
            .typed(EditField::Kind, &*self.kind)
            .typed(EditField::Organisation, &*self.organisation)
            .typed(EditField::Level, &*self.level)
            .typed(EditField::AddAsset, &*self.add_asset)
            .typed(EditField::Ends, &*self.ends)
            .instead_of_all(EditField::Assets, rows.iter().map(AssetRow::json));
        self.modules.iter().fold(form, |form, code| form.typed(EditField::Modules, &**code))
    }

    /// What stood when the form was opened, and what is wanted.
    pub(super) fn parse(self, admin: &Admin) -> Result<(Access, Access), EditForm> {
        let mut form = self.kept();
        let Some(mut rows) = self.rows().rows() else {
            return Err(form.with_problem(PageError::NotUnderstood));
        };
        let Ok(opened) = serde_json::from_str::<Access>(&self.opened) else {
            return Err(form.with_problem(PageError::NotUnderstood));
        };
        // Whoever founded the Business Center may stay what they are.
        let kind = match self.kind.as_str() {
            "" if opened.kind.is_none() => Some(None),
            code => form
                .take(EditField::Kind, PartnerKind::parse(code).ok_or("Choose what they are to you."))
                .map(Some),
        };
        let organisation = match self.organisation.trim() {
            "" => Some(None),
            name => form.take(EditField::Organisation, OrganisationName::parse(name)).map(Some),
        };
        let level =
            form.take(EditField::Level, AccessLevel::parse(&self.level).ok_or("Choose Standard or Admin."));
        let modules = self.modules.iter().map(|code| Module::parse(code).ok_or("There is no such Module."));
        let modules = form.take(EditField::Modules, modules.collect::<Result<Modules, _>>());
        let (zone, now) = (admin.center().zone, admin.keyholder().clock().now());
        // Whoever becomes an Admin is given none, and has no end: whatever still stands in the hidden fields.
        let admin = level == Some(AccessLevel::Admin);
        let assets =
            if admin { Ok(AssetGrants::NONE) } else { rows::parse(&mut rows, opened.assets(), zone, now) };
        form = form.instead_of_all(EditField::Assets, rows.iter().map(AssetRow::json));
        let assets = form.take(EditField::Assets, assets);
        let ends = match opened.ends().filter(|end| end.iso() == self.ends.trim()) {
            Some(end) => Some(Some(end)),
            None if admin => Some(None),
            None => form.take(EditField::Ends, EndDate::parse(&self.ends, zone, now)),
        };
        match (kind.zip(organisation), level, modules, assets, ends) {
            (Some((kind, organisation)), Some(level), Some(modules), Some(assets), Some(ends)) => {
                let grant = match level {
                    AccessLevel::Admin => Grant::Admin,
                    AccessLevel::Standard => Grant::Standard { modules },
                };
                Ok((opened, Access::new(kind, organisation, grant, assets).with_end(ends)))
            }
            _ => Err(form),
        }
    }
}
