//! What the Business Center does: use cases, SQL, outbox, mail, SMS. Native only.
//!
//! **To add a change**: a method on the capability that may do it ([`Admin`](capability::Admin), say), in the file of
//! its operation. Its body runs in a task of its own, opens a `Change` through its door, writes the rows, queues the
//! mails and commits with an [`audit::Event`]: there is no other way to commit. What a person may be refused is an
//! enum of that operation, with the sentence they read.
//!
//! **To add a page's reading**: a method on the capability that may see it, with `read!` and one statement.

#[macro_use]
mod fail_point;
#[macro_use]
mod db;

pub mod access_request;
pub mod account;
pub mod asset;
pub mod audit;
pub mod bounce;
pub mod campaign;
pub mod capability;
pub mod center;
mod change;
pub mod client;
pub mod clock;
mod code;
mod column;
pub mod demo;
pub mod diagnosis;
pub mod end;
pub mod failure;
mod http;
pub mod invitation;
mod job;
mod keyholder;
mod limit;
mod link;
pub mod linked;
pub mod live;
pub mod mail;
pub mod member;
pub mod near_miss;
pub mod outbox;
pub mod partner;
pub mod password;
mod random;
mod seats;
mod secret;
mod seen;
mod server_url;
pub mod session;
pub mod sms;
#[cfg(feature = "testing")]
pub mod testing;

pub use code::CodeRefusal;
pub use db::{Db, OpenError, Place};
pub use keyholder::{Keyholder, Settings, SignUp};
pub use secret::Secret;
