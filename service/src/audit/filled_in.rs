//! A partner of the demo in the log's words. Stored as JSON: a field never changes its meaning.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::access::Access;
use super::linked_state::LinkedState;

/// Whom `keyholder demo` wrote, and how they stood from then on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilledIn {
    pub partner: Uuid,
    pub contact: String,
    /// Of whoever came in.
    pub name: Option<String>,
    /// As their row holds it: `active`, `invited`, …
    pub state: String,
    pub access: Access,
    /// None in entries from before there were any, too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub linked: Option<LinkedState>,
}
