//! The note of a sender: a few plain words that travel inside an Invitation's mail, marked as written by them.

use serde::{Deserialize, Serialize};

use crate::plain;

/// DOMAIN 3: a note has at most 300 characters; a line break is one.
pub const LONGEST: usize = 300;

/// Plain text without links, never empty; its lines end in `\n`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Note(String);

/// Why a text can't be a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum NoteRefusal {
    /// `length` is in characters.
    #[error("This note is {length} characters long. It has room for 300: shorten it.")]
    TooLong { length: usize },
    #[error("A note is plain text. Take out the hidden character, or type the note anew.")]
    Control,
    #[error("A note can’t hold a link. Leave the web address out.")]
    Link,
}

impl Note {
    /// Trims, and makes every line break `\n`; nothing typed is no note.
    ///
    /// # Errors
    ///
    /// [`NoteRefusal`] says which rule the text breaks (DOMAIN 3; attack C-31).
    pub fn parse(typed: &str) -> Result<Option<Self>, NoteRefusal> {
        let text = typed.trim().replace("\r\n", "\n").replace('\r', "\n");
        if text.chars().any(|c| c != '\n' && plain::is_control(c)) {
            return Err(NoteRefusal::Control);
        }
        if !plain::is_visible(&text) {
            return Ok(None);
        }
        let length = text.chars().count();
        if length > LONGEST {
            return Err(NoteRefusal::TooLong { length });
        }
        if plain::has_link(&text) || plain::has_host(&text) {
            return Err(NoteRefusal::Link);
        }
        Ok(Some(Self(text)))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What came over the wire as a note is none.
#[derive(Clone, Debug, thiserror::Error)]
pub enum NotANote {
    #[error("This note is empty. Leave it out.")]
    Empty,
    #[error(transparent)]
    Refused(#[from] NoteRefusal),
}

impl TryFrom<String> for Note {
    type Error = NotANote;

    fn try_from(typed: String) -> Result<Self, NotANote> {
        Self::parse(&typed)?.ok_or(NotANote::Empty)
    }
}

impl From<Note> for String {
    fn from(note: Note) -> Self {
        note.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn note(typed: &str) -> Result<Option<String>, NoteRefusal> {
        Note::parse(typed).map(|note| note.map(String::from))
    }

    #[test]
    fn nothing_typed_is_no_note() {
        for typed in ["", " \r\n ", "\u{200b}"] {
            assert_eq!(note(typed), Ok(None), "{typed:?}");
        }
    }

    #[test]
    fn every_line_break_becomes_one_and_the_same() {
        assert_eq!(note(" a\r\nb\rc\nd\r\n"), Ok(Some("a\nb\nc\nd".to_owned())));
    }

    #[test]
    fn a_note_has_at_most_three_hundred_characters() {
        let longest = "é".repeat(LONGEST);
        assert_eq!(note(&longest), Ok(Some(longest.clone())));
        let refusal = note(&format!("{longest}é")).unwrap_err();
        assert_eq!(refusal, NoteRefusal::TooLong { length: 301 });
        assert!(refusal.to_string().contains(&LONGEST.to_string()));
    }

    #[test]
    fn a_line_break_counts_once_however_it_was_typed() {
        let lines = "a\r\n".repeat(149) + "bc";
        assert_eq!(note(&lines).unwrap().unwrap().chars().count(), LONGEST);
    }

    #[test]
    fn a_note_has_no_other_control_and_no_direction_mark() {
        for typed in ["a\tb", "a\0b", "a\u{202e}b", "a\u{200f}b", "a\u{2028}b", "a\u{85}b"] {
            assert_eq!(note(typed), Err(NoteRefusal::Control), "{typed:?}");
        }
    }

    #[test]
    fn a_note_holds_no_link() {
        for typed in ["Look:\nhttps://evil", "www.evil", "win at evil.example/prize", "see evil.com."] {
            assert_eq!(note(typed), Err(NoteRefusal::Link), "{typed}");
        }
        assert!(note("Figures and/or posts? Write to mina@halcyon.com.").unwrap().is_some());
    }

    #[test]
    fn a_note_from_the_wire_obeys_the_same_rules() {
        let read = serde_json::from_str::<Note>;
        assert_eq!(read(r#""Hi\r\nAna""#).unwrap().as_str(), "Hi\nAna");
        assert!(read(r#""""#).is_err());
        assert!(read(r#""www.evil""#).is_err());
    }

    proptest! {
        #[test]
        fn a_note_that_was_taken_is_taken_again(typed in "(.|\r|\n)*") {
            if let Ok(Some(note)) = Note::parse(&typed) {
                prop_assert_eq!(Note::parse(note.as_str()), Ok(Some(note)));
            }
        }
    }
}
