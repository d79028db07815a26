//! What the pages of the guide ask of the server, where its texts are.

use domain::guide::Article;
use domain::guide::search::Hit;
use leptos::prelude::*;

use crate::error::PageError;

/// The body of an article, as HTML of our own.
#[server(endpoint = "help/read")]
pub async fn read_article(slug: String, article: Article) -> Result<String, PageError> {
    crate::request::member(&slug).await?;
    Ok(super::guide::html(article).to_owned())
}

/// None where nothing was asked.
#[server(endpoint = "help/find")]
pub async fn find_in_guide(
    slug: String,
    #[server(default)] q: String,
) -> Result<Option<Vec<Hit>>, PageError> {
    crate::request::member(&slug).await?;
    Ok(super::guide::find(&q))
}
