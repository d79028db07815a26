//! What people do with the link of an Invitation.

use domain::code::Code;
use domain::contact::Contact;
use domain::edit::Access;
use domain::grant::Grant;
use domain::id::PartnerId;
use domain::token::Token;

use super::cast::{Guest, Insider, Person, offer};
use crate::failure::Failure;
use crate::invitation::{Accepted, ByLogIn, NewInvitation, Newcomer, NotAccepted, Shown};

/// An open link, with the Invitation that its page showed, and what that offered.
#[derive(Clone, Debug)]
pub struct Offered {
    pub link: Token,
    pub shown: PartnerId,
    pub offer: Access,
}

impl Offered {
    fn seen(&self) -> Shown {
        Shown { partner: self.shown, offer: Some(self.offer.clone()) }
    }
}

impl Guest {
    /// Opens a link that was handed over by hand.
    pub async fn opens(&self, link: &str) -> Offered {
        self.looks_at(Token::parse(&link[link.rfind('/').unwrap() + 1..]).unwrap()).await.unwrap()
    }

    /// The page of a link.
    pub async fn looks_at(&self, link: Token) -> Result<Offered, Failure> {
        let page = self.visitor().invitation(&link).await?;
        Ok(Offered { link, shown: page.partner, offer: page.offer() })
    }

    /// Opens the newest invitation in their mail.
    pub async fn opens_the_invitation(&self) -> Offered {
        self.looks_at(self.world.mail_to(self.email()).await.token("/invite/")).await.unwrap()
    }

    pub async fn accepts_as_new(&self, offered: &Offered) -> Person {
        self.tries_to_accept_as_new(offered).await.unwrap()
    }

    pub async fn tries_to_accept_as_new(&self, offered: &Offered) -> Result<Person, Failure<NotAccepted>> {
        self.tries_to_accept_with_code(offered, None).await
    }

    /// With the code they type, which whoever came by a copied link is asked for.
    pub async fn tries_to_accept_with_code(
        &self,
        offered: &Offered,
        typed: Option<&str>,
    ) -> Result<Person, Failure<NotAccepted>> {
        let code = typed.map(|typed| Code::parse(typed).unwrap());
        let newcomer = Newcomer { name: self.parsed_name(), password: self.new_password(), code };
        let accepted =
            self.visitor().create_account_and_accept(offered.link.clone(), offered.seen(), newcomer).await?;
        Ok(self.with(accepted.session.unwrap().cookie))
    }

    /// With the address they type, or the invited one.
    pub async fn tries_to_log_in_and_accept(
        &self,
        offered: &Offered,
        typed: Option<&str>,
    ) -> Result<Accepted, Failure<NotAccepted>> {
        self.logs_in_and_accepts_with(offered, typed, None).await
    }

    /// With the code they type besides, which makes an invited number theirs.
    pub async fn logs_in_and_accepts_with(
        &self,
        offered: &Offered,
        typed: Option<&str>,
        code: Option<&str>,
    ) -> Result<Accepted, Failure<NotAccepted>> {
        let contact = typed.map(|typed| Contact::parse(typed).unwrap());
        let code = code.map(|code| Code::parse(code).unwrap());
        let by = ByLogIn { contact, password: self.typed_password(), code };
        self.visitor().log_in_and_accept(offered.link.clone(), offered.seen(), by).await
    }
}

impl Person {
    pub async fn tries_to_accept(&self, offered: &Offered) -> Result<Accepted, Failure<NotAccepted>> {
        self.here().await.accept(offered.link.clone(), offered.seen()).await
    }
}

impl Insider {
    /// Invites somebody with Standard access to Analytics, and they accept.
    pub async fn takes_in(&self, guest: &Guest) -> (Insider, PartnerId) {
        self.takes_in_by(offer(guest.email()), guest).await
    }

    /// Invites somebody as an Admin, and they accept.
    pub async fn makes_admin(&self, guest: &Guest) -> (Insider, PartnerId) {
        self.takes_in_by(NewInvitation { grant: Grant::Admin, ..offer(guest.email()) }, guest).await
    }

    pub async fn takes_in_by(&self, new: NewInvitation, guest: &Guest) -> (Insider, PartnerId) {
        let partner = self.tries_to_invite(new).await.unwrap().partner;
        let offered = guest.opens_the_invitation().await;
        (guest.accepts_as_new(&offered).await.inside(self.slug()), partner)
    }
}
