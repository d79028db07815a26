//! Partners: the people who are in a Business Center, were, or are invited to it.

mod answers;
mod appoint;
mod bulk;
mod candidates;
mod changed;
mod details;
mod edit;
mod edit_invitation;
mod hand_over;
mod left_behind;
mod list;
mod look_up;
mod names;
mod organisation;
mod rehearse;
mod revoke;
mod sessions;
mod successors;
mod views;

pub(crate) use answers::OtherAdmin;
pub(crate) use appoint::appointed_letter;
pub use appoint::{AdminThere, AppointRefusal, Appointed, Beside, in_a_row};
pub use bulk::{BulkChange, BulkDone, BulkRefusal};
pub use candidates::Candidate;
pub(crate) use changed::changed_letter;
pub use details::{Colleague, Entry, Invited, PartnerDetails, PastEdit};
pub use edit::{Edit, Edited};
pub(crate) use hand_over::handed_over_letter;
pub(crate) use list::{Counted, escaped, like};
pub use list::{ListedPartner, MailRow, Page, PartnerRow, PartnersQuery};
pub use look_up::{Rehearsed, ToRevoke};
pub use organisation::Organisation;
pub use revoke::Revocation;
pub(crate) use revoke::{left_letter, revoked_letter};
pub use sessions::PartnerSession;
pub use views::{MOST_VIEWS, SaveViewRefusal, SavedView};
