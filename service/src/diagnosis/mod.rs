//! What is known about somebody for whom something does not work (DOMAIN 7).

mod changes;
mod log_in;

pub use changes::Changes;
pub use log_in::LogIn;
