use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::PageError;

/// A page of Help, as the server drew it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn {
    pub title: String,
    pub html: String,
}

/// What the address of the index asks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// What the guide is searched for.
    pub q: String,
    /// Who has a problem, and which; asked by an Admin.
    pub who: String,
    pub problem: String,
}

/// What stands at that address below Help: the index, an article, or a problem of whoever asks.
#[server(output = crate::json::Json, endpoint = "help/read")]
pub async fn read_help(
    slug: String,
    #[server(default)] page: String,
    #[server(default)] asked: Asked,
) -> Result<Drawn, PageError> {
    let member = crate::request::member(&slug).await?;
    let form = use_context::<crate::access_request::RequestForm>().unwrap_or_default();
    super::inside::page(&member, &page, asked, form).await
}
