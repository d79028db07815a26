//! What must be true of a house at the end of any story.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::database;
use super::plan::Engine;
use super::world::{Unusual, World};
use crate::audit::{Finding, verify};

const MISCOUNTED: &str = "SELECT slug FROM business_centers c
     WHERE admins <> (SELECT count(*) FROM partners
                       WHERE center_id = c.id AND state = 'active' AND level = 'admin')
        OR standards <> (SELECT count(*) FROM partners
                          WHERE center_id = c.id AND state = 'active' AND level = 'standard'
                            AND (ends_at IS NULL OR ends_at > c.counted_at))";

impl World {
    /// Looks the house over: no mail waits, every audit chain is whole, the counters are the counts, and nothing
    /// went wrong unseen.
    pub async fn finish(&self) {
        self.sends_mails().await;
        let mut found = BTreeSet::new();
        let mut said = String::new();
        let mut note = |unusual, what: String| {
            found.insert(unusual);
            writeln!(said, "{unusual:?}: {what}").unwrap();
        };
        for queued in self.column("SELECT recipient FROM outbox WHERE state = 'queued'").await {
            note(Unusual::QueuedMails, queued);
        }
        for center in self.center_ids().await {
            let finding = verify(&self.keyholder(), center, None).await.unwrap().finding;
            if !matches!(finding, Finding::Whole { .. }) {
                note(Unusual::BrokenAuditChain, format!("{finding:?}"));
            }
        }
        for error in self.logged_errors() {
            note(Unusual::LoggedErrors, error);
        }
        assert_eq!(found, self.expected(), "what the house looked like in the end:\n{said}");
        let miscounted = self.column(MISCOUNTED).await;
        assert!(miscounted.is_empty(), "counters that are not the counts: {miscounted:?}");
        self.keyholder().db().close().await;
        if self.engine() == Engine::Postgres {
            database::drop_schema(self.database_url()).await;
        }
    }
}
