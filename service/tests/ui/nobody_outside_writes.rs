//! What is written is committed with its event, by the house alone.

use service::change::Change;

fn main() {}
