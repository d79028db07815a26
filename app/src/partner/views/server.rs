//! What the page of saved views asks of the server.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::PageError;
use crate::form::{FormField, FormState};
use crate::partner::asked::Asked;

/// The views that an Admin keeps, and the list they came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewsPage {
    pub views: Vec<ViewItem>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewItem {
    pub name: String,
    pub shows: Asked,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ViewField {
    Name,
}

impl FormField for ViewField {
    fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
        }
    }
}

pub type ViewForm = FormState<ViewField>;

#[server(output = crate::json::Json, endpoint = "partners/views")]
pub async fn list_views(slug: String) -> Result<ViewsPage, PageError> {
    let admin = crate::request::admin(&slug, service::capability::AdminAction::SeePartners).await?;
    let views = admin.saved_views().await.map_err(|failure| PageError::from(failure).answer())?;
    let item = |view: service::partner::SavedView| ViewItem {
        name: view.name.as_str().to_owned(),
        shows: Asked::of_query(&view.query),
    };
    Ok(ViewsPage { views: views.into_iter().map(item).collect() })
}
