//! A linked ad account, in the log's words. Stored as JSON: a field never changes its meaning.

use domain::asset::AdvertiserId;
use domain::linked::{Link, LinkState};
use serde::{Deserialize, Serialize};

/// What somebody had linked, and how it stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkedState {
    pub advertiser: String,
    pub state: String,
}

impl LinkedState {
    pub(crate) fn of(link: &Link) -> Self {
        Self { advertiser: link.advertiser.as_str().to_owned(), state: link.state.as_str().to_owned() }
    }

    /// What it tells, where this build still knows every word of it.
    pub fn parse(&self) -> Option<Link> {
        let advertiser = AdvertiserId::parse(&self.advertiser).ok()?;
        Some(Link { advertiser, state: LinkState::parse(&self.state)? })
    }
}
