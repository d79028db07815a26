//! Names of people, businesses and organisations, and other words of that size: one line of plain text that others read in lists and mails.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::fold::fold;
use crate::plain;

/// Whose name it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Named {
    Person,
    Business,
    Organisation,
    Asset,
    AssetGroup,
    Purpose,
    View,
    Campaign,
}

impl Named {
    /// In characters.
    const fn longest(self) -> usize {
        match self {
            Self::Person
            | Self::Business
            | Self::Organisation
            | Self::Asset
            | Self::AssetGroup
            | Self::Purpose
            | Self::View => 100,
            // As on TikTok, where much of what a campaign is stands in its name.
            Self::Campaign => 512,
        }
    }
}

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Person => "name",
            Self::Business => "business name",
            Self::Organisation => "organisation name",
            Self::Asset => "name of the Asset",
            Self::AssetGroup => "name of the group",
            Self::Purpose => "purpose",
            Self::View => "name of the view",
            Self::Campaign => "name of the campaign",
        })
    }
}

/// Why a text can't be a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum NameRefusal {
    #[error("Type the {what}.")]
    Empty { what: Named },
    /// In characters.
    #[error("This is {length} characters long. There is room for {room}: shorten it.")]
    TooLong { length: usize, room: usize },
    #[error("This is one line of plain text. Take out the line break or hidden character, or type it anew.")]
    Control,
    #[error("No web address can stand here. Leave out “://” and “www.”.")]
    Link,
}

/// Attacks C-31 and C-32: a name stands in subjects and sentences of our mails, so it holds no line break, no
/// direction mark and no link. Any script and emoji may stand in it.
fn normal(typed: &str, what: Named) -> Result<String, NameRefusal> {
    let typed = typed.trim();
    if typed.chars().any(plain::is_control) {
        return Err(NameRefusal::Control);
    }
    if !plain::is_visible(typed) {
        return Err(NameRefusal::Empty { what });
    }
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let (length, room) = (name.chars().count(), what.longest());
    if length > room {
        return Err(NameRefusal::TooLong { length, room });
    }
    if plain::has_link(&name) {
        return Err(NameRefusal::Link);
    }
    Ok(name)
}

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident = $what:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Trims, and makes each run of white space one space.
            ///
            /// # Errors
            ///
            /// [`NameRefusal`] says which rule the text breaks.
            pub fn parse(typed: &str) -> Result<Self, NameRefusal> {
                normal(typed, $what).map(Self)
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Two with one key are the same.
            pub fn key(&self) -> String {
                fold(&self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = NameRefusal;

            fn try_from(typed: String) -> Result<Self, NameRefusal> {
                Self::parse(&typed)
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> Self {
                name.0
            }
        }
    )+};
}

names! {
    /// The name of a person.
    PersonName = Named::Person;
    /// The name of a business, which its Business Center carries.
    BusinessName = Named::Business;
    /// The name of a company that Partners belong to.
    OrganisationName = Named::Organisation;
    /// The name of an Asset, as people know it: `Halcyon EU`, `@halcyon`.
    AssetName = Named::Asset;
    /// The name of an Asset group.
    AssetGroupName = Named::AssetGroup;
    /// What an Asset was given for: `takes over the EU launch`.
    Purpose = Named::Purpose;
    /// The name of a saved view: `Quiet agencies`.
    ViewName = Named::View;
    /// The name of a campaign, as TikTok shows it.
    CampaignName = Named::Campaign;
}

/// The first of several names, "Mina Okafor, Leo Marchetti", and how many others there are.
pub fn first_of(names: &[impl AsRef<str>], most: usize) -> (String, usize) {
    let (first, others) = names.split_at(names.len().min(most));
    (first.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join(", "), others.len())
}

/// "Mina Okafor, Jonas Weber or Ada Lindqvist"; nothing of none.
pub fn one_of(names: &[impl AsRef<str>]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// One or two letters for the badge beside a person's name: of the first and the last word, where a hyphen parts words
/// too. A script without capitals gets one: two of its letters would read as a word.
pub fn initials(name: &str) -> String {
    let mut letters = name.split([' ', '-']).filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let Some(first) = letters.next() else {
        return name.chars().take(1).collect();
    };
    let last = if has_case(first) { letters.next_back() } else { None };
    // Of a letter whose capital is two (ß), the first will do.
    [Some(first), last].into_iter().flatten().filter_map(|c| c.to_uppercase().next()).collect()
}

fn has_case(letter: char) -> bool {
    letter.is_lowercase() || letter.is_uppercase()
}

#[cfg(test)]
#[path = "name_tests.rs"]
mod tests;
