use domain::guide::Article;

use crate::path;

/// Where the guide is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In the Business Center at this slug.
    Center(String),
    /// By whoever is not logged in.
    Outside,
}

impl Place {
    pub(super) fn index(&self) -> String {
        match self {
            Self::Center(slug) => path::help(slug),
            Self::Outside => path::HELP.to_owned(),
        }
    }

    pub(super) fn article(&self, article: Article) -> String {
        match self {
            Self::Center(slug) => path::article(slug, article),
            Self::Outside => path::public_article(article),
        }
    }
}
