//! The audit log: one chain of sealed entries per Business Center, written in the transaction of the change.
//!
//! A seal is an HMAC over the entry's fields and the seal before it, with a key that is not in the database: whoever
//! can write the table can neither alter an entry nor recompute the chain. [`verify()`] finds the first entry that does
//! not fit, and whether the seals that left the house, by mail or export, are still those of the log. [`Replay`] tells from the entries alone how things
//! stood after any of them.

mod about;
mod access;
mod account_event;
mod approval_state;
mod asset_access;
mod asset_state;
mod campaign_state;
mod entry;
mod event;
mod filled_in;
mod fits;
mod handed_over;
mod inquiry;
mod kept;
mod linked_state;
mod log;
mod monthly;
mod past;
mod reach;
mod regrouped;
mod replay;
mod verify;

pub use access::Access;
pub use account_event::AccountEvent;
pub use approval_state::ApprovalState;
pub use asset_state::{AssetState, GroupedAsset};
pub use campaign_state::CampaignState;
use domain::id::{AccountId, BusinessCenterId, PartnerId};
pub(crate) use entry::entry_about;
pub use event::{Event, SettingsState};
pub use filled_in::FilledIn;
pub(crate) use fits::fits;
pub use handed_over::{HandedCampaigns, HandedOver, HandedProposal, Taker};
pub use inquiry::{Stay, Until};
pub use kept::{KeptSeal, Place, Way};
pub use linked_state::LinkedState;
pub use log::{AssetChoice, LogEntry, LogPage, LogQuery};
pub(crate) use monthly::newest_seal_letter;
pub use monthly::{mail_seals_due, run};
pub use past::{Past, PastQuery};
pub use reach::{PastWay, Reach, Reacher, Subject};
pub use replay::{Mark, PastAsset, Replay};
pub use verify::{Finding, Named, Verification, verify};

use crate::change::{Change, InCenter};
use crate::clock::micros;
use crate::failure::Failure;
use crate::secret::Secret;

/// Who acts, as the log names them.
#[derive(Clone, Debug)]
pub(crate) struct Actor {
    pub(crate) account: Option<AccountId>,
    pub(crate) partner: Option<PartnerId>,
    pub(crate) name: String,
    pub(crate) admin: bool,
}

impl Actor {
    /// Whoever holds a link and has not said who they are.
    pub(crate) fn holder() -> Self {
        Self { account: None, partner: None, name: "Holder of the invitation link".to_owned(), admin: false }
    }

    /// Whoever typed the invited address at log-in, be it theirs or not.
    pub(crate) fn at_log_in() -> Self {
        Self { name: "Somebody at the log-in page".to_owned(), ..Self::holder() }
    }
}

/// The seal before the first entry.
pub(crate) const FIRST_SEAL: [u8; 32] = [0; 32];

/// An entry's fields, as they stand in the row.
struct Entry<'a> {
    center: BusinessCenterId,
    number: i64,
    at: i64,
    account: Option<AccountId>,
    actor: &'a str,
    client: &'a str,
    body: &'a str,
}

impl Entry<'_> {
    fn seal(&self, secret: &Secret, before: &[u8]) -> Vec<u8> {
        let account = self.account.map(AccountId::uuid);
        secret
            .audit_seal(&[
                before,
                self.center.uuid().as_bytes(),
                &self.number.to_be_bytes(),
                &self.at.to_be_bytes(),
                account.as_ref().map_or(&[], |id| id.as_bytes().as_slice()),
                self.actor.as_bytes(),
                self.client.as_bytes(),
                self.body.as_bytes(),
            ])
            .to_vec()
    }
}

impl<Door: InCenter> Change<Door> {
    /// Appends the entry whose number is the change's, and makes its seal the Business Center's newest. Writes how many
    /// Members of each level there are now.
    pub(crate) async fn append<R>(&mut self, event: &Event) -> Result<(), Failure<R>> {
        let body = serde_json::to_string(event)?;
        let client = self.client.ip().to_string();
        let (center, actor) = (self.center(), self.actor());
        let entry = Entry {
            center: center.id,
            number: center.change,
            at: micros(self.now),
            account: actor.account,
            actor: &actor.name,
            client: &client,
            body: &body,
        };
        let seal = entry.seal(self.keyholder.secret(), &center.seal);
        let (center, account, actor) = (entry.center, entry.account, entry.actor.to_owned());
        let (number, at) = (entry.number, entry.at);
        on!(&mut self.tx, |c| sqlx::query(
            "INSERT INTO audit (center_id, number, at, account_id, actor, client, body, seal)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(center.uuid())
        .bind(number)
        .bind(at)
        .bind(account.map(AccountId::uuid))
        .bind(actor)
        .bind(client)
        .bind(body)
        .bind(&seal)
        .execute(c)
        .await
        .map(|_| ()))?;
        for partner in event.about() {
            on!(&mut self.tx, |c| sqlx::query(
                "INSERT INTO audit_about (center_id, partner_id, number) VALUES ($1, $2, $3)",
            )
            .bind(center.uuid())
            .bind(partner.uuid())
            .bind(number)
            .execute(c)
            .await
            .map(|_| ()))?;
        }
        // The counters go with it: a change of seats costs no statement of its own. Nor do the seats that the clock freed
        // since the last one: somebody else may have one by now.
        let (admins, standards) = (self.center().admins, self.center().standards);
        let approvals = self.center().standing_approvals;
        on!(&mut self.tx, |c| sqlx::query(
            "UPDATE business_centers
                SET seal = $1, admins = $2, counted_at = $5, standing_approvals = $6,
                    standards = $3 - (SELECT count(*)
                                        FROM partners p
                                       WHERE p.center_id = $4 AND p.state = 'active'
                                         AND p.ends_at > counted_at AND p.ends_at <= $5)
              WHERE id = $4",
        )
        .bind(&seal)
        .bind(admins)
        .bind(standards)
        .bind(center.uuid())
        .bind(at)
        .bind(approvals)
        .execute(c)
        .await
        .map(|_| ()))?;
        Ok(())
    }
}

impl<Door> Change<Door> {
    /// Writes what happened to an Account; of no Business Center, so in no chain.
    pub(crate) async fn record<R>(
        &mut self,
        account: Option<AccountId>,
        event: &AccountEvent,
    ) -> Result<(), Failure<R>> {
        let (id, body) = (self.new_id(), serde_json::to_string(event)?);
        let client = self.client.ip().to_string();
        on!(&mut self.tx, |c| sqlx::query(
            "INSERT INTO account_events (id, at, account_id, body, client) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(id)
        .bind(micros(self.now))
        .bind(account.map(AccountId::uuid))
        .bind(body)
        .bind(client)
        .execute(c)
        .await
        .map(|_| ()))?;
        Ok(())
    }
}
