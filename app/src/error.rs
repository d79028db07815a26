//! What a page is told when it can't be served, and the one place that sets its status.

use domain::decision::Refusal;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

use crate::json::JsonText;
use crate::path;

/// Why a server function gave no answer. A refusal that a person can mend is no error: it is part of the answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum PageError {
    #[error("You are logged out. Log in in another tab, then go on here: what you typed stays.")]
    SignedOut,
    #[error("There is no such page.")]
    NotFound,
    #[error("{0}")]
    Forbidden(String),
    /// What the reader may not do, and where they find out why.
    #[error("{reason}")]
    Refused { reason: String, diagnosis: Option<String> },
    #[error("{0}")]
    TooMany(String),
    #[error("Many people are writing at this moment. Nothing changed; try again.")]
    Busy,
    #[error("We couldn’t do that. Nothing changed. Reference {reference}.")]
    Internal { reference: String },
    #[error("Keyholder can’t be reached. Nothing is lost; try again.")]
    Offline,
    /// A call that no page of this build makes.
    #[error("This page is not of the Keyholder that runs now. Nothing changed; load the page again.")]
    NotUnderstood,
}

impl FromServerFnError for PageError {
    type Encoder = JsonText;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Self::Offline,
            _ => Self::NotUnderstood,
        }
    }
}

impl PageError {
    /// In the Business Center at the slug.
    pub fn refused(why: Refusal, slug: &str) -> Self {
        Self::Refused { reason: why.to_string(), diagnosis: path::why(slug, why) }
    }

    /// Where the reader finds out why, and can ask for what is missing.
    pub fn diagnosis(&self) -> Option<&str> {
        match self {
            Self::Refused { diagnosis, .. } => diagnosis.as_deref(),
            _ => None,
        }
    }
}

#[cfg(not(feature = "ssr"))]
impl PageError {
    /// In the browser there is no answer whose status could be set.
    #[must_use]
    pub fn answer(self) -> Self {
        self
    }
}

#[cfg(feature = "ssr")]
mod ssr {
    use axum::http::StatusCode;
    use leptos::prelude::use_context;
    use leptos_axum::ResponseOptions;
    use service::failure::Failure;

    use super::PageError;

    impl PageError {
        /// The status of the answer that carries it.
        pub fn status(&self) -> StatusCode {
            match self {
                Self::SignedOut => StatusCode::UNAUTHORIZED,
                Self::NotFound => StatusCode::NOT_FOUND,
                Self::Forbidden(_) | Self::Refused { .. } => StatusCode::FORBIDDEN,
                Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
                Self::NotUnderstood => StatusCode::BAD_REQUEST,
                Self::Busy | Self::Offline => StatusCode::SERVICE_UNAVAILABLE,
                Self::Internal { .. } => StatusCode::INTERNAL_SERVER_ERROR,
            }
        }

        /// Sets the status of the answer being made: `server_fn` alone would answer 500 for every error.
        #[must_use]
        pub fn answer(self) -> Self {
            if let Some(response) = use_context::<ResponseOptions>() {
                response.set_status(self.status());
            }
            self
        }
    }

    impl PageError {
        /// Of an operation whose refusals the caller has answered already.
        pub fn without_refusal<R>(failure: Failure<R>) -> Self {
            match failure {
                Failure::Refused(_) | Failure::NotFound => Self::NotFound,
                Failure::NoLongerAllowed => {
                    Self::Forbidden("Your access has changed meanwhile. Load the page again.".to_owned())
                }
                Failure::TooMany(limit) => Self::TooMany(limit.to_string()),
                Failure::Busy => Self::Busy,
                Failure::Internal(reference) => Self::Internal { reference: reference.to_string() },
            }
        }
    }

    impl From<Failure> for PageError {
        fn from(failure: Failure) -> Self {
            Self::without_refusal(failure)
        }
    }
}
