//! What **Add Partners** asks of the server.

use domain::id::PartnerId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

pub use super::form::{InviteField, InviteForm};
use crate::error::PageError;

/// What the dialog shows before anything is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BeforeInviting {
    /// What somebody had before, where they are invited again.
    pub former: Option<InviteForm>,
    /// "4 active + 1 invited of 20".
    pub admin_seats: String,
    pub standard_warning: Option<String>,
    /// "24 December 2026": until when an invitation sent now can be accepted.
    pub accept_until: String,
}

/// What became of **Send Invite**.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum InviteOutcome {
    Sent,
    Refused(InviteForm),
}

#[server(endpoint = "partners/before-inviting")]
pub async fn ask_before_inviting(
    slug: String,
    again: Option<PartnerId>,
) -> Result<BeforeInviting, PageError> {
    let admin = crate::request::admin(&slug, service::capability::AdminAction::InvitePartner).await?;
    ssr::page(&admin, again).await.map_err(|failure| PageError::from(failure).answer())
}

#[server(endpoint = "partners/invite")]
pub async fn invite_partner(
    slug: String,
    contact: String,
    #[server(default)] kind: String,
    #[server(default)] organisation: String,
    #[server(default)] level: String,
    #[server(default)] modules: Vec<String>,
    #[server(default)] note: String,
) -> Result<InviteOutcome, PageError> {
    let admin = crate::request::admin(&slug, service::capability::AdminAction::InvitePartner).await?;
    ssr::invite(&admin, ssr::Typed { contact, kind, organisation, level, modules, note }).await
}

#[cfg(feature = "ssr")]
pub(super) mod ssr {
    use domain::access::{AccessLevel, Module, Modules};
    use domain::contact::Contact;
    use domain::grant::Grant;
    use domain::id::PartnerId;
    use domain::invitation::{InviteRefusal, LIFE};
    use domain::name::OrganisationName;
    use domain::note::Note;
    use domain::partner::PartnerKind;
    use serde::Deserialize;
    use service::capability::Admin;
    use service::failure::Failure;
    use service::invitation::NewInvitation;
    use service::partner::PartnerDetails;

    use super::{BeforeInviting, InviteField, InviteForm, InviteOutcome};
    use crate::error::PageError;
    use crate::path;

    /// The form as it was posted.
    #[derive(Clone, Debug, Default, Deserialize)]
    pub(crate) struct Typed {
        #[serde(default)]
        pub(crate) contact: String,
        #[serde(default)]
        pub(crate) kind: String,
        #[serde(default)]
        pub(crate) organisation: String,
        #[serde(default)]
        pub(crate) level: String,
        #[serde(default, rename = "modules[]")]
        pub(crate) modules: Vec<String>,
        #[serde(default)]
        pub(crate) note: String,
    }

    pub(crate) async fn page(admin: &Admin, again: Option<PartnerId>) -> Result<BeforeInviting, Failure> {
        let seats = admin.seats().await?;
        let former = match again {
            Some(partner) => Some(former(&admin.partner(partner).await?)),
            None => None,
        };
        let until = admin.keyholder().clock().now() + LIFE;
        Ok(BeforeInviting {
            former,
            admin_seats: seats.words(AccessLevel::Admin),
            standard_warning: seats.warning(AccessLevel::Standard).map(|warning| warning.to_string()),
            accept_until: admin.member().zone().day(until),
        })
    }

    /// **Invite again** starts from the former Grant (DOMAIN 5).
    fn former(partner: &PartnerDetails) -> InviteForm {
        let row = &partner.row;
        let form = InviteForm::default()
            .typed(InviteField::Contact, &*row.contact)
            .typed(InviteField::Kind, row.kind.map_or("", PartnerKind::as_str))
            .typed(InviteField::Organisation, row.organisation.as_deref().unwrap_or_default())
            .typed(InviteField::Level, row.grant.level().as_str());
        let Grant::Standard { modules } = row.grant else { return form };
        modules.iter().fold(form, |form, module| form.typed(InviteField::Modules, module.as_str()))
    }

    /// Parses what was typed, invites, and puts each refusal beside its field.
    pub(crate) async fn invite(admin: &Admin, typed: Typed) -> Result<InviteOutcome, PageError> {
        let kept = typed.kept();
        let new = match typed.parse() {
            Ok(new) => new,
            Err(form) => return Ok(InviteOutcome::Refused(form)),
        };
        match admin.invite(new).await {
            Ok(_) => Ok(InviteOutcome::Sent),
            Err(Failure::Refused(refusal)) => {
                Ok(InviteOutcome::Refused(refused(kept, &refusal, &admin.center().slug)))
            }
            Err(Failure::TooMany(limit)) => Ok(InviteOutcome::Refused(kept.with_problem(limit))),
            Err(failure) => Err(PageError::without_refusal(failure).answer()),
        }
    }

    fn refused(mut form: InviteForm, refusal: &InviteRefusal, slug: &str) -> InviteForm {
        let field = match refusal {
            InviteRefusal::SeatsFull(_) => InviteField::Level,
            _ => InviteField::Contact,
        };
        form.refuse(field, refusal);
        match refusal {
            InviteRefusal::AlreadyOpen { partner } | InviteRefusal::AlreadyMember { partner } => {
                form.with_way_on("Open their page", path::partner(slug, *partner))
            }
            _ => form,
        }
    }

    impl Typed {
        fn kept(&self) -> InviteForm {
            let form = InviteForm::default()
                .typed(InviteField::Contact, &*self.contact)
                .typed(InviteField::Kind, &*self.kind)
                .typed(InviteField::Organisation, &*self.organisation)
                .typed(InviteField::Level, &*self.level)
                .typed(InviteField::Note, &*self.note);
            self.modules.iter().fold(form, |form, module| form.typed(InviteField::Modules, &**module))
        }

        pub(crate) fn parse(self) -> Result<NewInvitation, InviteForm> {
            let mut form = self.kept();
            let contact = form.take(InviteField::Contact, Contact::parse_unmistakable(&self.contact));
            let kind = form.take(
                InviteField::Kind,
                PartnerKind::parse(&self.kind).ok_or("Choose what they are to you."),
            );
            let organisation = match self.organisation.trim() {
                "" => Some(None),
                name => form.take(InviteField::Organisation, OrganisationName::parse(name)).map(Some),
            };
            let level = form
                .take(InviteField::Level, AccessLevel::parse(&self.level).ok_or("Choose Standard or Admin."));
            let modules = form.take(InviteField::Modules, modules(&self.modules));
            let note = form.take(InviteField::Note, Note::parse(&self.note));
            match (contact, kind, organisation, level, modules, note) {
                (Some(contact), Some(kind), Some(organisation), Some(level), Some(modules), Some(note)) => {
                    let grant = match level {
                        AccessLevel::Admin => Grant::Admin,
                        AccessLevel::Standard => Grant::Standard { modules },
                    };
                    Ok(NewInvitation { contact, kind, organisation, grant, note })
                }
                _ => Err(form),
            }
        }
    }

    fn modules(typed: &[String]) -> Result<Modules, &'static str> {
        typed.iter().map(|code| Module::parse(code).ok_or("There is no such Module.")).collect()
    }
}
