//! Who can take over what somebody leaves, in words, and who was chosen.

use domain::access::AccessLevel;
use domain::id::PartnerId;
use domain::revoke::{Chosen, LeftItem as Left, NotHandedOver, Successor, SuccessorRefusal};
use service::partner::ToRevoke;

use super::server::{LeftItem, RevokeField, RevokeForm};

const PROPOSAL: &str = "proposal";
const CAMPAIGNS: &str = "campaigns";

/// Open proposals, and campaigns by ad account.
pub(super) fn items(found: &ToRevoke, acting: PartnerId) -> (Vec<LeftItem>, Vec<LeftItem>) {
    let (left, successors) = (&found.rehearsal.left, &found.successors);
    let proposals = left.proposals.iter().map(|of| {
        let takes = successors.iter().filter(|one| one.takes(of, 0).is_ok());
        let nobody = (format!("{PROPOSAL}:{}:", of.request), "Nobody: withdraw it".to_owned());
        LeftItem {
            field: RevokeField::Proposal(of.request),
            name: of.name.clone(),
            under: of.ad_account_name.clone(),
            successors: std::iter::once(nobody)
                .chain(takes.map(|one| choice(&format!("{PROPOSAL}:{}", of.request), one, acting)))
                .collect(),
        }
    });
    let campaigns = left.campaigns.iter().map(|of| {
        let takes = successors.iter().filter(|one| one.ad_accounts.contains(&of.ad_account));
        LeftItem {
            field: RevokeField::Campaigns(of.ad_account),
            name: of.ad_account_name.clone(),
            under: of.some(),
            successors: takes
                .map(|one| choice(&format!("{CAMPAIGNS}:{}", of.ad_account), one, acting))
                .collect(),
        }
    });
    (proposals.collect(), campaigns.collect())
}

/// "Mina Okafor (Admin)"
fn choice(of: &str, one: &Successor, acting: PartnerId) -> (String, String) {
    let what = match one.level {
        _ if one.partner == acting => "you",
        AccessLevel::Admin => "Admin",
        AccessLevel::Standard => "Operator",
    };
    (format!("{of}:{}", one.partner), format!("{} ({what})", one.name))
}

/// Who was chosen; none where what came back is nobody's id, which the form says then.
pub(super) fn chosen(form: &mut RevokeForm, typed: &[String]) -> Option<Chosen> {
    let (mut chosen, mut all) = (Chosen::default(), true);
    for choice in typed {
        let Some((field, successor)) = field_of(choice) else { continue };
        *form = std::mem::take(form).typed(field, &**choice);
        match (successor, successor.parse()) {
            ("", _) => {}
            (_, Ok(successor)) => chooses(&mut chosen, field, successor),
            (_, Err(_)) => {
                form.refuse(field, SuccessorRefusal::NotOne);
                all = false;
            }
        }
    }
    all.then_some(chosen)
}

/// Of `proposal:…:…` or `campaigns:…:…` what it is for, and whom it names.
fn field_of(choice: &str) -> Option<(RevokeField, &str)> {
    let (what, rest) = choice.split_once(':')?;
    let (id, successor) = rest.split_once(':')?;
    let field = match what {
        PROPOSAL => RevokeField::Proposal(id.parse().ok()?),
        CAMPAIGNS => RevokeField::Campaigns(id.parse().ok()?),
        _ => return None,
    };
    Some((field, successor))
}

fn chooses(chosen: &mut Chosen, field: RevokeField, successor: PartnerId) {
    match field {
        RevokeField::Proposal(request) => {
            chosen.proposals.insert(request, successor);
        }
        RevokeField::Campaigns(ad_account) => {
            chosen.campaigns.insert(ad_account, successor);
        }
        RevokeField::Keep | RevokeField::Reason | RevokeField::Tell => {}
    }
}

/// Each beside its field.
pub(super) fn refused(mut form: RevokeForm, which: Vec<NotHandedOver>) -> RevokeForm {
    for NotHandedOver { item, why } in which {
        let field = match item {
            Left::Proposal(request) => RevokeField::Proposal(request),
            Left::Campaigns(ad_account) => RevokeField::Campaigns(ad_account),
        };
        form.refuse(field, why);
    }
    form
}
