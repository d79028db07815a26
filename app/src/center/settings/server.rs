//! What the settings ask of the server.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::PageError;
use crate::form::{FormField, FormState};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SettingsField {
    TimeZone,
    CopyLink,
}

impl FormField for SettingsField {
    fn name(self) -> &'static str {
        match self {
            Self::TimeZone => "time_zone",
            Self::CopyLink => "copy_link",
        }
    }
}

pub type SettingsForm = FormState<SettingsField>;

/// As they stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsPage {
    pub zone: String,
    pub zones: Vec<String>,
    pub copy_link: bool,
    /// No mail server is set up: links are handed over by hand, whatever is chosen.
    pub mails_are_kept: bool,
}

/// What became of **Save settings**.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SettingsOutcome {
    Saved,
    Refused(SettingsForm),
}

#[server(output = crate::json::Json, endpoint = "settings/ask")]
pub async fn ask_settings(slug: String) -> Result<SettingsPage, PageError> {
    let admin = crate::request::admin(&slug, service::capability::AdminAction::ChangeSettings).await?;
    let settings = admin.settings();
    Ok(SettingsPage {
        zone: settings.zone.name().to_owned(),
        zones: domain::zone::Zone::all().map(|zone| zone.name().to_owned()).collect(),
        copy_link: settings.copy_link,
        mails_are_kept: !admin.keyholder().mailer().delivers(),
    })
}

#[server(output = crate::json::Json, endpoint = "settings/save")]
pub async fn save_settings(
    slug: String,
    #[server(default)] time_zone: String,
    #[server(default)] copy_link: String,
) -> Result<SettingsOutcome, PageError> {
    let admin = crate::request::admin(&slug, service::capability::AdminAction::ChangeSettings).await?;
    ssr::save(&admin, ssr::Typed { time_zone, copy_link }).await
}

#[cfg(feature = "ssr")]
pub(super) mod ssr {
    use domain::zone::Zone;
    use serde::Deserialize;
    use service::capability::Admin;
    use service::center::CenterSettings;

    use super::{SettingsField, SettingsForm, SettingsOutcome};
    use crate::error::PageError;

    /// The form as it was posted.
    #[derive(Clone, Debug, Default, Deserialize)]
    pub(crate) struct Typed {
        #[serde(default)]
        pub(crate) time_zone: String,
        #[serde(default)]
        pub(crate) copy_link: String,
    }

    pub(crate) async fn save(admin: &Admin, typed: Typed) -> Result<SettingsOutcome, PageError> {
        let mut form = SettingsForm::default()
            .typed(SettingsField::TimeZone, &*typed.time_zone)
            .typed(SettingsField::CopyLink, &*typed.copy_link);
        let Some(zone) = form.take(SettingsField::TimeZone, Zone::parse(typed.time_zone.trim())) else {
            return Ok(SettingsOutcome::Refused(form));
        };
        let settings = CenterSettings { zone, copy_link: typed.copy_link == "yes" };
        match admin.change_settings(settings).await {
            Ok(()) => Ok(SettingsOutcome::Saved),
            Err(failure) => Err(PageError::from(failure).answer()),
        }
    }
}
