use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::PageError;

/// A page of the guide, as the server drew it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn {
    pub title: String,
    pub html: String,
}

/// One article; where none is named the index, with what is found where something is searched for.
#[server(endpoint = "help/read")]
pub async fn read_guide(
    slug: String,
    #[server(default)] article: String,
    #[server(default)] q: String,
) -> Result<Drawn, PageError> {
    let member = crate::request::member(&slug).await?;
    super::inside::page(&member, &article, q)
}
