//! The articles: their texts, and what is made of them once, when the first is read.

mod markdown;

use std::sync::LazyLock;

use domain::guide::Article;
use domain::guide::search::{Hit, Text, search};

/// Everything that is made of the texts.
struct Guide {
    html: Vec<(Article, String)>,
    texts: Vec<Text>,
}

static GUIDE: LazyLock<Guide> = LazyLock::new(|| Guide {
    html: Article::all().map(|article| (article, markdown::html(source(article)))).collect(),
    texts: Article::all().map(|article| markdown::text(article, source(article))).collect(),
});

/// The body of an article, as HTML of our own.
pub fn html(article: Article) -> &'static str {
    let found = GUIDE.html.iter().find(|(of, _)| *of == article);
    found.map_or("", |(_, html)| html)
}

/// The articles in which all of it is found. None where nothing was asked.
pub fn find(asked: &str) -> Option<Vec<Hit>> {
    search(&GUIDE.texts, asked)
}

/// As it is written: a title, and what is told below it.
pub const fn source(article: Article) -> &'static str {
    match article {
        Article::CantLogIn => include_str!("../../guide/cant-log-in.md"),
        Article::LevelIsIncorrect => include_str!("../../guide/level-is-incorrect.md"),
        Article::AssetsAreNotShowing => include_str!("../../guide/assets-are-not-showing.md"),
        Article::ChangesNotSaving => include_str!("../../guide/changes-not-saving.md"),
        Article::Inviting => include_str!("../../guide/inviting.md"),
        Article::Accepting => include_str!("../../guide/accepting.md"),
        Article::Levels => include_str!("../../guide/levels.md"),
        Article::MailAndSms => include_str!("../../guide/mail-and-sms.md"),
        Article::Managing => include_str!("../../guide/managing.md"),
        Article::Assets => include_str!("../../guide/assets.md"),
        Article::AdAccount => include_str!("../../guide/ad-account.md"),
        Article::Campaigns => include_str!("../../guide/campaigns.md"),
        Article::Approval => include_str!("../../guide/approval.md"),
        Article::Ending => include_str!("../../guide/ending.md"),
        Article::AuditLog => include_str!("../../guide/audit-log.md"),
        Article::Settings => include_str!("../../guide/settings.md"),
    }
}
