//! Entries of the audit log in words, on the page of whom they tell.

mod campaigns;

use domain::access::{AccessLevel, Module};
use domain::id::PartnerId;
use domain::zone::Zone;
use service::audit::{Access, Event, LinkedState};
use service::partner::Entry;

use super::server::HistoryItem;
use crate::audit::words::{ad_account, filled, handed};

pub(super) fn history_item(entry: Entry, of: PartnerId, zone: Zone) -> HistoryItem {
    let care = matches!(
        entry.event,
        Event::WrongAccountTried { .. } | Event::InvitationReported { .. } | Event::CodeRefused { .. }
    );
    HistoryItem { care, words: words(&entry.event, of), actor: entry.actor, at: zone.moment(entry.at) }
}

/// Goes on after the name of who did it.
fn words(event: &Event, of: PartnerId) -> String {
    campaigns::words(event).unwrap_or_else(|| of_the_rest(event, of))
}

fn of_the_rest(event: &Event, of: PartnerId) -> String {
    match event {
        Event::BusinessCenterFounded { .. } => "founded this Business Center".to_owned(),
        Event::DemoFilled { partners, .. } => format!("filled the demo with {partners} partners"),
        Event::AccessEdited { partner, before, after, .. } if *partner == of.uuid() => changes(before, after)
            .map_or_else(|| "changed the access".to_owned(), |changes| format!("changed {changes}")),
        Event::InvitationEdited { before, after, .. } => {
            let changed = "changed the invitation";
            changes(before, after)
                .map_or_else(|| changed.to_owned(), |changes| format!("{changed}: {changes}"))
        }
        Event::AccessEdited { contact, kept, .. } if kept.contains(&of.uuid()) => {
            format!("made {contact} Standard and became the sender of this invitation")
        }
        Event::AccessEdited { contact, .. } => {
            format!("made {contact} Standard, which cancelled this invitation")
        }
        Event::AccessRevoked { partner, reason, handed_over, .. } if *partner == of.uuid() => {
            format!("{}{}", said("revoked the access", reason.as_deref()), handed(handed_over))
        }
        Event::AccessRevoked { contact, kept, handed_over, .. } => {
            revoked(contact, kept.contains(&of.uuid()), handed_over.taken_by(of.uuid()))
        }
        Event::MemberLeft { partner, handed_over, .. } if *partner == of.uuid() => {
            format!("left{}", handed(handed_over))
        }
        Event::MemberLeft { .. } => "left, which cancelled this invitation".to_owned(),
        Event::MemberRenamed { after, .. } => format!("changed their name to {after}"),
        Event::ExtensionAskedFor { words, .. } => said("asked to extend the access", words.as_deref()),
        Event::EndKept { words, .. } => said("kept the end of the access", words.as_deref()),
        Event::AccessAskedFor { ask, words, .. } => said(&format!("asked for {ask}"), words.as_deref()),
        Event::AccessGranted { ask, .. } => format!("granted {ask}, which they had already"),
        Event::AccessDeclined { ask, words, .. } => said(&format!("declined {ask}"), Some(words)),
        Event::AdAccountLinked { before, after, .. } => linked(before.as_ref(), after),
        Event::AdAccountUnlinked { before, .. } => format!("unlinked the ad account {}", ad_account(before)),
        Event::LinkStateSet { before, after, .. } => {
            format!("set the state of the ad account: {} → {}", ad_account(before), ad_account(after))
        }
        Event::SessionEnded { browser, .. } => format!("ended the session {browser}"),
        Event::SettingsChanged { .. } => "changed the settings".to_owned(),
        Event::AssetRemoved { before, .. } => {
            format!("took {} off the list of Assets, which ended the access to it", before.name)
        }
        Event::AssetGroupRenamed { before, after, .. } => {
            format!("called the Asset group {before} {after}")
        }
        Event::AssetGroupFilled { name, put, taken, .. } => {
            format!("changed what is in the Asset group {name}: {}", filled(put, taken))
        }
        Event::AssetGroupRemoved { name, .. } => {
            format!("removed the Asset group {name}, which ended the access through it")
        }
        Event::AssetEdited { before, after, .. } => {
            format!("changed the Asset {}: {}", before.name, before.changes(after).join(", "))
        }
        Event::AssetRegistered { .. } | Event::AssetGroupMade { .. } => "changed the Assets".to_owned(),
        Event::CampaignCreated { .. }
        | Event::CampaignEdited { .. }
        | Event::ChangeProposed { .. }
        | Event::ChangeRequestEdited { .. }
        | Event::ChangeRequestWithdrawn { .. }
        | Event::ChangeRequestCommented { .. }
        | Event::ChangeApproved { .. }
        | Event::ChangeApprovedAhead { .. }
        | Event::StandingApprovalGiven { .. }
        | Event::StandingApprovalEnded { .. }
        | Event::ChangeRejected { .. } => String::new(),
        Event::PartnerInvited { contact, after, .. } => format!("invited {contact} {}", access(after)),
        Event::InvitationResent { contact, .. } => format!("sent the invitation to {contact} again"),
        Event::InvitationAddressChanged { before, after, .. } => {
            format!("changed the address from {before} to {after}")
        }
        Event::InvitationAddressKept { contact, .. } => format!("said that {contact} is the right address"),
        Event::InvitationCancelled { .. } => "cancelled the invitation".to_owned(),
        Event::InvitationLinkCopied { .. } => "copied the link".to_owned(),
        Event::InvitationAccepted { partner, .. } if *partner == of.uuid() => {
            "accepted and became a Member".to_owned()
        }
        Event::InvitationAccepted { contact, .. } => {
            format!("joined as {contact}, which closed this invitation")
        }
        Event::InvitationsClosed { contact, .. } => {
            format!("is in already, and opened the invitation to {contact}: it is closed")
        }
        Event::InvitationDeclined { .. } => "declined".to_owned(),
        Event::NewLinkAskedFor { .. } => "asked for a new link".to_owned(),
        Event::LinkMailedAgain { .. } => "had the link mailed again".to_owned(),
        Event::InvitationReported { blocked: true, .. } => {
            "reported the invitation and wants no more mails from here".to_owned()
        }
        Event::InvitationReported { .. } => "reported the invitation".to_owned(),
        Event::MailsAllowed { .. } => "allows mails from here again".to_owned(),
        Event::CodeSent { .. } => "asked for a code".to_owned(),
        Event::CodeRefused { .. } => "typed a wrong code".to_owned(),
        Event::WrongAccountTried { .. } => {
            "tried to accept with an account of another address; nothing was accepted".to_owned()
        }
    }
}

/// On the page of somebody else than whoever was.
fn revoked(contact: &str, kept: bool, took_over: Option<String>) -> String {
    match took_over {
        _ if kept => format!("revoked {contact} and became the sender of this invitation"),
        Some(what) => format!("revoked {contact}, whose {what} became theirs"),
        None => format!("revoked {contact}, which cancelled this invitation"),
    }
}

fn linked(before: Option<&LinkedState>, after: &LinkedState) -> String {
    let was = before.map(|before| format!("{} → ", ad_account(before))).unwrap_or_default();
    format!("linked an ad account: {was}{}", ad_account(after))
}

fn said(did: &str, words: Option<&str>) -> String {
    words.map_or_else(|| did.to_owned(), |words| format!("{did}: “{words}”"))
}

/// "Access level: Standard: Analytics → Admin. Partner kind: Agency → Client"
fn changes(before: &Access, after: &Access) -> Option<String> {
    Some(before.parse()?.changes(&after.parse()?).join(". "))
}

/// "as Standard: Analytics, Campaigns, until the end of 31 January 2027"
fn access(access: &Access) -> String {
    let level = AccessLevel::parse(&access.level).map_or("", AccessLevel::label);
    let modules: Vec<_> =
        access.modules.iter().filter_map(|code| Module::parse(code)).map(Module::label).collect();
    let given = access.assets.iter().map(|of| of.name.clone());
    let all: Vec<_> = modules.into_iter().map(str::to_owned).chain(given).collect();
    let given =
        if all.is_empty() { format!("as {level}") } else { format!("as {level}: {}", all.join(", ")) };
    let end = access.parse().and_then(|access| access.ends());
    end.map_or_else(|| given.clone(), |end| format!("{given}, until the end of {end}"))
}
