//! The words and rules of Keyholder.
//!
//! This room is pure: no I/O, no clock, no randomness, nothing asynchronous. Time comes in as an argument; new ids,
//! tokens and codes are made by `service` and handed in. So every rule runs the same in the server and in the
//! browser, and thirty days pass in a test in no time. It knows neither SQL, HTTP nor Leptos.
//!
//! What a type holds has been checked: its only way in is a `parse` (or a `from_…` for rows), deserialising
//! included. Why something is refused is an enum per operation; its `Display` is the sentence a person reads, and
//! says how to mend it.
//!
//! | what | where |
//! | --- | --- |
//! | ids of things | [`id`] |
//! | e-mail addresses and phone numbers | [`contact`] |
//! | names, how they are searched and sorted, and which are nearly what was typed | [`name`], [`fold`], [`near`] |
//! | a sender's note | [`note`] |
//! | the alphabet of SMS | [`gsm`] |
//! | the address of a Business Center | [`slug`] |
//! | kinds and states of Partners | [`partner`] |
//! | levels and Modules | [`access`] |
//! | Assets, who owns them, and access to single ones | [`asset`] |
//! | what one Member has | [`grant`] |
//! | **what somebody may do**, and why not | [`decision`] |
//! | the ad account of their own | [`linked`] |
//! | campaigns | [`campaign`] |
//! | amounts of money | [`money`] |
//! | what a Grant means, in words | [`summary`] |
//! | a mail that came back | [`bounce`] |
//! | why something does not work, and what mends it | [`diagnosis`] |
//! | the articles of the guide, and how they are searched | [`guide`] |
//! | what an edit changes; what a partner asks for | [`edit`], [`access_request`] |
//! | what a revoke ends | [`revoke`] |
//! | the audit log, and the day that it is asked about | [`audit`], [`past`] |
//! | how many have room | [`seats`] |
//! | Invitations: life, state, refusals | [`invitation`] |
//! | secrets of links, and one-time codes | [`token`], [`code`] |
//! | passwords | [`password`] |
//! | time zones and moments in words; the day access ends, and when that is told | [`zone`], [`end`] |
//! | how often | [`limit`] |
//!
//! "DOMAIN n" in a comment is a section of `DOMAIN.md`, where the rule comes from; `[seed]` marks one that may not
//! be softened. "C-n" is an attack that the rule stops.

pub mod access;
pub mod access_request;
pub mod asset;
pub mod audit;
pub mod bounce;
pub mod campaign;
pub mod code;
pub mod contact;
pub mod decision;
pub mod diagnosis;
pub mod edit;
pub mod end;
pub mod fold;
pub mod grant;
pub mod gsm;
pub mod guide;
pub mod id;
pub mod invitation;
pub mod limit;
pub mod linked;
pub mod money;
pub mod name;
pub mod near;
pub mod note;
pub mod partner;
pub mod password;
pub mod past;
mod plain;
pub mod revoke;
pub mod seats;
mod slips;
pub mod slug;
pub mod summary;
pub mod token;
pub mod zone;
