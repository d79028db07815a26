//! The name of an Account, which every Business Center that it is in shows.

use domain::id::PartnerId;
use domain::limit::{Limited, NEW_NAMES};
use domain::name::PersonName;

use crate::audit::{AccountEvent, Event};
use crate::capability::SignedIn;
use crate::change::{AsEverywhere, Change, in_task};
use crate::failure::Failure;

impl SignedIn {
    /// Takes another name, in every Business Center at once. Where access was revoked they stay who they were.
    ///
    /// # Errors
    /// Too many when it was changed too often.
    pub async fn rename(&self, name: PersonName) -> Result<(), Failure> {
        let signed_in = self.clone();
        in_task(async move {
            let account = signed_in.account();
            let mut change = Change::everywhere(&signed_in).await?;
            let before = change.name().to_owned();
            if before == name.as_str() {
                return Ok(());
            }
            change.spend(&format!("name of {account}"), Limited::NewNames, &[NEW_NAMES]).await?;
            on!(&mut change.tx, |c| sqlx::query("UPDATE accounts SET name = $1 WHERE id = $2")
                .bind(name.as_str())
                .bind(account.uuid())
                .execute(c)
                .await
                .map(|_| ()))?;
            for membership in change.in_each() {
                let organisation = membership.organisation.as_deref().unwrap_or_default();
                let searched = domain::fold::unaccented(&format!("{} {organisation}", membership.contact));
                change.call(membership.partner(), &name, &searched).await?;
            }
            let after = String::from(name);
            let event = AccountEvent::NameChanged { before: before.clone(), after: after.clone() };
            change
                .commit(event, |membership| Event::MemberRenamed {
                    partner: membership.partner().uuid(),
                    contact: membership.contact.clone(),
                    before: before.clone(),
                    after: after.clone(),
                })
                .await
        })
        .await
    }
}

impl Change<AsEverywhere> {
    /// Their row is found, and stands in the list, by what they are called.
    async fn call(&mut self, partner: PartnerId, name: &PersonName, searched: &str) -> Result<(), Failure> {
        let key = domain::fold::unaccented(name.as_str());
        on!(&mut self.tx, |c| sqlx::query(
            "UPDATE partners SET name = $1, sort_key = $2, search_key = $2 || ' ' || $3 WHERE id = $4",
        )
        .bind(name.as_str())
        .bind(&key)
        .bind(searched)
        .bind(partner.uuid())
        .execute(c)
        .await
        .map(|_| ()))?;
        Ok(())
    }
}
