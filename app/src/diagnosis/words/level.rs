//! **Access level is incorrect**, in words.

use domain::access::AccessLevel;
use domain::diagnosis::Problem;
use domain::diagnosis::level::{Check, Finding, LevelChange, Question, diagnose};
use domain::edit::Marked;
use service::capability::Admin;
use service::diagnosis::Level;

use super::{Telling, asked, cause, fine};
use crate::diagnosis::server::{Asked, Checked, Compared, Diagnosed, FindingItem};

pub(super) fn told(admin: &Admin, Level { partner, facts }: Level) -> Diagnosed {
    let telling = Telling::of(admin, &partner);
    telling.diagnosed(
        Problem::Level,
        &diagnose(&facts),
        |found| finding(&telling, found),
        |found| check(&telling, found),
        |unknown| question(&telling, *unknown),
    )
}

fn finding(telling: &Telling<'_>, finding: &Finding) -> FindingItem {
    match finding {
        Finding::NotIn(state) => telling.not_in(*state, Problem::Level),
        Finding::Changed(LevelChange { from, to, by, at }) => FindingItem {
            compare: vec![row("Before", *from), row("Now", *to)],
            ..cause(
                "It is not the level that they were invited with",
                finding.sure(),
                format!("{by} changed it on {}.", telling.at(*at)),
                finding.mends(),
                telling.edit(Some(Marked::Level), Problem::Level),
            )
        },
    }
}

fn row(what: &str, level: AccessLevel) -> Compared {
    Compared::plain(what, level.label())
}

fn check(telling: &Telling<'_>, check: &Check) -> Checked {
    match check {
        Check::IsIn => fine("They are in"),
        Check::AsInvited { level, by, at } => Checked {
            what: format!("They have the level that they were invited with: {}", level.label()),
            told: format!("by {by}, {}", telling.at(*at)),
        },
        Check::AsFounder => fine("They founded this Business Center, as Admin"),
    }
}

fn question(telling: &Telling<'_>, question: Question) -> Asked {
    let name = telling.name;
    match question {
        Question::Meant => Asked {
            words: format!("Was another level meant for {name} from the start?"),
            ways: vec![("Edit".to_owned(), telling.edit(None, Problem::Level))],
        },
        Question::OnTikTok => asked(format!(
            "Ask {name}: is it here that they miss something, or on TikTok? TikTok has access levels of its own, which are \
             given there."
        )),
    }
}
