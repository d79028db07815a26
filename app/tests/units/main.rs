//! What the app does apart from pages: addresses, forms, cookies, rows of Assets, the texts of the guide, what waits for
//! somebody, how an answer is made and leaves.
//! Outside the crate, since a build of it for its own tests would take minutes over views that no test here renders.

mod answer;
mod cookie;
mod export;
mod form;
mod guide;
mod needs;
mod path;
mod rows;
