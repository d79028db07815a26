//! What somebody is told of their own access. Nothing here reads what they may not know.

use domain::access_request::Offer;
use domain::decision::Subject;
use domain::diagnosis::{Problem, assets, changes, level};
use domain::partner::PartnerState;

use super::assets::Known;
use super::changes::ad_accounts;
use super::level::level;
use crate::capability::Member;
use crate::failure::Failure;
use crate::partner::details_of;

impl Member {
    /// # Errors
    /// When the database can't be read.
    pub async fn own_level(&self) -> Result<level::Facts, Failure> {
        Ok(level(&details_of(self, self.partner()).await?))
    }

    /// # Errors
    /// When the database can't be read.
    pub async fn own_given(&self) -> Result<assets::Facts, Failure> {
        let mut facts = self.given(self.partner(), self.subject().await?, Known::ToThem).await?;
        let taken: Vec<_> = facts.taken.iter().map(|taken| taken.target).collect();
        facts.name_what_is_here(&self.registered(&taken).await?);
        Ok(facts)
    }

    /// # Errors
    /// When the database can't be read.
    pub async fn own_changes(&self) -> Result<changes::Facts, Failure> {
        let reach = self.own_assets().await?;
        Ok(changes::Facts {
            who: self.subject().await?,
            ad_accounts: ad_accounts(&reach, self.keyholder().clock().now()),
            waiting: self.waiting_of(self.partner()).await?,
        })
    }

    /// All that a problem of theirs offers them to ask for now.
    pub(crate) async fn offers(&self, problem: Problem) -> Result<Vec<Offer>, Failure> {
        Ok(match problem {
            // Whoever is in can log in.
            Problem::LogIn => Vec::new(),
            Problem::Level => {
                let found = level::diagnose(&self.own_level().await?);
                found.findings.iter().flat_map(level::Finding::offers).collect()
            }
            Problem::Assets => {
                let facts = self.own_given().await?;
                let found = assets::diagnose_own(&facts);
                let missing = found.findings.iter().flat_map(|finding| facts.offers(finding));
                missing.chain(found.questions.iter().flat_map(assets::Question::offers)).collect()
            }
            Problem::Changes => {
                let facts = self.own_changes().await?;
                let found = changes::diagnose(&facts);
                let missing = found.findings.iter().flat_map(|finding| facts.offers(finding));
                missing.chain(found.questions.iter().flat_map(|of| facts.offers_for(*of))).collect()
            }
        })
    }

    async fn subject(&self) -> Result<Subject, Failure> {
        let ad_account = self.own_ad_account().await?.linking().ad_account();
        Ok(Subject { state: PartnerState::Active, grant: self.grant(), ad_account })
    }
}
