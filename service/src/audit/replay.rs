//! The past, replayed from the log (DOMAIN 5): a fold over its entries, in their order, to who is in with what and which
//! Assets there are. It believes the entries alone; what one did not record is a gap, never a guess.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::asset::{AssetGrant, AssetGrants};
use domain::edit;
use domain::end::EndDate;
use domain::grant::Grant;
use domain::id::{AssetId, PartnerId};
use domain::invitation::Recorded;
use domain::name::AssetGroupName;
use uuid::Uuid;

use super::{Access, Event};
use super::{AssetState, FilledIn};

/// The entry that made something so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    pub number: i64,
    pub at: DateTime<Utc>,
}

/// How things stand after some entries.
#[derive(Clone, Debug, Default)]
pub struct Replay {
    pub(super) people: BTreeMap<PartnerId, Person>,
    pub(super) assets: BTreeMap<AssetId, PastAsset>,
    gaps: Vec<Mark>,
}

/// Somebody whom the log names.
#[derive(Clone, Debug)]
pub(super) struct Person {
    contact: String,
    /// Once they came in.
    name: Option<String>,
    pub(super) recorded: Recorded,
    pub(super) grant: Grant,
    pub(super) ends: Option<EndDate>,
    /// Level, Modules and end are as they are since then.
    pub(super) given: Mark,
    /// Level and end are.
    pub(super) stands: Mark,
    /// Kept when access ends, as their rows are.
    pub(super) assets: Vec<(AssetGrant, Mark)>,
}

/// An Asset that was registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastAsset {
    pub name: String,
    /// "Ad account 7012 4498 0031, EUR, UTC+01:00"
    pub what: String,
    pub registered: Mark,
    pub removed: Option<Mark>,
    /// Those that it is in, and since when.
    pub(super) groups: Vec<(AssetGroupName, Mark)>,
}

impl Replay {
    /// Goes on by one entry: its number and time, who did it, and what happened.
    pub fn apply(&mut self, mark: Mark, actor: &str, event: &Event) {
        if self.takes(mark, actor, event).is_none() {
            self.gaps.push(mark);
        }
    }

    /// Entries that do not tell enough: whom they concern is not known until a later one does.
    pub fn gaps(&self) -> &[Mark] {
        &self.gaps
    }

    /// Every Asset that was ever registered.
    pub fn assets(&self) -> impl Iterator<Item = (AssetId, &PastAsset)> {
        self.assets.iter().map(|(id, asset)| (*id, asset))
    }

    /// None: the entry does not tell what it made so.
    fn takes(&mut self, mark: Mark, actor: &str, event: &Event) -> Option<()> {
        match event {
            Event::BusinessCenterFounded { founder, .. } => self.founded(*founder, actor, mark),
            Event::DemoFilled { partners, filled } => self.filled(*partners, filled, mark),
            Event::PartnerInvited { partner, contact, after, .. } => {
                let person = self.has(*partner, contact, after, Recorded::Open, mark)?;
                person.recorded = Recorded::Open;
                Some(())
            }
            Event::InvitationAddressChanged { partner, after, .. } => {
                self.person(*partner)?.contact.clone_from(after);
                Some(())
            }
            Event::InvitationEdited { partner, contact, after, .. } => {
                self.has(*partner, contact, after, Recorded::Open, mark).map(|_| ())
            }
            Event::InvitationAccepted { partner, name, .. } => {
                let person = self.person(*partner)?;
                person.name = Some(name.clone());
                person.recorded = Recorded::Accepted { at: mark.at };
                (person.given, person.stands) = (mark, mark);
                Some(())
            }
            Event::AccessEdited { partner, contact, after, .. } => {
                self.has(*partner, contact, after, Recorded::Accepted { at: mark.at }, mark).map(|_| ())
            }
            Event::AccessRevoked { partner, contact, before, .. }
            | Event::MemberLeft { partner, contact, before, .. } => {
                let recorded = Recorded::Revoked { at: mark.at };
                // They are out, whatever else of the entry is understood.
                if let Some(person) = self.person(*partner) {
                    person.recorded = recorded;
                }
                self.has(*partner, contact, before, recorded, mark)?.recorded = recorded;
                Some(())
            }
            Event::MemberRenamed { partner, after, .. } => {
                // Whoever is not known yet is named by the entry that tells what they have.
                if let Some(person) = self.person(*partner) {
                    person.name = Some(after.clone());
                }
                Some(())
            }
            Event::AssetRegistered { asset, after } => self.registered(*asset, after, mark),
            Event::AssetEdited { asset, after, .. } => self.changed(*asset, after, mark),
            Event::AssetRemoved { asset, .. } => self.removed(*asset, mark),
            Event::AssetGroupRenamed { group, before, after, .. } => self.renamed(*group, before, after),
            Event::AssetGroupFilled { name, put, taken, .. } => self.grouped(name, put, taken, mark),
            Event::AssetGroupRemoved { group, name, .. } => self.ungrouped(*group, name),
            // Who reaches what does not depend on these: an Invitation opens nothing until it is accepted, a group
            // nothing until something is in it, and an ad account of theirs only lets them save.
            Event::InvitationResent { .. }
            | Event::InvitationAddressKept { .. }
            | Event::InvitationCancelled { .. }
            | Event::InvitationLinkCopied { .. }
            | Event::InvitationsClosed { .. }
            | Event::InvitationDeclined { .. }
            | Event::NewLinkAskedFor { .. }
            | Event::LinkMailedAgain { .. }
            | Event::InvitationReported { .. }
            | Event::MailsAllowed { .. }
            | Event::CodeSent { .. }
            | Event::CodeRefused { .. }
            | Event::WrongAccountTried { .. }
            | Event::ExtensionAskedFor { .. }
            | Event::EndKept { .. }
            | Event::AccessAskedFor { .. }
            | Event::AccessGranted { .. }
            | Event::AccessDeclined { .. }
            | Event::SessionEnded { .. }
            | Event::AdAccountLinked { .. }
            | Event::AdAccountUnlinked { .. }
            | Event::LinkStateSet { .. }
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
            | Event::AssetGroupMade { .. }
            | Event::SettingsChanged { .. } => Some(()),
        }
    }

    fn person(&mut self, partner: Uuid) -> Option<&mut Person> {
        self.people.get_mut(&PartnerId::from_uuid(partner))
    }

    fn founded(&mut self, founder: Option<Uuid>, actor: &str, mark: Mark) -> Option<()> {
        let founder = PartnerId::from_uuid(founder?);
        let access = edit::Access::new(None, None, Grant::Admin, AssetGrants::NONE);
        let person = Person::new(actor, &access, Recorded::Accepted { at: mark.at }, mark);
        self.people.insert(founder, Person { name: Some(actor.to_owned()), ..person });
        Some(())
    }

    fn filled(&mut self, partners: u32, filled: &[FilledIn], mark: Mark) -> Option<()> {
        for of in filled {
            let access = of.access.parse()?;
            let recorded = Recorded::from_row(&of.state, mark.at)?;
            let person = Person::new(&of.contact, &access, recorded, mark);
            self.people.insert(PartnerId::from_uuid(of.partner), Person { name: of.name.clone(), ..person });
        }
        (partners == 0 || !filled.is_empty()).then_some(())
    }

    /// Somebody has this from here on; `recorded` is how they stand whom no entry named before.
    fn has(
        &mut self,
        partner: Uuid,
        contact: &str,
        access: &Access,
        recorded: Recorded,
        mark: Mark,
    ) -> Option<&mut Person> {
        let access = access.parse()?;
        let person = self
            .people
            .entry(PartnerId::from_uuid(partner))
            .or_insert_with(|| Person::new(contact, &access, recorded, mark));
        person.take(&access, mark);
        Some(person)
    }

    fn registered(&mut self, asset: Uuid, after: &AssetState, mark: Mark) -> Option<()> {
        let groups = groups(after)?.into_iter().map(|group| (group, mark)).collect();
        let (name, what) = (after.name.clone(), after.what.clone());
        let registered = PastAsset { name, what, registered: mark, removed: None, groups };
        self.assets.insert(AssetId::from_uuid(asset), registered);
        Some(())
    }

    fn changed(&mut self, asset: Uuid, after: &AssetState, mark: Mark) -> Option<()> {
        let wanted = groups(after)?;
        let asset = self.assets.get_mut(&AssetId::from_uuid(asset))?;
        let had = std::mem::take(&mut asset.groups);
        let since = |group: &AssetGroupName| {
            had.iter().find(|(of, _)| of.key() == group.key()).map_or(mark, |(_, since)| *since)
        };
        asset.groups = wanted.into_iter().map(|group| (group.clone(), since(&group))).collect();
        asset.name.clone_from(&after.name);
        Some(())
    }

    fn removed(&mut self, asset: Uuid, mark: Mark) -> Option<()> {
        // Grants of it lead nowhere from here on: its id never comes again.
        let asset = self.assets.get_mut(&AssetId::from_uuid(asset))?;
        (asset.removed, asset.groups) = (Some(mark), Vec::new());
        Some(())
    }
}

impl Person {
    fn new(contact: &str, access: &edit::Access, recorded: Recorded, mark: Mark) -> Self {
        Self {
            contact: contact.to_owned(),
            name: None,
            recorded,
            grant: access.grant,
            ends: access.ends(),
            given: mark,
            stands: mark,
            assets: access.assets().iter().map(|grant| (grant.clone(), mark)).collect(),
        }
    }

    /// What stays as it was keeps since when.
    fn take(&mut self, access: &edit::Access, mark: Mark) {
        let moment = |ends: Option<EndDate>| ends.map(EndDate::moment);
        let same_end = moment(self.ends) == moment(access.ends());
        if !same_end || self.grant != access.grant {
            self.given = mark;
        }
        if !same_end || self.grant.level() != access.grant.level() {
            self.stands = mark;
        }
        (self.grant, self.ends) = (access.grant, access.ends());
        let had = std::mem::take(&mut self.assets);
        // The day of an end is that of the zone of its time; the moment is what counts.
        let same = |one: &AssetGrant, other: &AssetGrant| {
            moment(one.ends) == moment(other.ends)
                && AssetGrant { ends: None, ..one.clone() }
                    .is_same(&AssetGrant { ends: None, ..other.clone() })
        };
        let since =
            |grant: &AssetGrant| had.iter().find(|(of, _)| same(of, grant)).map_or(mark, |(_, since)| *since);
        self.assets = access.assets().iter().map(|grant| (grant.clone(), since(grant))).collect();
    }

    pub(super) fn called(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.contact)
    }
}

/// None where this build does not know one as a name any more.
fn groups(state: &AssetState) -> Option<Vec<AssetGroupName>> {
    state.groups.iter().map(|name| AssetGroupName::parse(name).ok()).collect()
}
