//! The rules of Keyholder as tests: one file for each feature, each name a rule, each on both engines. One executable,
//! since linking one for each file would take longer than all tests together.

#![expect(clippy::unwrap_used, reason = "helpers of tests, too: a panic is how they report")]

mod acceptance;
mod again;
mod appoint;
mod asset;
mod asset_grants;
mod asset_groups;
mod audit;
mod audit_log;
mod bulk;
mod business_centers;
mod candidates;
mod capability;
mod claims;
mod compiled;
mod confirm;
mod contacts;
mod copied_links;
mod demo;
mod dropped;
mod edit;
mod edit_invitation;
mod ends;
mod extension;
mod forgotten;
mod forgotten_by_sms;
mod invitation_ends;
mod invitation_mails;
mod invitations;
mod kept_seals;
mod last_days;
mod linked;
mod live;
mod log_in;
mod names;
mod organisation;
mod outbox;
mod partner_list;
mod partner_order;
mod partner_pages;
mod partner_sessions;
mod phone_acceptance;
mod race;
mod replay;
mod reports;
mod revoke;
mod saved_views;
mod schema;
mod seats;
mod secrets;
mod sessions;
mod sign_up;
mod sms;
mod statements;
