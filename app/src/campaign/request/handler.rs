//! What is decided about Change requests, or said.

use std::collections::HashMap;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use domain::campaign::request::{Answer, RequestRefusal, ShownRequest};
use domain::id::ChangeRequestId;
use domain::note::{Note, NoteRefusal};
use serde::Deserialize;
use service::campaign::Campaigns;
use service::capability::Admin;
use service::failure::Failure;

use super::server::{Answered, CommentState, Field};
use crate::error::PageError;
use crate::notice::Notice;
use crate::path;
use crate::plain::House;
use crate::posted::{Fields, page, refused, saying};
use crate::request::{AMember, AnAdmin};

/// What was pressed, and typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Posted {
    r#do: String,
    comment: String,
    content: String,
    version: String,
    /// Of several: id, content and version of each that was ticked.
    pick: Vec<String>,
}

/// A button of the page.
enum Deed {
    Decide(Verdict),
    Comment,
    Withdraw,
}

/// What is decided.
#[derive(Clone, Copy)]
enum Verdict {
    Approve,
    Reject,
}

/// Why nothing came of it.
enum Refused {
    Comment(NoteRefusal),
    Answer(RequestRefusal),
    /// A whole answer of its own.
    Page(PageError),
    /// Above the form.
    Problem(String),
}

impl Posted {
    fn deed(&self) -> Option<Deed> {
        Some(match self.r#do.as_str() {
            "approve" => Deed::Decide(Verdict::Approve),
            "reject" => Deed::Decide(Verdict::Reject),
            "comment" => Deed::Comment,
            "withdraw" => Deed::Withdraw,
            _ => return None,
        })
    }

    fn shown(&self) -> Option<ShownRequest> {
        shown(&self.content, &self.version)
    }

    fn form(&self) -> CommentState {
        CommentState::default().typed(Field::Comment, self.comment.as_str())
    }
}

fn shown(content: &str, version: &str) -> Option<ShownRequest> {
    let version = if version.is_empty() { None } else { Some(version.parse().ok()?) };
    Some(ShownRequest { content: content.parse().ok()?, version })
}

/// **Approve**, **Reject**, **Withdraw** or **Comment**: 303, or the same page with why nothing came of it.
pub(crate) async fn request(
    State(house): State<House>,
    AMember(member): AMember,
    Path(path): Path<HashMap<String, String>>,
    parts: Parts,
    Fields(posted): Fields<Posted>,
) -> Response {
    let campaigns = match member.campaigns() {
        Ok(campaigns) => campaigns,
        Err(why) => return house.error(&PageError::refused(why, &member.center().slug)),
    };
    let id = path.get("request").and_then(|id| id.parse::<ChangeRequestId>().ok());
    let (Some(id), Some(deed)) = (id, posted.deed()) else { return house.error(&PageError::NotFound) };
    let slug = &member.center().slug;
    match done(&campaigns, id, deed, &posted).await {
        Ok(said) => saying(&house, said, &path::change_request(slug, id)),
        Err(Refused::Page(error)) => house.error(&error),
        Err(Refused::Problem(words)) => refused(&house, parts, posted.form().with_problem(words)).await,
        Err(Refused::Comment(refusal)) => refused(&house, parts, with_error(posted.form(), refusal)).await,
        Err(Refused::Answer(refusal @ RequestRefusal::NoReason)) => {
            refused(&house, parts, with_error(posted.form(), refusal)).await
        }
        Err(Refused::Answer(refusal)) => refused(&house, parts, posted.form().with_problem(refusal)).await,
    }
}

fn with_error(mut form: CommentState, refusal: impl ToString) -> CommentState {
    form.refuse(Field::Comment, refusal);
    form
}

async fn done(
    campaigns: &Campaigns,
    id: ChangeRequestId,
    deed: Deed,
    posted: &Posted,
) -> Result<Notice, Refused> {
    let comment = Note::parse(&posted.comment).map_err(Refused::Comment)?;
    match deed {
        Deed::Withdraw => {
            campaigns.withdraw_request(id).await.map_err(Refused::of)?;
            Ok(Notice::ProposalWithdrawn)
        }
        Deed::Comment => {
            let words = comment.ok_or_else(|| Refused::Problem("Type what you want to say.".to_owned()))?;
            campaigns.comment(id, words).await.map_err(|failure| match failure {
                Failure::Refused(refusal) => Refused::Problem(refusal.to_string()),
                failure => Refused::Page(PageError::without_refusal(failure)),
            })?;
            Ok(Notice::Commented)
        }
        Deed::Decide(verdict) => {
            let admin = campaigns.member().admin();
            let slug = &campaigns.member().center().slug;
            let admin = admin.map_err(|why| Refused::Page(PageError::refused(why, slug)))?;
            let shown = posted.shown().ok_or(Refused::Page(PageError::NotUnderstood))?;
            answer(&admin, id, shown, verdict, comment).await
        }
    }
}

async fn answer(
    admin: &Admin,
    id: ChangeRequestId,
    shown: ShownRequest,
    verdict: Verdict,
    comment: Option<Note>,
) -> Result<Notice, Refused> {
    let (answer, said) = match verdict {
        Verdict::Approve => (Answer::Approve(comment), Notice::ProposalApproved),
        Verdict::Reject => (Answer::reject(comment).map_err(Refused::Answer)?, Notice::ProposalRejected),
    };
    admin.answer_request(id, shown, answer).await.map_err(Refused::of)?;
    Ok(said)
}

impl Refused {
    fn of(failure: Failure<RequestRefusal>) -> Self {
        match failure {
            Failure::Refused(refusal) => Self::Answer(refusal),
            failure => Self::Page(PageError::without_refusal(failure)),
        }
    }
}

/// Several at once, each by itself: what came of them stands above the list.
pub(crate) async fn several(
    State(house): State<House>,
    AnAdmin(admin): AnAdmin,
    parts: Parts,
    Fields(posted): Fields<Posted>,
) -> Response {
    let Some(Deed::Decide(verdict)) = posted.deed() else { return house.error(&PageError::NotFound) };
    let (status, answered) = decide_all(&admin, verdict, &posted).await;
    page(&house, parts, status, answered).await
}

async fn decide_all(admin: &Admin, verdict: Verdict, posted: &Posted) -> (StatusCode, Answered) {
    let refused = |form: CommentState| {
        let picked = posted.pick.clone();
        (StatusCode::UNPROCESSABLE_ENTITY, Answered { form, picked, ..Answered::default() })
    };
    if posted.pick.is_empty() {
        return refused(posted.form().with_problem("Tick those you mean first."));
    }
    let comment = match Note::parse(&posted.comment) {
        Ok(comment) => comment,
        Err(refusal) => return refused(with_error(posted.form(), refusal)),
    };
    if matches!(verdict, Verdict::Reject) && comment.is_none() {
        return refused(with_error(posted.form(), RequestRefusal::NoReason));
    }
    let mut answered = Answered::default();
    let mut many = 0_usize;
    for pick in &posted.pick {
        let mut parts = pick.splitn(3, '.');
        let id = parts.next().and_then(|id| id.parse::<ChangeRequestId>().ok());
        let seen = shown(parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let Some((id, seen)) = id.zip(seen) else { continue };
        match answer(admin, id, seen, verdict, comment.clone()).await {
            Ok(_) => many += 1,
            Err(refusal) => answered.refused.push((named(admin, id).await, refusal.words())),
        }
    }
    let done = match verdict {
        Verdict::Approve => "approved",
        Verdict::Reject => "rejected",
    };
    answered.done = match many {
        0 => None,
        1 => Some(format!("1 {done}. Whoever proposed it finds the answer here.")),
        many => Some(format!("{many} {done}. Whoever proposed them finds the answers here.")),
    };
    (StatusCode::OK, answered)
}

async fn named(admin: &Admin, id: ChangeRequestId) -> String {
    let Ok(campaigns) = admin.member().campaigns() else { return id.to_string() };
    campaigns.standing_request(id).await.map_or_else(|_| id.to_string(), |of| of.name().to_owned())
}

impl Refused {
    fn words(&self) -> String {
        match self {
            Self::Comment(refusal) => refusal.to_string(),
            Self::Answer(refusal) => refusal.to_string(),
            Self::Page(error) => error.to_string(),
            Self::Problem(words) => words.clone(),
        }
    }
}
