//! The people of the tests, the same as in the browser tests and the demo data. What somebody may do depends on how
//! they stand before the door: a [`Guest`] has no session, a [`Person`] has one, an [`Insider`] is in a Business
//! Center. A verb does it and panics when it is refused; `tries_to_…` gives the outcome.

use std::net::IpAddr;

use domain::access::{Module, Modules};
use domain::asset::AssetGrants;
use domain::contact::{Contact, Email};
use domain::grant::Grant;
use domain::name::PersonName;
use domain::partner::PartnerKind;
use domain::password::{NewPassword, TypedPassword};
use domain::token::Token;

use super::world::World;
use crate::capability::Visitor;
use crate::client::Client;
use crate::invitation::NewInvitation;
use crate::keyholder::Keyholder;

/// Everybody's, until they change it.
pub const PASSWORD: &str = "plum tractor violet nine";

/// Somebody with a browser and no session.
#[derive(Clone, Debug)]
pub struct Guest {
    pub(super) world: World,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) password: String,
    ip: IpAddr,
}

/// Somebody whose browser holds the cookie of a session.
#[derive(Clone, Debug)]
pub struct Person {
    pub(super) guest: Guest,
    pub(super) cookie: Token,
}

/// Somebody in a Business Center.
#[derive(Clone, Debug)]
pub struct Insider {
    pub(super) person: Person,
    pub(super) slug: String,
}

/// Standard access to Analytics for an agency, without a note.
pub fn offer(contact: &str) -> NewInvitation {
    NewInvitation {
        contact: Contact::parse(contact).unwrap(),
        kind: PartnerKind::Agency,
        organisation: None,
        grant: Grant::Standard { modules: Modules::NONE.with(Module::Analytics) },
        assets: AssetGrants::NONE,
        ends: None,
        note: None,
    }
}

impl Guest {
    pub(super) fn new(world: &World, name: &str, email: &str) -> Self {
        Self {
            world: world.clone(),
            name: name.to_owned(),
            email: email.to_owned(),
            password: PASSWORD.to_owned(),
            ip: IpAddr::from([192, 0, 2, 10]),
        }
    }

    /// The same person at another machine.
    #[must_use]
    pub fn from(&self, ip: &str) -> Self {
        Self { ip: ip.parse().unwrap(), ..self.clone() }
    }

    /// The same person, who types another password.
    #[must_use]
    pub fn typing(&self, password: &str) -> Self {
        Self { password: password.to_owned(), ..self.clone() }
    }

    /// The same person, who types another address.
    #[must_use]
    pub fn at(&self, email: &str) -> Self {
        Self { email: email.to_owned(), ..self.clone() }
    }

    pub fn email(&self) -> &str {
        &self.email
    }

    pub fn visitor(&self) -> Visitor {
        self.visitor_of(self.world.keyholder())
    }

    /// The same person, whose requests come to another process.
    pub fn visitor_of(&self, keyholder: Keyholder) -> Visitor {
        Visitor::new(keyholder, Client::new(self.ip, "Browser of a test"))
    }

    pub(super) fn with(&self, cookie: Token) -> Person {
        Person { guest: self.clone(), cookie }
    }

    pub(super) fn parsed_name(&self) -> PersonName {
        PersonName::parse(&self.name).unwrap()
    }

    pub(super) fn parsed_email(&self) -> Email {
        Email::parse(&self.email).unwrap()
    }

    pub(super) fn new_password(&self) -> NewPassword {
        NewPassword::parse(self.password.clone(), &[]).unwrap()
    }

    pub(super) fn typed_password(&self) -> Option<TypedPassword> {
        TypedPassword::parse(self.password.clone())
    }
}

impl Person {
    pub fn guest(&self) -> &Guest {
        &self.guest
    }

    pub fn email(&self) -> &str {
        &self.guest.email
    }

    pub fn cookie(&self) -> &Token {
        &self.cookie
    }

    /// The same session, where something else is typed as the password.
    #[must_use]
    pub fn typing(&self, password: &str) -> Self {
        Self { guest: self.guest.typing(password), ..self.clone() }
    }
}

impl Insider {
    pub fn person(&self) -> &Person {
        &self.person
    }

    pub fn slug(&self) -> &str {
        &self.slug
    }

    /// In the same place, by another session of theirs.
    #[must_use]
    pub fn with_the_session_of(&self, person: &Person) -> Self {
        Self { person: person.clone(), slug: self.slug.clone() }
    }

    /// In the same place, days later.
    #[must_use]
    pub async fn logs_in_again(&self) -> Self {
        self.with_the_session_of(&self.person.guest.logs_in().await)
    }
}
