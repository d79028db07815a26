//! **Access level is incorrect**, to whoever has it.

use domain::decision::Refusal;
use domain::diagnosis::level::{Check, Finding, LevelChange, Question as Unknown, diagnose};
use service::capability::Member;
use service::failure::Failure;

use super::super::words::fine;
use super::{Found, Own, Question};
use crate::diagnosis::server::{Checked, Compared};

pub(super) async fn own(member: &Member) -> Result<Own, Failure> {
    let found = diagnose(&member.own_level().await?);
    let zone = member.zone();
    let at = |at| zone.moment(at).words;
    let finding = |finding: &Finding| match finding {
        Finding::NotIn(state) => Found::refused("You are not in", finding.sure(), Refusal::NotIn(*state)),
        Finding::Changed(LevelChange { from, to, by, at: then }) => Found {
            compare: vec![Compared::plain("Before", from.label()), Compared::plain("Now", to.label())],
            offers: finding.offers(),
            ..Found::new(
                "It is not the level that you were invited with",
                finding.sure(),
                format!("{by} changed it on {}.", at(*then)),
            )
        },
    };
    let check = |check: &Check| match check {
        Check::IsIn => fine("You are in"),
        Check::AsInvited { level, by, at: then } => Checked {
            what: format!("You have the level that you were invited with: {}", level.label()),
            told: format!("by {by}, {}", at(*then)),
        },
        Check::AsFounder => fine("You founded this Business Center, as Admin"),
    };
    Ok(Own::of(&found, finding, check, |unknown| Some(question(*unknown))))
}

fn question(unknown: Unknown) -> Question {
    let words = match unknown {
        Unknown::Meant => "Was another level agreed with you from the start? Tell whoever invited you.",
        Unknown::OnTikTok => {
            "Is it here that you miss something, or on TikTok? TikTok has access levels of its own, which are given there."
        }
    };
    Question { words: words.to_owned(), offers: Vec::new(), ways: Vec::new() }
}
