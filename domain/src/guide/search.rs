//! Searching the guide: every word that is typed must be found, the beginning of a word finds it, and a title counts for
//! more than a heading, a heading for more than the text. Of articles that are equal by that, the one that says it more often
//! comes first. A word that no article has is taken for a slip of one that some have.

use std::cmp::Reverse;
use std::ops::Range;

use strsim::osa_distance;

use super::Article;
use crate::fold::{typed, unaccented};
use crate::near::WORD;

/// An article as it is searched.
#[derive(Clone, Debug)]
pub struct Text {
    article: Article,
    lines: Vec<Line>,
}

/// A title, a heading, a paragraph or a step.
#[derive(Clone, Debug)]
pub struct Line {
    place: Place,
    /// Where in the article it stands.
    section: Option<String>,
    text: String,
    words: Vec<Word>,
}

/// What a line is; what counts for more comes later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Text = 1,
    Heading,
    Title,
}

#[derive(Clone, Debug)]
struct Word {
    at: Range<usize>,
    key: String,
}

/// An article that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub article: Article,
    /// The part of it that the words stand in.
    pub section: Option<String>,
    pub title: Vec<Piece>,
    /// From its text.
    pub snippet: Vec<Piece>,
}

/// A part of a text: one of the words, or what stands between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub marked: bool,
}

/// The articles in which every word is found, the best first. None where no word was typed.
pub fn search(guide: &[Text], asked: &str) -> Option<Vec<Hit>> {
    let wanted: Vec<_> = wanted(asked).into_iter().map(|word| meant(guide, word)).collect();
    if wanted.is_empty() {
        return None;
    }
    let mut hits: Vec<_> = guide.iter().filter_map(|text| text.find(&wanted)).collect();
    // Those that are equal stay in the order of the guide.
    hits.sort_by_key(|(rank, _)| Reverse(*rank));
    Some(hits.into_iter().map(|(_, hit)| hit).collect())
}

/// Each word that was typed, once. "can’t", "log-in" and "e-mail" are one word each, as people type them.
fn wanted(asked: &str) -> Vec<String> {
    let mut wanted = Vec::new();
    for word in unaccented(&typed(asked)).split_whitespace() {
        let word: String = word.chars().filter(|letter| letter.is_alphanumeric()).collect();
        if !word.is_empty() && !wanted.contains(&word) {
            wanted.push(word);
        }
    }
    wanted
}

/// The word of the guide that is nearest to one that stands nowhere in it, where that may be a slip of it.
fn meant(guide: &[Text], typed: String) -> String {
    let lines = || guide.iter().flat_map(|text| &text.lines);
    if lines().any(|line| line.has(&typed)) {
        return typed;
    }
    let most = WORD.most(typed.chars().count());
    let words = lines().flat_map(|line| &line.words).map(|word| (osa_distance(&typed, &word.key), &word.key));
    let nearest = words.min().filter(|(slips, _)| *slips <= most).map(|(_, word)| word.clone());
    nearest.unwrap_or(typed)
}

impl Text {
    pub fn new(article: Article, lines: Vec<Line>) -> Self {
        Self { article, lines }
    }

    /// With its rank: where each of the words is found, and in how many lines.
    fn find(&self, wanted: &[String]) -> Option<((usize, usize), Hit)> {
        let best = |word: &String| {
            let found = self.lines.iter().filter(|line| line.has(word));
            found.map(|line| line.place).max().map(|place| place as usize)
        };
        let places = wanted.iter().map(best).sum::<Option<usize>>()?;
        let lines = self.lines.iter().filter(|line| wanted.iter().any(|word| line.has(word))).count();
        let title = self.lines.iter().find(|line| line.place == Place::Title);
        let (shown, section) = self.tells(wanted);
        let hit = Hit {
            article: self.article,
            section,
            title: title.map(|line| line.pieces(wanted, 0..line.text.len())).unwrap_or_default(),
            snippet: shown.map(|line| line.pieces(wanted, line.cut(wanted))).unwrap_or_default(),
        };
        Some(((places, lines), hit))
    }

    /// The line that tells most about what was asked, the first of several, and the part of the article that it stands in.
    fn tells(&self, wanted: &[String]) -> (Option<&Line>, Option<String>) {
        let texts = self.lines.iter().filter(|line| line.place == Place::Text);
        let found = |line: &&Line| {
            let heading = |other: &&Line| other.place == Place::Heading && other.section == line.section;
            let heading = self.lines.iter().find(heading);
            let in_both = |word: &&String| line.has(word) || heading.is_some_and(|heading| heading.has(word));
            (wanted.iter().filter(in_both).count(), wanted.iter().filter(|word| line.has(word)).count())
        };
        // Of those that are equal the last is taken.
        let best = texts.rev().max_by_key(found);
        let section = best.filter(|line| found(line).0 > 0).and_then(|line| line.section.clone());
        (best, section)
    }
}

/// How much of a line is shown, and how much of that before the first word that was found.
const SHOWN: usize = 180;
const BEFORE: usize = 60;

impl Line {
    pub fn new(place: Place, section: Option<String>, text: String) -> Self {
        let words = words(&text);
        Self { place, section, text, words }
    }

    fn has(&self, wanted: &str) -> bool {
        self.found(wanted).next().is_some()
    }

    /// Everywhere that a word is found.
    fn found(&self, wanted: &str) -> impl Iterator<Item = Range<usize>> {
        let from = |first: usize| Some(self.words[first].at.start..begins(&self.words[first..], wanted)?);
        (0..self.words.len()).filter_map(from)
    }

    /// What is shown of it: whole words, around the first that was found.
    fn cut(&self, wanted: &[String]) -> Range<usize> {
        let first = wanted.iter().filter_map(|word| self.found(word).next()).map(|at| at.start).min();
        let from = first.unwrap_or(0).saturating_sub(BEFORE);
        let start = self.words.iter().map(|word| word.at.start).find(|start| *start >= from && from > 0);
        let start = start.unwrap_or(0);
        if self.text.len() - start <= SHOWN {
            return start..self.text.len();
        }
        let within = self.words.iter().map(|word| word.at.end).filter(|end| *end <= start + SHOWN);
        start..within.max().unwrap_or(self.text.len())
    }

    fn pieces(&self, wanted: &[String], shown: Range<usize>) -> Vec<Piece> {
        let mut marks: Vec<_> = wanted.iter().flat_map(|word| self.found(word)).collect();
        marks.sort_by_key(|mark| mark.start);
        let mut pieces = Pieces::default();
        if shown.start > 0 {
            pieces.push("… ", false);
        }
        let mut at = shown.start;
        for mark in marks {
            // Words that overlap are marked once.
            let mark = mark.start.max(at)..mark.end.min(shown.end);
            if !mark.is_empty() {
                pieces.push(&self.text[at..mark.start], false);
                at = mark.end;
                pieces.push(&self.text[mark], true);
            }
        }
        pieces.push(&self.text[at..shown.end], false);
        if shown.end < self.text.len() {
            pieces.push(" …", false);
        }
        pieces.0
    }
}

#[derive(Default)]
struct Pieces(Vec<Piece>);

impl Pieces {
    fn push(&mut self, text: &str, marked: bool) {
        match self.0.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.marked == marked => last.text.push_str(text),
            _ => self.0.push(Piece { text: text.to_owned(), marked }),
        }
    }
}

fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for (start, letter) in text.char_indices().filter(|(_, letter)| letter.is_alphanumeric()) {
        let end = start + letter.len_utf8();
        match words.last_mut() {
            Some(last) if last.at.end == start => last.at.end = end,
            _ => words.push(Word { at: start..end, key: String::new() }),
        }
    }
    for word in &mut words {
        word.key = unaccented(&text[word.at.clone()]);
    }
    words
}

/// Where it ends, if these begin with what was typed: with the beginning of one word, or with several whole ones that are
/// written as one, as "login" is.
fn begins(words: &[Word], wanted: &str) -> Option<usize> {
    let first = words.first()?;
    if first.key.starts_with(wanted) {
        return Some(first.at.end);
    }
    let mut rest = wanted;
    for word in words {
        rest = rest.strip_prefix(&word.key)?;
        if rest.is_empty() {
            return Some(word.at.end);
        }
    }
    None
}

#[cfg(test)]
#[path = "search_tests.rs"]
mod tests;
