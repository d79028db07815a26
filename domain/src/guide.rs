//! The written guide: which articles it has, and how it is searched. What they say stands in `app/guide/`.

pub mod search;

/// One article. Its name stands in addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Article {
    CantLogIn,
    LevelIsIncorrect,
    AssetsAreNotShowing,
    ChangesNotSaving,
    Inviting,
    Accepting,
    Levels,
    MailAndSms,
    Managing,
    Assets,
    AdAccount,
    Campaigns,
    Approval,
    Ending,
    AuditLog,
    Settings,
}

/// Articles that stand together, under their heading.
pub type Group = (&'static str, &'static [Article]);

impl Article {
    /// The four problems `[seed]` (DOMAIN 7).
    pub const PROBLEMS: [Self; 4] =
        [Self::CantLogIn, Self::LevelIsIncorrect, Self::AssetsAreNotShowing, Self::ChangesNotSaving];

    /// All of them, as they are listed.
    pub const GROUPS: [Group; 4] = [
        ("When something does not work", &Self::PROBLEMS),
        ("Letting somebody in", &[Self::Inviting, Self::Accepting, Self::Levels, Self::MailAndSms]),
        (
            "Working together",
            &[Self::Managing, Self::Assets, Self::AdAccount, Self::Campaigns, Self::Approval],
        ),
        ("Ending access, and looking back", &[Self::Ending, Self::AuditLog, Self::Settings]),
    ];

    /// In the order of the groups.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::GROUPS.into_iter().flat_map(|(_, articles)| articles.iter().copied())
    }

    /// The code in addresses, and the name of the file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CantLogIn => "cant-log-in",
            Self::LevelIsIncorrect => "level-is-incorrect",
            Self::AssetsAreNotShowing => "assets-are-not-showing",
            Self::ChangesNotSaving => "changes-not-saving",
            Self::Inviting => "inviting",
            Self::Accepting => "accepting",
            Self::Levels => "levels",
            Self::MailAndSms => "mail-and-sms",
            Self::Managing => "managing",
            Self::Assets => "assets",
            Self::AdAccount => "ad-account",
            Self::Campaigns => "campaigns",
            Self::Approval => "approval",
            Self::Ending => "ending",
            Self::AuditLog => "audit-log",
            Self::Settings => "settings",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::all().find(|article| article.as_str() == code)
    }

    /// Its title, and the words of every link to it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::CantLogIn => "A partner can’t log in",
            Self::LevelIsIncorrect => "Access level is incorrect",
            Self::AssetsAreNotShowing => "Assets are not showing up",
            Self::ChangesNotSaving => "Changes not saving",
            Self::Inviting => "How inviting works",
            Self::Accepting => "How accepting works",
            Self::Levels => "What each access level opens",
            Self::MailAndSms => "What became of a mail or SMS",
            Self::Managing => "How access is changed",
            Self::Assets => "How Assets are shared",
            Self::AdAccount => "How an ad account is linked",
            Self::Campaigns => "How campaigns are kept",
            Self::Approval => "How approval works",
            Self::Ending => "How access ends",
            Self::AuditLog => "What the audit log tells",
            Self::Settings => "What the settings change",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn each_article_stands_in_one_group_and_has_an_address_and_a_title_of_its_own() {
        let all: Vec<_> = Article::all().collect();
        let codes: HashSet<_> = all.iter().map(|article| article.as_str()).collect();
        let labels: HashSet<_> = all.iter().map(|article| article.label()).collect();
        assert_eq!((codes.len(), labels.len()), (all.len(), all.len()));
        for article in all {
            assert_eq!(Article::parse(article.as_str()), Some(article));
        }
        assert_eq!(Article::parse("Inviting"), None);
        assert_eq!(Article::parse(""), None);
    }

    #[test]
    fn the_four_problems_come_first() {
        assert_eq!(Article::all().take(4).collect::<Vec<_>>(), Article::PROBLEMS);
    }
}
