//! The partners of one Business Center of the demo, in one change.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::asset::AssetTarget;
use domain::contact::{Contact, Email};
use domain::edit::Access;
use domain::end::EndDate;
use domain::id::{AccountId, OrganisationId, PartnerId};
use domain::invitation::{Recorded, expires_at, partner_state};
use domain::linked::{Link, LinkState};
use domain::name::OrganisationName;
use domain::partner::{PartnerKind, PartnerState};
use uuid::Uuid;

use super::DemoRefusal;
use super::given::House;
use super::people::{DemoPartner, partner};
use crate::audit::Event;
use crate::capability::{Admin, Standing};
use crate::change::{AsAdmin, Change, in_task};
use crate::clock::micros;
use crate::column;
use crate::failure::Failure;
use crate::outbox::Mail;
use crate::secret::{self, LinkPurpose};

/// Writes them with what they are given of the targets.
pub(super) async fn fill_center(
    admin: Admin,
    targets: Vec<AssetTarget>,
    partners: u32,
    hash: String,
) -> Result<(), Failure<DemoRefusal>> {
    in_task(async move {
        let mut change = Change::by_admin(&admin).await?;
        let center = change.center().slug.clone();
        let house = House { targets: &targets, zone: change.center().zone, now: change.now };
        let (mut organisations, mut filled, mut accesses) = (HashMap::new(), Vec::new(), Vec::new());
        for number in 0..partners {
            let partner = partner(number, partners, &center, &house);
            let id = change.insert_demo_partner(&partner, &hash, &mut organisations).await?;
            filled.push(partner.as_the_log_tells(id));
            accesses.push((PartnerId::from_uuid(id), partner.access));
        }
        let given = accesses.iter().flat_map(|(id, access)| access.assets().iter().map(|grant| (*id, grant)));
        change.insert_asset_grants(&given.collect::<Vec<_>>()).await?;
        change.commit(Event::DemoFilled { partners, filled }).await
    })
    .await
}

impl Change<AsAdmin> {
    async fn insert_demo_partner(
        &mut self,
        partner: &DemoPartner,
        hash: &str,
        organisations: &mut HashMap<OrganisationName, OrganisationId>,
    ) -> Result<Uuid, Failure<DemoRefusal>> {
        let DemoPartner { access, recorded, invited_at, seen_at, .. } = partner;
        let email = Email::parse(&partner.email).map_err(|_| Failure::NotFound)?;
        let organisation = self.demo_organisation(access, organisations).await?;
        let account = self.demo_account(partner.told_name(), &email, hash).await?;
        let id = self.new_id();
        let mail = match recorded {
            Recorded::Open => Some(self.insert_sent_mail(id, &email, *invited_at).await?),
            _ => None,
        };
        let name = partner.told_name();
        let sort_key = name.map_or_else(|| email.as_str().to_owned(), domain::fold::unaccented);
        let told = access.organisation.as_ref().map_or("", OrganisationName::as_str);
        let search_key =
            domain::fold::unaccented(&format!("{} {} {told}", name.unwrap_or_default(), email.as_str()));
        let token = self.keyholder.secret().token(LinkPurpose::Invitation, id, 1);
        let (center, sender) = (self.center().id, self.actor().partner);
        let ends_at = access.ends().map(EndDate::moment);
        let expires_at = expires_at(*invited_at, ends_at);
        on!(&mut self.tx, |c| {
            sqlx::query(
                "INSERT INTO partners (id, center_id, contact_kind, contact, account_id, name, sort_key, search_key,
                                       organisation_id, kind, level, modules, state, state_at, invited_by, invited_at,
                                       invitation_expires_at, invitation_version, token_hash, seen_at, mail_id,
                                       ends_at, ends_set_at, ends_told_at)
                 VALUES ($1, $2, 'email', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 1, $17, $18, $19,
                         $20, $21, $22)",
            )
            .bind(id)
            .bind(center.uuid())
            .bind(email.as_str())
            .bind(account.map(AccountId::uuid))
            .bind(name)
            .bind(sort_key)
            .bind(search_key)
            .bind(organisation.map(OrganisationId::uuid))
            .bind(access.kind.map(PartnerKind::as_str))
            .bind(access.grant.level().as_str())
            .bind(column::modules(access.grant))
            .bind(recorded.as_str())
            .bind(micros(partner.since()))
            .bind(sender.map(PartnerId::uuid))
            .bind(micros(*invited_at))
            .bind(micros(expires_at))
            .bind(secret::hash(&token))
            .bind(seen_at.map(micros))
            .bind(mail)
            .bind(ends_at.map(micros))
            .bind(ends_at.map(|_| micros(*invited_at)))
            // They know of it: no mail goes out when the demo is started.
            .bind(ends_at.map(|end| micros(end.min(self.now))))
            .execute(c)
            .await
            .map(|_| ())
        })?;
        if partner_state(*recorded, expires_at, ends_at, self.now) == PartnerState::Active {
            self.take_seat(access.grant.level());
        }
        if let Some((link, linked_at)) = partner.link.as_ref().zip(*seen_at) {
            self.write_demo_link(id, link, linked_at).await?;
        }
        Ok(id)
    }

    /// Of whoever came in.
    async fn demo_account(
        &mut self,
        name: Option<&str>,
        email: &Email,
        hash: &str,
    ) -> Result<Option<AccountId>, Failure<DemoRefusal>> {
        let Some(name) = name else { return Ok(None) };
        let contact = Contact::Email(email.clone());
        self.insert_account(name, hash, &contact, Standing::Verified).await.map(Some)
    }

    /// Each Organisation is looked for once.
    async fn demo_organisation(
        &mut self,
        access: &Access,
        known: &mut HashMap<OrganisationName, OrganisationId>,
    ) -> Result<Option<OrganisationId>, Failure<DemoRefusal>> {
        let Some(name) = &access.organisation else { return Ok(None) };
        if let Some(id) = known.get(name) {
            return Ok(Some(*id));
        }
        let id = self.organisation(name).await?;
        known.insert(name.clone(), id);
        Ok(Some(id))
    }

    /// What they linked when they were here last. Whatever is not in review any more was set by Ada since.
    async fn write_demo_link(
        &mut self,
        partner: Uuid,
        link: &Link,
        linked_at: DateTime<Utc>,
    ) -> Result<(), Failure<DemoRefusal>> {
        let ada = self.actor().partner.filter(|_| link.state != LinkState::InReview);
        on!(&mut self.tx, |c| {
            sqlx::query(
            "UPDATE partners
                SET linked_advertiser_id = $1, link_state = $2, linked_at = $3, link_state_by = $4, link_state_at = $5
              WHERE id = $6",
        )
        .bind(link.advertiser.as_str())
        .bind(link.state.as_str())
        .bind(micros(linked_at))
        .bind(ada.map(PartnerId::uuid))
        .bind(ada.map(|_| micros(linked_at + (self.now - linked_at) / 2)))
        .bind(partner)
        .execute(c)
        .await
        .map(|_| ())
        })?;
        Ok(())
    }

    /// Nobody is written to: the mails of the demo count as sent.
    async fn insert_sent_mail(
        &mut self,
        partner: Uuid,
        to: &Email,
        sent_at: DateTime<Utc>,
    ) -> Result<Uuid, Failure<DemoRefusal>> {
        let partner = PartnerId::from_uuid(partner);
        let center = self.center().id;
        let mail = self.queue_in(Some(center), Mail::Invitation { partner, version: 1 }, to).await?.uuid();
        on!(&mut self.tx, |c| sqlx::query(
            "UPDATE outbox SET state = 'sent', sent_at = $1, tries = 1 WHERE id = $2"
        )
        .bind(micros(sent_at))
        .bind(mail)
        .execute(c)
        .await
        .map(|_| ()))?;
        Ok(mail)
    }
}
