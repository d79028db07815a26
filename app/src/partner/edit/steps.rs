//! The steps of **Edit** on the server: the form, the summary of what changes, **Confirm**.

use domain::access::AccessLevel;
use domain::access_request::Ask;
use domain::asset::AssetRole;
use domain::edit::{Access, EditRefusal, Meanwhile};
use domain::end::EndDate;
use domain::grant::Grant;
use domain::id::{AccessRequestId, PartnerId};
use domain::invitation::Works;
use domain::name::OrganisationName;
use domain::partner::{PartnerKind, PartnerState};
use domain::zone::ago;
use service::access_request::WaitingRequest;
use service::capability::Admin;
use service::failure::Failure;
use service::partner::{Edit, Edited, Rehearsed, ToRevoke};

use super::server::{Check, Differing, EditField, EditForm, EditOutcome, EditPage, Posted, ToEdit};
use crate::access::{AssetRow, rows};
use crate::error::PageError;
use crate::partner::candidates::Candidates;

pub(super) async fn open(
    admin: &Admin,
    partner: PartnerId,
    gives: &str,
    answers: Option<AccessRequestId>,
) -> Result<ToEdit, PageError> {
    let (shown, had) = match admin.to_edit(partner).await {
        Ok(found) => found,
        Err(Failure::Refused(refusal)) => return Ok(ToEdit::Refused(refusal.to_string())),
        Err(failure) => return Err(PageError::without_refusal(failure).answer()),
    };
    let seats = admin.seats().await.map_err(|failure| PageError::from(failure).answer())?;
    let suggested = admin.suggested_targets().await.map_err(|failure| PageError::from(failure).answer())?;
    let candidates = match (shown.state, had.grant) {
        (PartnerState::Active, Grant::Admin) => {
            Candidates::of(admin).await.map_err(|failure| PageError::from(failure).answer())?
        }
        _ => None,
    };
    let asked = match answers {
        Some(request) => asked(admin, partner, request).await?,
        None => None,
    };
    let form = form_of(&had, &json(&had));
    let form = if gives.is_empty() {
        form
    } else {
        let role = match asked.as_ref().map(|asked| &asked.ask) {
            Some(Ask::Named { role, .. }) => *role,
            _ => AssetRole::Analyst,
        };
        with_row(admin, form, AssetRow::all(had.assets()), (gives, role)).await?
    };
    let works = works(admin, &shown);
    // Who has not accepted yet is called by their address.
    let address = Some(shown.contact).filter(|contact| *contact != shown.name);
    let under = [address, shown.organisation];
    Ok(ToEdit::Open(Box::new(EditPage {
        name: shown.name,
        under: under.into_iter().flatten().collect::<Vec<_>>().join(", "),
        form,
        had,
        admin_seats: seats.words(AccessLevel::Admin),
        suggested,
        asks_for: asked.map(in_words),
        candidates,
        zone: admin.center().zone.words(),
        works,
    })))
}

/// None once that waits no more.
async fn asked(
    admin: &Admin,
    partner: PartnerId,
    request: AccessRequestId,
) -> Result<Option<WaitingRequest>, PageError> {
    let waiting =
        admin.access_requests(partner).await.map_err(|failure| PageError::from(failure).answer())?;
    Ok(waiting.into_iter().find(|of| of.id == request))
}

fn in_words(WaitingRequest { ask, words, .. }: WaitingRequest) -> String {
    match words {
        Some(words) => format!("{ask}, and say “{words}”"),
        None => ask.to_string(),
    }
}

fn works(admin: &Admin, shown: &ToRevoke) -> Option<Works> {
    let sent_at = shown.invited_at.filter(|_| shown.state == PartnerState::Invited)?;
    Some(Works::sent_at(sent_at, admin.member().zone(), admin.center().zone))
}

/// Takes one step, and says where it led.
pub(crate) async fn step(
    admin: &Admin,
    partner: PartnerId,
    posted: Posted,
) -> Result<EditOutcome, PageError> {
    if posted.step != "confirm" {
        if posted.adds() {
            return add(admin, posted).await;
        }
        return match posted.parse(admin) {
            Ok((opened, wanted)) => look(admin, partner, &opened, &wanted, None, Vec::new()).await,
            Err(form) => Ok(EditOutcome::Form(form)),
        };
    }
    let (opened, mut wanted) = (access(&posted.opened)?, access(&posted.wanted)?);
    if !posted.back.is_empty() {
        return Ok(EditOutcome::Form(form_of(&wanted, &posted.opened)));
    }
    if !posted.mine.is_empty() {
        let mine = access(&posted.mine)?;
        let assets = opened.lines(&opened, &mine).into_iter().map(|line| line.part);
        let assets = assets.filter(|part| posted.take_assets.contains(&part.to_string()));
        for part in posted.taken().chain(assets) {
            wanted.take(part, &mine);
        }
    }
    let edit = Edit {
        keep: posted.keep.iter().filter_map(|id| id.parse().ok()).collect(),
        answers: posted.answers.parse().ok(),
        ..Edit::new(opened.clone(), wanted.clone(), Rehearsed::from_form(posted.rehearsed))
    };
    match admin.edit(partner, edit).await {
        Ok(Edited::Access) => Ok(EditOutcome::Done),
        Ok(Edited::Invitation) => Ok(EditOutcome::InvitationDone),
        Err(Failure::Refused(refusal)) => {
            look(admin, partner, &opened, &wanted, Some(refusal.to_string()), posted.keep).await
        }
        Err(failure) => Err(PageError::without_refusal(failure).answer()),
    }
}

/// One row more, and the form stands as it was.
async fn add(admin: &Admin, posted: Posted) -> Result<EditOutcome, PageError> {
    let form = posted.kept();
    let Some(rows) = posted.rows().rows() else { return Err(PageError::NotUnderstood.answer()) };
    with_row(admin, form, rows, (&posted.add_asset, AssetRole::Analyst)).await.map(EditOutcome::Form)
}

async fn with_row(
    admin: &Admin,
    form: EditForm,
    mut rows: Vec<AssetRow>,
    (typed, role): (&str, AssetRole),
) -> Result<EditForm, PageError> {
    let added = rows::add(admin, (typed, role), &mut rows).await;
    let problem = added.map_err(|failure| PageError::from(failure).answer())?;
    let mut form = form.instead_of_all(EditField::Assets, rows.iter().map(AssetRow::json));
    match problem {
        Some(problem) => form.refuse(EditField::AddAsset, problem),
        None => form = form.instead(EditField::AddAsset, ""),
    }
    Ok(form)
}

/// The summary; or what has to be settled before there is one.
async fn look(
    admin: &Admin,
    partner: PartnerId,
    opened: &Access,
    wanted: &Access,
    problem: Option<String>,
    keep: Vec<String>,
) -> Result<EditOutcome, PageError> {
    match admin.look_at_edit(partner, opened, wanted).await {
        Ok(shown) => {
            let works = works(admin, &shown).map(|works| works.words(&iso(wanted)));
            Ok(EditOutcome::Check(Box::new(Check { works, keep, problem, ..check(shown, opened, wanted) })))
        }
        Err(Failure::Refused(EditRefusal::Meanwhile(meanwhile))) => {
            differing(admin, partner, opened, wanted, *meanwhile).await
        }
        Err(Failure::Refused(refusal)) => {
            Ok(EditOutcome::Form(form_of(wanted, &json(opened)).with_problem(refusal)))
        }
        Err(failure) => Err(PageError::without_refusal(failure).answer()),
    }
}

fn check(shown: ToRevoke, opened: &Access, wanted: &Access) -> Check {
    let reduced = opened.grant == Grant::Admin && wanted.grant != Grant::Admin;
    Check {
        state: shown.state,
        difference: opened.difference(wanted),
        cut_short: wanted.cut_short(),
        works: None,
        sent: if reduced { shown.rehearsal.sent } else { Vec::new() },
        opened: json(opened),
        wanted: json(wanted),
        rehearsed: shown.rehearsed.as_str().to_owned(),
        keep: Vec::new(),
        problem: None,
    }
}

async fn differing(
    admin: &Admin,
    partner: PartnerId,
    opened: &Access,
    wanted: &Access,
    meanwhile: Meanwhile,
) -> Result<EditOutcome, PageError> {
    let (shown, _) = match admin.to_edit(partner).await {
        Ok(found) => found,
        Err(Failure::Refused(refusal)) => {
            return Ok(EditOutcome::Form(form_of(wanted, &json(opened)).with_problem(refusal)));
        }
        Err(failure) => return Err(PageError::without_refusal(failure).answer()),
    };
    Ok(EditOutcome::Meanwhile(Box::new(Differing {
        by: meanwhile.by,
        when: ago(meanwhile.at, admin.keyholder().clock().now()),
        lines: opened.lines(&meanwhile.now, wanted),
        merged: json(&wanted.merged(opened, &meanwhile.now)),
        now: json(&meanwhile.now),
        mine: json(wanted),
        rehearsed: shown.rehearsed.as_str().to_owned(),
    })))
}

/// The form as it stands when it would lead to this.
fn form_of(access: &Access, opened: &str) -> EditForm {
    let form = EditForm::default()
        .typed(EditField::Opened, opened)
        .typed(EditField::Kind, access.kind.map_or("", PartnerKind::as_str))
        .typed(EditField::Organisation, access.organisation.as_ref().map_or("", OrganisationName::as_str))
        .typed(EditField::Level, access.grant.level().as_str())
        .typed(EditField::Ends, iso(access));
    let form =
        form.instead_of_all(EditField::Assets, access.assets().iter().map(|of| AssetRow::of(of).json()));
    let Grant::Standard { modules } = access.grant else { return form };
    modules.iter().fold(form, |form, module| form.typed(EditField::Modules, module.as_str()))
}

fn iso(access: &Access) -> String {
    access.ends().map(EndDate::iso).unwrap_or_default()
}

/// What a form of ours carried; anything else is no form of ours.
fn access(text: &str) -> Result<Access, PageError> {
    serde_json::from_str(text).map_err(|_| PageError::NotUnderstood.answer())
}

fn json(access: &Access) -> String {
    serde_json::to_string(access).unwrap_or_default()
}
