//! Rows of Assets on the server: what was posted, made into what can't be wrong.

use chrono::{DateTime, Utc};
use domain::asset::{AssetGrant, AssetGrants, AssetRole, AssetTarget};
use domain::end::EndDate;
use domain::name::Purpose;
use domain::zone::Zone;
use service::asset::TargetSearch;
use service::capability::Admin;
use service::failure::Failure;

use super::assets::{AssetRow, PostedRows};

impl PostedRows {
    /// None: it came from no form of ours.
    pub fn rows(&self) -> Option<Vec<AssetRow>> {
        let count = self.assets.len();
        if [&self.roles, &self.purposes, &self.ends].iter().any(|list| list.len() != count) {
            return None;
        }
        let lists = self.assets.iter().zip(&self.roles).zip(&self.purposes).zip(&self.ends);
        lists
            .map(|(((target, role), purpose), ends)| {
                Some(AssetRow {
                    target: serde_json::from_str(target).ok()?,
                    role: role.clone(),
                    purpose: purpose.clone(),
                    ends: ends.clone(),
                    problem: None,
                    added: false,
                })
            })
            .collect()
    }
}

/// What the rows ask for, once each says what is wrong with it.
///
/// # Errors
/// What is wrong with them as a whole.
pub fn parse(
    rows: &mut [AssetRow],
    opened: &AssetGrants,
    zone: Zone,
    now: DateTime<Utc>,
) -> Result<AssetGrants, String> {
    let mut grants = Vec::new();
    let mut first = None;
    for row in rows.iter_mut().filter(|row| !row.role.is_empty()) {
        match grant(row, opened, zone, now) {
            Ok(grant) => grants.push(grant),
            Err(problem) => {
                first.get_or_insert_with(|| format!("{}: {problem}", row.target.name()));
                row.problem = Some(problem);
            }
        }
    }
    match first {
        Some(problem) => Err(problem),
        None => AssetGrants::new(grants).map_err(|refusal| refusal.to_string()),
    }
}

fn grant(row: &AssetRow, opened: &AssetGrants, zone: Zone, now: DateTime<Utc>) -> Result<AssetGrant, String> {
    let role = AssetRole::parse(&row.role).ok_or("Choose Analyst or Operator.")?;
    let purpose = match row.purpose.trim() {
        "" => None,
        typed => Some(Purpose::parse(typed).map_err(|refusal| refusal.to_string())?),
    };
    // An end that stands may be over by now, or have been set when the Business Center was in another zone.
    let stands = opened.get(row.target.id()).and_then(|grant| grant.ends);
    let ends = match stands.filter(|end| end.iso() == row.ends.trim()) {
        Some(end) => Some(end),
        None => EndDate::parse(&row.ends, zone, now).map_err(|refusal| refusal.to_string())?,
    };
    Ok(AssetGrant { target: row.target.clone(), role, purpose, ends })
}

/// Adds a row for what was typed, in that role, or says why there is none.
pub(crate) async fn add(
    admin: &Admin,
    (typed, role): (&str, AssetRole),
    rows: &mut Vec<AssetRow>,
) -> Result<Option<String>, Failure> {
    let target = match admin.find_target(typed).await? {
        TargetSearch::One(target) => target,
        TargetSearch::Nothing => {
            let near = admin.nearly_called(typed).await?;
            return Ok(Some(if near.is_empty() {
                "Nothing here has this name or advertiser ID. Register it under Assets first.".to_owned()
            } else {
                let names = near.iter().map(AssetTarget::spelt).collect::<Vec<_>>().join(", ");
                format!(
                    "Nothing here has this name or advertiser ID. Nearly called so: {names}. Type it so, or register it under Assets first."
                )
            }));
        }
        TargetSearch::Several(names) => {
            return Ok(Some(format!("Several are meant: {}. Type one of them.", names.join(", "))));
        }
    };
    let stands = rows.iter_mut().find(|row| row.target.id() == target.id());
    match stands {
        Some(row) if !row.role.is_empty() => {
            return Ok(Some(format!("{} is in the list already.", row.target.name())));
        }
        Some(row) => {
            role.as_str().clone_into(&mut row.role);
            row.added = true;
        }
        None => rows.push(AssetRow {
            target,
            role: role.as_str().to_owned(),
            purpose: String::new(),
            ends: String::new(),
            problem: None,
            added: true,
        }),
    }
    Ok(None)
}
