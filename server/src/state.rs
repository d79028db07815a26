use app::plain::House;
use axum::extract::FromRef;
use leptos::prelude::LeptosOptions;
use service::Keyholder;

/// What handlers can ask for.
#[derive(Clone, FromRef)]
pub(crate) struct AppState {
    pub(crate) options: LeptosOptions,
    pub(crate) keyholder: Keyholder,
    pub(crate) house: House,
}

impl AppState {
    pub(crate) fn new(options: LeptosOptions, keyholder: Keyholder) -> Self {
        let house = House { options: options.clone(), keyholder: keyholder.clone() };
        Self { options, keyholder, house }
    }
}
