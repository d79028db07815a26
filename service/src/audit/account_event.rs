//! What happened to an Account. Stored as JSON under the variant's name: a variant is never renamed.

use serde::{Deserialize, Serialize};

/// What happened to an Account. Never an address that no Account has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event")]
pub enum AccountEvent {
    SignedUp,
    SignUpRefused,
    LoggedIn,
    LogInFailed,
    LoggedOut,
    SessionEnded,
    AddressClaimed { contact: String },
    AddressConfirmed { contact: String },
    AddressRemoved { contact: String },
    ConfirmationSent { contact: String },
    PasswordForgotten,
    LinkAskedForAgain,
    CodeRefused,
    PasswordReset,
    PasswordChanged,
    NameChanged { before: String, after: String },
    TimeZoneChanged { before: Option<String>, after: Option<String> },
    ViewSaved { center: String, name: String },
    ViewRemoved { center: String, name: String },
    DraftKept { center: String, name: String },
    DraftDiscarded { center: String },
}
