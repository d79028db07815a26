//! What entries of the audit log tell, in words.

mod campaigns;

use domain::access::{AccessLevel, Module};
use service::audit::{Access, AssetState, Event, GroupedAsset, HandedOver, LinkedState, SettingsState};

/// An entry, after the name of who did it.
pub(super) struct Told {
    pub(super) what: String,
    /// Whom or what it tells of.
    pub(super) about: String,
    pub(super) was: Option<String>,
    pub(super) now: String,
}

impl Told {
    fn new(what: &str, about: &str, now: impl Into<String>) -> Self {
        Self { what: what.to_owned(), about: about.to_owned(), was: None, now: now.into() }
    }

    fn instead_of(self, was: String) -> Self {
        Self { was: Some(was), ..self }
    }
}

/// For readers: of a changed access no more than what is different. Both wholes stand in the export.
pub(super) fn told_shortly(event: &Event) -> Told {
    let told = told(event);
    let Event::AccessEdited { before, after, cancelled, kept, .. } = event else { return told };
    match (before.parse(), after.parse()) {
        (Some(was), Some(is)) => {
            let changes = was.changes(&is).join("; ");
            Told { was: None, now: format!("{changes}{}", invitations(cancelled.len(), kept.len())), ..told }
        }
        _ => told,
    }
}

pub(super) fn told(event: &Event) -> Told {
    campaigns::told(event).unwrap_or_else(|| of_the_rest(event))
}

fn of_the_rest(event: &Event) -> Told {
    match event {
        Event::BusinessCenterFounded { name, time_zone, .. } => {
            Told::new("founded this Business Center", name, format!("Time zone {time_zone}"))
        }
        Event::DemoFilled { partners, .. } => {
            Told::new("filled the demo", "", format!("{partners} partners"))
        }
        Event::SettingsChanged { before, after } => {
            Told::new("changed the settings", "", settings(after)).instead_of(settings(before))
        }
        Event::AssetRegistered { after, .. } => Told::new("registered an Asset", &after.name, asset(after)),
        Event::AssetEdited { before, after, .. } => {
            Told::new("changed an Asset", &after.name, asset(after)).instead_of(asset(before))
        }
        Event::AssetRemoved { before, .. } => {
            Told::new("removed an Asset", &before.name, "not on the list").instead_of(asset(before))
        }
        Event::AssetGroupMade { name, .. } => Told::new("made an Asset group", name, "nothing in it yet"),
        Event::AssetGroupRenamed { before, after, .. } => {
            Told::new("renamed an Asset group", after, after.clone()).instead_of(before.clone())
        }
        Event::AssetGroupFilled { name, put, taken, .. } => {
            Told::new("changed an Asset group", name, filled(put, taken))
        }
        Event::AssetGroupRemoved { name, given_to, .. } => {
            let count = given_to.len();
            let now = if count == 0 { String::new() } else { format!("taken from {count} who had it") };
            Told::new("removed an Asset group", name, now)
        }
        Event::PartnerInvited { contact, after, note, .. } => {
            let note = if note.is_some() { "; with a note" } else { "" };
            Told::new("invited", contact, format!("{}{note}", access(after)))
        }
        Event::AccessEdited { contact, before, after, cancelled, kept, .. } => {
            let now = format!("{}{}", access(after), invitations(cancelled.len(), kept.len()));
            Told::new("changed access", contact, now).instead_of(access(before))
        }
        Event::AccessRevoked { contact, before, reason, cancelled, kept, handed_over, .. } => {
            let reason = reason.as_ref().map(|reason| format!(": “{reason}”")).unwrap_or_default();
            let invitations = invitations(cancelled.len(), kept.len());
            let now = format!("nothing{reason}{invitations}{}", handed(handed_over));
            Told::new("revoked access", contact, now).instead_of(access(before))
        }
        Event::MemberLeft { contact, before, cancelled, handed_over, .. } => {
            let now = format!("nothing{}{}", invitations(cancelled.len(), 0), handed(handed_over));
            Told::new("left", contact, now).instead_of(access(before))
        }
        Event::MemberRenamed { contact, before, after, .. } => {
            Told::new("changed their name", contact, after.as_str()).instead_of(before.clone())
        }
        Event::ExtensionAskedFor { contact, words, .. } => {
            Told::new("asked to extend access", contact, quoted(words.as_deref()))
        }
        Event::SessionEnded { contact, browser, .. } => {
            Told::new("ended a session", contact, format!("{browser}, until the next log-in"))
        }
        Event::AdAccountLinked { contact, before, after, .. } => Told {
            was: before.as_ref().map(ad_account),
            ..Told::new("linked an ad account", contact, ad_account(after))
        },
        Event::AdAccountUnlinked { contact, before, .. } => {
            Told::new("unlinked an ad account", contact, "none linked").instead_of(ad_account(before))
        }
        Event::LinkStateSet { contact, before, after, .. } => {
            Told::new("set the state of an ad account", contact, ad_account(after))
                .instead_of(ad_account(before))
        }
        Event::EndKept { contact, words, .. } => {
            Told::new("kept the end of access", contact, quoted(words.as_deref()))
        }
        Event::AccessAskedFor { contact, ask, words, .. } => {
            let words = words.as_ref().map(|words| format!(": “{words}”")).unwrap_or_default();
            Told::new("asked for access", contact, format!("{ask}{words}"))
        }
        Event::AccessGranted { contact, ask, .. } => {
            Told::new("granted what was asked for", contact, format!("{ask}, which they had already"))
        }
        Event::AccessDeclined { contact, ask, words, .. } => {
            Told::new("declined what was asked for", contact, format!("{ask}: “{words}”"))
        }
        Event::InvitationAccepted { contact, closed, .. } => {
            Told::new("accepted", contact, format!("is a Member{}", invitations(closed.len(), 0)))
        }
        of_invitation => invitation(of_invitation),
    }
}

fn invitation(event: &Event) -> Told {
    match event {
        Event::InvitationResent { contact, .. } => {
            Told::new("sent an invitation again", contact, "a new link, 30 new days")
        }
        Event::InvitationAddressChanged { before, after, .. } => {
            Told::new("changed an address", after, after.as_str()).instead_of(before.clone())
        }
        Event::InvitationAddressKept { contact, .. } => {
            Told::new("kept an address", contact, "it is right as it is")
        }
        Event::InvitationEdited { contact, before, after, .. } => {
            Told::new("changed an invitation", contact, access(after)).instead_of(access(before))
        }
        Event::InvitationCancelled { contact, .. } => {
            Told::new("cancelled an invitation", contact, "its link is dead")
        }
        Event::InvitationLinkCopied { contact, .. } => {
            Told::new("copied a link", contact, "a second link to an open invitation")
        }
        Event::InvitationsClosed { contact, closed } => Told::new(
            "opened an invitation and is in already",
            contact,
            invitations(closed.len(), 0).trim_start_matches("; "),
        ),
        Event::InvitationDeclined { contact, .. } => Told::new("declined", contact, ""),
        Event::NewLinkAskedFor { contact, .. } => Told::new("asked for a new link", contact, ""),
        Event::LinkMailedAgain { contact, .. } => Told::new("had their link mailed again", contact, ""),
        Event::InvitationReported { contact, blocked, .. } => {
            let now = if *blocked { "wants no more mails from here" } else { "" };
            Told::new("reported an invitation", contact, now)
        }
        Event::MailsAllowed { contact, .. } => Told::new("allowed mails again", contact, ""),
        Event::CodeSent { contact, .. } => Told::new("asked for a code", contact, ""),
        Event::CodeRefused { contact, .. } => {
            Told::new("typed a wrong code", contact, "nothing was accepted")
        }
        Event::WrongAccountTried { contact, .. } => {
            Told::new("tried to accept with another account", contact, "nothing was accepted")
        }
        Event::BusinessCenterFounded { .. }
        | Event::DemoFilled { .. }
        | Event::SettingsChanged { .. }
        | Event::AssetRegistered { .. }
        | Event::AssetGroupMade { .. }
        | Event::AssetEdited { .. }
        | Event::AssetRemoved { .. }
        | Event::AssetGroupRenamed { .. }
        | Event::AssetGroupFilled { .. }
        | Event::AssetGroupRemoved { .. }
        | Event::CampaignCreated { .. }
        | Event::CampaignEdited { .. }
        | Event::ChangeProposed { .. }
        | Event::ChangeRequestEdited { .. }
        | Event::ChangeRequestWithdrawn { .. }
        | Event::ChangeRequestCommented { .. }
        | Event::ChangeApproved { .. }
        | Event::ChangeRejected { .. }
        | Event::ChangeApprovedAhead { .. }
        | Event::StandingApprovalGiven { .. }
        | Event::StandingApprovalEnded { .. }
        | Event::PartnerInvited { .. }
        | Event::AccessEdited { .. }
        | Event::AccessRevoked { .. }
        | Event::MemberLeft { .. }
        | Event::MemberRenamed { .. }
        | Event::ExtensionAskedFor { .. }
        | Event::EndKept { .. }
        | Event::AccessAskedFor { .. }
        | Event::AccessGranted { .. }
        | Event::AccessDeclined { .. }
        | Event::SessionEnded { .. }
        | Event::AdAccountLinked { .. }
        | Event::AdAccountUnlinked { .. }
        | Event::LinkStateSet { .. }
        | Event::InvitationAccepted { .. } => Told::new("", "", ""),
    }
}

/// "Halcyon EU put in; Web pixel taken out"
pub(crate) fn filled(put: &[GroupedAsset], taken: &[GroupedAsset]) -> String {
    let of = |assets: &[GroupedAsset], what: &str| {
        let names: Vec<_> = assets.iter().map(|asset| asset.name.as_str()).collect();
        (!names.is_empty()).then(|| format!("{} {what}", names.join(", ")))
    };
    [of(put, "put in"), of(taken, "taken out")].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// "7012 4498 0031 · In review"
pub(crate) fn ad_account(state: &LinkedState) -> String {
    state.parse().map_or_else(|| state.advertiser.clone(), |link| link.to_string())
}

fn quoted(words: Option<&str>) -> String {
    words.map(|words| format!("“{words}”")).unwrap_or_default()
}

/// "; 2 invitations cancelled; 1 kept"
fn invitations(cancelled: usize, kept: usize) -> String {
    let of = |count: usize, what: &str| match count {
        0 => String::new(),
        1 => format!("; 1 invitation {what}"),
        several => format!("; {several} invitations {what}"),
    };
    of(cancelled, "cancelled") + &of(kept, "kept")
}

/// "; 2 proposals withdrawn; 3 campaigns to Mina Okafor"
pub(crate) fn handed(over: &HandedOver) -> String {
    if over.is_empty() { String::new() } else { format!("; {}", over.words()) }
}

/// "Standard: Analytics; Halcyon EU as Operator until 31 January 2027, for: EU launch; Agency; Bright Agency"
fn access(access: &Access) -> String {
    let level = AccessLevel::parse(&access.level).map_or("", AccessLevel::label);
    let modules: Vec<_> =
        access.modules.iter().filter_map(|code| Module::parse(code)).map(Module::label).collect();
    let mut words =
        if modules.is_empty() { level.to_owned() } else { format!("{level}: {}", modules.join(", ")) };
    if let Some(parsed) = access.parse() {
        for given in parsed.assets() {
            words = format!("{words}; {} as {}", given.target.name(), given.terms());
        }
        if let Some(end) = parsed.ends() {
            words = format!("{words}; until the end of {end}");
        }
    }
    let kind = access.kind.as_deref().and_then(domain::partner::PartnerKind::parse);
    for more in [kind.map(|kind| kind.label().to_owned()), access.organisation.clone()].into_iter().flatten()
    {
        words.push_str("; ");
        words.push_str(&more);
    }
    words
}

/// "Halcyon EU, ad account 7012 4498 0031, EUR, UTC+01:00; of This Business Center; in Spring, Web"
fn asset(state: &AssetState) -> String {
    let groups =
        if state.groups.is_empty() { String::new() } else { format!("; in {}", state.groups.join(", ")) };
    format!("{}, {}; of {}{groups}", state.name, state.what, state.owner)
}

fn settings(state: &SettingsState) -> String {
    let copy_link = if state.copy_link { "on" } else { "off" };
    format!("{}; Copy link {copy_link}", state.time_zone)
}
