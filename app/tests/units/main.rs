//! What the app does apart from pages: addresses, forms, cookies. Outside the crate, since a build of it for its own
//! tests would take minutes over views that no test here renders.

#![expect(clippy::unwrap_used, reason = "a panic is how a test reports")]

mod cookie;
mod form;
mod path;
