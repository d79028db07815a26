//! What is done with an Asset group: forms that post to the address of its page.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use domain::asset::{GroupChange, GroupRefusal};
use domain::id::{AssetGroupId, AssetId};
use domain::name::AssetGroupName;
use serde::Deserialize;
use service::capability::Admin;
use service::failure::Failure;

use super::server::{GroupCheck, GroupField, GroupForm};
use crate::error::PageError;
use crate::notice::Notice;
use crate::path;
use crate::plain::House;
use crate::posted::{self, Fields};
use crate::request::AnAdmin;

/// The button that was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Deed {
    Rename,
    Put,
    Take,
    Remove,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Posted {
    #[serde(rename = "do")]
    deed: Deed,
    #[serde(default)]
    opened: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    assets: Vec<AssetId>,
    /// Whom it is about, as far as that was told.
    #[serde(default)]
    affects: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct New {
    #[serde(default)]
    name: String,
}

/// 303 to the page of the new group; the list with what is wrong.
pub(crate) async fn new(
    State(house): State<House>,
    AnAdmin(admin): AnAdmin,
    parts: Parts,
    Fields(New { name }): Fields<New>,
) -> Response {
    let made = match AssetGroupName::parse(&name) {
        Ok(name) => {
            admin.make_group(name).await.map_err(|failure| failure.map(|refusal| refusal.to_string()))
        }
        Err(refusal) => Err(Failure::Refused(refusal.to_string())),
    };
    match made {
        Ok(group) => {
            let page = path::asset_group(&admin.center().slug, group);
            posted::saying(&house, Notice::GroupMade, &page)
        }
        Err(Failure::Refused(problem)) => {
            let mut form = GroupForm::default().typed(GroupField::Name, name);
            form.refuse(GroupField::Name, problem);
            posted::refused(&house, parts, form).await
        }
        Err(failure) => house.error(&PageError::without_refusal(failure)),
    }
}

/// 303 to the page of the group, or to the list once there is none; the same page with what is wrong, or with whom it is
/// about as long as that was not told.
pub(crate) async fn group(
    State(house): State<House>,
    AnAdmin(admin): AnAdmin,
    Path((slug, group)): Path<(String, AssetGroupId)>,
    parts: Parts,
    Fields(posted): Fields<Posted>,
) -> Response {
    let here = path::asset_group(&slug, group);
    match untold(&admin, group, &posted).await {
        Ok(None) => {}
        Ok(Some(check)) => return posted::page(&house, parts, StatusCode::OK, check).await,
        Err(failure) => return house.failed(failure),
    }
    match done(&admin, group, posted).await {
        Ok(Notice::GroupRemoved) => posted::saying(&house, Notice::GroupRemoved, &path::asset_groups(&slug)),
        Ok(notice) => posted::saying(&house, notice, &here),
        Err(Failure::Refused(form)) => posted::refused(&house, parts, *form).await,
        Err(failure) => house.error(&PageError::without_refusal(failure)),
    }
}

/// Whom it is about, where that was not told, or is somebody else by now.
async fn untold(admin: &Admin, group: AssetGroupId, posted: &Posted) -> Result<Option<GroupCheck>, Failure> {
    let change = match posted.deed {
        Deed::Put => GroupChange::PutIn,
        Deed::Take => GroupChange::TakeOut,
        // Told beside the button; a name is nobody's access.
        Deed::Remove | Deed::Rename => return Ok(None),
    };
    if posted.assets.is_empty() {
        return Ok(None);
    }
    let holders = admin.group_holders(group).await?;
    let names: Vec<_> = holders.iter().map(|of| of.name.as_str()).collect();
    let affects = change.affects(&names).filter(|affects| *affects != posted.affects);
    Ok(affects.map(|affects| GroupCheck { change, assets: posted.assets.clone(), affects }))
}

async fn done(admin: &Admin, group: AssetGroupId, posted: Posted) -> Result<Notice, Failure<Box<GroupForm>>> {
    let Posted { deed, opened, name, assets, .. } = posted;
    let (done, notice) = match deed {
        Deed::Rename => return rename(admin, group, &opened, &name).await,
        Deed::Put => (admin.fill_group(group, assets, Vec::new()).await, Notice::GroupFilled),
        Deed::Take => (admin.fill_group(group, Vec::new(), assets).await, Notice::GroupFilled),
        Deed::Remove => (admin.remove_group(group).await, Notice::GroupRemoved),
    };
    done.map(|()| notice).map_err(in_the_form(GroupForm::default()))
}

async fn rename(
    admin: &Admin,
    group: AssetGroupId,
    opened: &str,
    name: &str,
) -> Result<Notice, Failure<Box<GroupForm>>> {
    let mut form = GroupForm::default().typed(GroupField::Name, name);
    let Some(wanted) = form.take(GroupField::Name, AssetGroupName::parse(name)) else {
        return Err(Failure::Refused(Box::new(form)));
    };
    let Ok(opened) = AssetGroupName::parse(opened) else { return Err(Failure::NotFound) };
    let renamed = admin.rename_group(group, opened, wanted).await;
    renamed.map(|()| Notice::AssetSaved).map_err(in_the_form(form))
}

fn in_the_form(form: GroupForm) -> impl FnOnce(Failure<GroupRefusal>) -> Failure<Box<GroupForm>> {
    move |failure| {
        failure.map(|refusal| {
            let mut form = form;
            match refusal {
                GroupRefusal::NameTaken | GroupRefusal::Meanwhile(_) => {
                    form.refuse(GroupField::Name, refusal);
                }
                GroupRefusal::Nothing => form = form.with_problem(refusal),
            }
            Box::new(form)
        })
    }
}
