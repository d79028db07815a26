//! **Settings** of a Business Center.

use domain::zone::Zone;

use crate::audit::{Event, SettingsState};
use crate::capability::Admin;
use crate::change::{Change, in_task};
use crate::failure::Failure;
use crate::keyholder::Keyholder;

/// What an Admin decides for everybody here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CenterSettings {
    /// Times on pages and in mails are in it.
    pub zone: Zone,
    /// An Admin may hand a link over by hand, beside the mail.
    pub copy_link: bool,
}

/// Whether **Copy link** stands beside an Invitation: always where no mail could bring it, else as the Business Center
/// chose (DOMAIN 3).
pub(crate) fn offers_copy_link(keyholder: &Keyholder, chosen: bool) -> bool {
    chosen || !keyholder.mailer().delivers()
}

impl CenterSettings {
    fn state(self) -> SettingsState {
        SettingsState { time_zone: self.zone.name().to_owned(), copy_link: self.copy_link }
    }
}

impl Admin {
    pub fn settings(&self) -> CenterSettings {
        CenterSettings { zone: self.center().zone, copy_link: self.center().copy_link }
    }

    /// Whether **Copy link** stands beside an open Invitation.
    pub fn offers_copy_link(&self) -> bool {
        offers_copy_link(self.keyholder(), self.center().copy_link)
    }

    /// Changes them. Saving what stands already changes nothing, and is no event.
    ///
    /// # Errors
    /// When it could not be written.
    pub async fn change_settings(&self, after: CenterSettings) -> Result<(), Failure> {
        let admin = self.clone();
        in_task(async move {
            let mut change = Change::by_admin(&admin).await?;
            let center = change.center();
            let (id, before) = (center.id, CenterSettings { zone: center.zone, copy_link: center.copy_link });
            if before == after {
                return Ok(());
            }
            on!(&mut change.tx, |c| sqlx::query(
                "UPDATE business_centers SET time_zone = $1, copy_link = $2 WHERE id = $3",
            )
            .bind(after.zone.name())
            .bind(after.copy_link)
            .bind(id.uuid())
            .execute(c)
            .await
            .map(|_| ()))?;
            change.commit(Event::SettingsChanged { before: before.state(), after: after.state() }).await
        })
        .await
    }
}
