use domain::guide::Article;

use crate::path;

/// Where the guide is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the Business Center at this slug.
    Center(String),
    /// By whoever is not logged in.
    #[cfg(feature = "ssr")]
    Outside,
}

impl Place {
    pub fn index(&self) -> String {
        match self {
            Self::Center(slug) => path::help(slug),
            #[cfg(feature = "ssr")]
            Self::Outside => path::HELP.to_owned(),
        }
    }

    pub fn article(&self, article: Article) -> String {
        match self {
            Self::Center(slug) => path::article(slug, article),
            #[cfg(feature = "ssr")]
            Self::Outside => path::public_article(article),
        }
    }
}
