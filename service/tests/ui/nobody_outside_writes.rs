//! What is written is committed with its event, by the house alone: private.
// error[E0603]

pub use service::change::Change;
