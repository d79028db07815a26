//! Building blocks without a feature of their own: no server function, no address, no word of the domain.

mod changing_title;
mod dialog;
mod erased;
mod failed;
mod field;
mod focus;
mod icon;
mod ledger;
mod search;
mod time;

pub use changing_title::ChangingTitle;
pub use dialog::Dialog;
pub use erased::Erased;
pub use failed::Failed;
pub use field::{Choice, ErrorSummary, Select, TextArea, TextField};
pub use focus::focus;
pub use icon::{GLYPHS, Icon, Mark, Sprite};
pub use ledger::{Head, Ledger};
pub use search::SearchBox;
pub use time::Time;
