//! A Business Center around its pages: who is here, the navigation, what they may use.

mod for_admins;
mod frame;
mod needs;
mod open;
mod own;
mod settings;
mod start;

pub use for_admins::for_admins;
pub use frame::{Frame, NoSuchPage};
#[cfg(feature = "ssr")]
pub(crate) use needs::one_or_many;
pub use needs::{Need, Urgency};
pub use open::{
    OpenCenter, ask, follow_open_center, provide_open_center, refused, use_change, use_open_center,
};
pub use own::Own;
pub use settings::Settings;
#[cfg(feature = "ssr")]
pub(crate) use settings::save_settings;
pub use start::CanAndCannot;
