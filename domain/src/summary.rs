//! What a Grant means, in plain words: what a partner will and will not be able to do.
//!
//! The lines have no subject: "They will be able to" (to the Admin who chooses) or "You will be able to" (on the
//! invite page and in its mail) stands before them. One list holds every line with the condition under which it
//! shows. [`Grant::summary`] picks from it for a known Grant; a form writes all of it and lets the ticks show and
//! hide each line by its key, so both always say the same.

use crate::access::{Module, Modules};
use crate::asset::AssetGrants;
use crate::grant::Grant;

/// Both sides of the summary, neither ever empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    pub can: Vec<Line>,
    pub cannot: Vec<Line>,
}

/// What somebody who is in can do now, what they will once there is a page for it, and what they can't.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Today {
    pub can: Vec<Line>,
    pub later: Vec<Line>,
    pub cannot: Vec<Line>,
}

/// One line of a summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The condition as a class name: `on-analytics`, `off-analytics`, `on-none`, `some-asset`, `no-asset` or `always`.
    /// Lines that show together share it.
    pub key: &'static str,
    pub text: &'static str,
    /// The Module that opens it.
    pub part_of: Option<Module>,
}

/// When a line of a Standard summary shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    WhenGranted(Module),
    WhenNotGranted(Module),
    WhenNothingGranted,
    WhenAnAssetIsGiven,
    WhenNoAssetIsGiven,
    Always,
}

/// A line and when it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conditional {
    pub shows: Shows,
    pub line: Line,
}

/// Every line that a Standard summary can have, in the order it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandardLines {
    pub can: Vec<Conditional>,
    pub cannot: Vec<Conditional>,
}

const STANDARD_CAN: [(Shows, &str); 7] = [
    (Shows::WhenGranted(Module::Analytics), "See the figures of Assets that are granted"),
    (
        Shows::WhenGranted(Module::Campaigns),
        "See campaigns, and as Operator propose changes that an Admin approves",
    ),
    (Shows::WhenGranted(Module::Assets), "Open the files of Assets that are granted"),
    (Shows::WhenGranted(Module::Content), "Draft, schedule and post on TikTok accounts that are granted"),
    (Shows::WhenGranted(Module::Billing), "Look at spend and caps"),
    (Shows::WhenNothingGranted, "Log in. No Module is granted yet"),
    // DOMAIN 5: Members is open to every Member.
    (Shows::Always, "See under Assets what is granted, under Members who is in, and get help"),
];

const STANDARD_CANNOT: [(Shows, &str); 9] = [
    (Shows::WhenNotGranted(Module::Analytics), "See the figures of campaigns and ad accounts"),
    (Shows::WhenNotGranted(Module::Campaigns), "See or propose campaigns"),
    (Shows::WhenNotGranted(Module::Assets), "Open creatives, catalogs or audiences"),
    (Shows::WhenNotGranted(Module::Content), "Post anything"),
    (Shows::WhenNotGranted(Module::Billing), "See spend, caps or payment"),
    (Shows::Always, "Change campaigns without an Admin’s approval, or billing at all"),
    (Shows::WhenAnAssetIsGiven, "See Assets that are not granted, or other partners’ work"),
    (Shows::WhenNoAssetIsGiven, "See any Asset, as none is granted yet, or other partners’ work"),
    (Shows::Always, "Invite or remove anybody"),
];

/// Each with the Module that it is part of.
const ADMIN_CAN: [(Option<Module>, &str); 4] = [
    (None, "Invite, edit and revoke anybody, other Admins included"),
    (Some(Module::Campaigns), "Create and edit every campaign and budget"),
    (Some(Module::Billing), "Change billing and caps"),
    (None, "See every Asset, and every one added later"),
];

const ADMIN_CANNOT: [&str; 2] = ["Remove the last Admin", "See anybody’s password"];

impl Grant {
    /// What whoever has this Grant with these Assets will and will not be able to do (DOMAIN 2: shown before it is sent).
    pub fn summary(self, given: &AssetGrants) -> Summary {
        self.lines(!given.is_empty())
    }

    /// The same to somebody who is in, whose Assets another page tells.
    pub fn today(self) -> Today {
        let Summary { can, cannot } = self.lines(true);
        let mut today = Today { can: Vec::new(), later: Vec::new(), cannot };
        for line in can {
            match line.part_of {
                Some(module) if !Module::WITH_PAGE.contains(&module) => today.later.push(line),
                _ => today.can.push(line),
            }
        }
        today
    }

    fn lines(self, an_asset: bool) -> Summary {
        match self {
            Self::Admin => Summary::of_an_admin(),
            Self::Standard { modules } => {
                let StandardLines { can, cannot } = Summary::every_standard_line();
                let shown = |lines: Vec<Conditional>| {
                    let shown = lines.into_iter().filter(|line| line.shows.with(modules, an_asset));
                    shown.map(|line| line.line).collect()
                };
                Summary { can: shown(can), cannot: shown(cannot) }
            }
        }
    }
}

impl Summary {
    pub fn of_an_admin() -> Self {
        let line = |part_of: Option<Module>, text| Line { key: Shows::Always.key(), text, part_of };
        Self {
            can: ADMIN_CAN.map(|(part_of, text)| line(part_of, text)).to_vec(),
            cannot: ADMIN_CANNOT.map(|text| line(None, text)).to_vec(),
        }
    }

    /// For a form, where the ticks decide what shows.
    pub fn every_standard_line() -> StandardLines {
        StandardLines {
            can: STANDARD_CAN.map(Conditional::from).to_vec(),
            cannot: STANDARD_CANNOT.map(Conditional::from).to_vec(),
        }
    }
}

/// What granting a Module opens, in the words of the summary.
pub fn with_module(module: Module) -> &'static str {
    let line = STANDARD_CAN.into_iter().find(|(shows, _)| *shows == Shows::WhenGranted(module));
    line.map_or_else(|| module.opens(), |(_, text)| text)
}

impl Shows {
    pub const fn with(self, modules: Modules, an_asset: bool) -> bool {
        match self {
            Self::WhenGranted(module) => modules.contains(module),
            Self::WhenNotGranted(module) => !modules.contains(module),
            Self::WhenNothingGranted => modules.is_empty(),
            Self::WhenAnAssetIsGiven => an_asset,
            Self::WhenNoAssetIsGiven => !an_asset,
            Self::Always => true,
        }
    }

    /// As a class name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::WhenGranted(Module::Analytics) => "on-analytics",
            Self::WhenGranted(Module::Campaigns) => "on-campaigns",
            Self::WhenGranted(Module::Assets) => "on-assets",
            Self::WhenGranted(Module::Content) => "on-content",
            Self::WhenGranted(Module::Billing) => "on-billing",
            Self::WhenNotGranted(Module::Analytics) => "off-analytics",
            Self::WhenNotGranted(Module::Campaigns) => "off-campaigns",
            Self::WhenNotGranted(Module::Assets) => "off-assets",
            Self::WhenNotGranted(Module::Content) => "off-content",
            Self::WhenNotGranted(Module::Billing) => "off-billing",
            Self::WhenNothingGranted => "on-none",
            Self::WhenAnAssetIsGiven => "some-asset",
            Self::WhenNoAssetIsGiven => "no-asset",
            Self::Always => "always",
        }
    }
}

impl From<(Shows, &'static str)> for Conditional {
    fn from((shows, text): (Shows, &'static str)) -> Self {
        let part_of = match shows {
            Shows::WhenGranted(module) => Some(module),
            Shows::WhenNotGranted(_)
            | Shows::WhenNothingGranted
            | Shows::WhenAnAssetIsGiven
            | Shows::WhenNoAssetIsGiven
            | Shows::Always => None,
        };
        Self { shows, line: Line { key: shows.key(), text, part_of } }
    }
}

#[cfg(test)]
#[path = "summary_tests.rs"]
mod tests;
