//! What is known about somebody for whom something does not work (DOMAIN 7).

mod assets;
mod changes;
pub mod doctor;
mod level;
mod log_in;
mod own;

pub use assets::Assets;
pub use changes::Changes;
pub use level::Level;
pub use log_in::LogIn;
