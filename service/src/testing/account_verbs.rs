//! What people do about their Accounts. The mails of each deed leave before the next, as they do in life, so that the
//! newest mail is the newest.

use domain::contact::{Contact, Email};
use domain::name::PersonName;
use domain::token::Token;

use super::cast::{Guest, Person};
use crate::account::{
    AccountPage, AddContactRefusal, ChangePasswordRefusal, ConfirmRefusal, Confirmed, LogIn, LogInRefusal,
    NewAccount, RemoveContactRefusal, ResetRefusal, SignUpRefusal,
};
use crate::capability::SignedIn;
use crate::failure::Failure;

impl Guest {
    pub async fn signs_up(&self) -> Person {
        self.tries_to_sign_up().await.unwrap()
    }

    pub async fn tries_to_sign_up(&self) -> Result<Person, Failure<SignUpRefusal>> {
        let new = NewAccount {
            name: self.parsed_name(),
            email: self.parsed_email(),
            password: self.new_password(),
        };
        let began = self.visitor().sign_up(new).await?;
        self.world.sends_mails().await;
        Ok(self.with(began.cookie))
    }

    pub async fn logs_in(&self) -> Person {
        self.tries_to_log_in().await.unwrap()
    }

    pub async fn tries_to_log_in(&self) -> Result<Person, Failure<LogInRefusal>> {
        self.log_in(None).await
    }

    /// In a browser that has a session already.
    pub async fn logs_in_instead_of(&self, before: &Person) -> Person {
        self.log_in(Some(before.cookie.clone())).await.unwrap()
    }

    async fn log_in(&self, replaces: Option<Token>) -> Result<Person, Failure<LogInRefusal>> {
        let log_in =
            LogIn { contact: Contact::parse(&self.email).ok(), password: self.typed_password(), replaces };
        Ok(self.with(self.visitor().log_in(log_in).await?.cookie))
    }

    /// Posts a confirming link in a browser without a session, with the password they know.
    pub async fn tries_to_confirm(&self, link: &Token) -> Result<Confirmed, Failure<ConfirmRefusal>> {
        self.visitor().confirm(link.clone(), None, self.typed_password()).await
    }

    pub async fn forgets_the_password(&self) {
        self.tries_to_get_a_new_password().await.unwrap();
    }

    pub async fn tries_to_get_a_new_password(&self) -> Result<(), Failure> {
        self.visitor().forgotten(self.parsed_email()).await?;
        self.world.sends_mails().await;
        Ok(())
    }

    /// Sets what they type as the new password.
    pub async fn tries_to_reset(&self, link: &Token) -> Result<Person, Failure<ResetRefusal>> {
        let began = self.visitor().reset(link.clone(), self.new_password()).await?;
        self.world.sends_mails().await;
        Ok(self.with(began.cookie))
    }
}

impl Person {
    /// Presses **Confirm address** in the newest mail to their address.
    pub async fn confirms(&self) {
        let link = self.guest.world.mail_to(self.email()).await.token("/confirm/");
        self.tries_to_confirm(&link).await.unwrap();
    }

    /// Posts a confirming link in this browser.
    pub async fn tries_to_confirm(&self, link: &Token) -> Result<Confirmed, Failure<ConfirmRefusal>> {
        self.guest.visitor().confirm(link.clone(), Some(&self.cookie), None).await
    }

    /// None when the session stands no more.
    pub async fn signed_in(&self) -> Option<SignedIn> {
        self.guest.visitor().signed_in(Some(&self.cookie)).await.unwrap()
    }

    pub async fn here(&self) -> SignedIn {
        self.signed_in().await.expect("the session stands")
    }

    pub async fn logs_out(&self) {
        self.here().await.log_out().await.unwrap();
    }

    pub async fn is_called(&self, name: &str) {
        self.tries_to_be_called(name).await.unwrap();
    }

    pub async fn tries_to_be_called(&self, name: &str) -> Result<(), Failure> {
        self.here().await.rename(PersonName::parse(name).unwrap()).await
    }

    pub async fn account_page(&self) -> AccountPage {
        self.here().await.account_page().await.unwrap()
    }

    /// `sakura@… Verified`, one a line.
    pub async fn addresses(&self) -> Vec<String> {
        let page = self.account_page().await;
        page.contacts.iter().map(|own| format!("{} {:?}", own.contact, own.standing)).collect()
    }

    pub async fn adds(&self, email: &str) {
        self.tries_to_add(email).await.unwrap();
    }

    pub async fn tries_to_add(&self, email: &str) -> Result<(), Failure<AddContactRefusal>> {
        let email = Email::parse(email).unwrap();
        self.here().await.add_contact(email, self.guest.typed_password()).await?;
        self.guest.world.sends_mails().await;
        Ok(())
    }

    /// Adds an address and presses the button in the mail to it.
    pub async fn adds_and_confirms(&self, email: &str) {
        self.adds(email).await;
        let link = self.guest.world.mail_to(email).await.token("/confirm/");
        self.tries_to_confirm(&link).await.unwrap();
    }

    pub async fn removes(&self, contact: &str) {
        self.tries_to_remove(contact).await.unwrap();
    }

    pub async fn tries_to_remove(&self, contact: &str) -> Result<(), Failure<RemoveContactRefusal>> {
        let contact = Contact::parse(contact).unwrap();
        self.here().await.remove_contact(contact, self.guest.typed_password()).await?;
        self.guest.world.sends_mails().await;
        Ok(())
    }

    pub async fn asks_to_confirm_again(&self, email: &str) -> Result<(), Failure> {
        self.here().await.send_confirmation(Contact::parse(email).unwrap()).await?;
        self.guest.world.sends_mails().await;
        Ok(())
    }

    /// Gives the present password and sets another.
    pub async fn tries_to_change_the_password(
        &self,
        new: &str,
    ) -> Result<Self, Failure<ChangePasswordRefusal>> {
        let changed = self.guest.typing(new);
        let present = self.guest.typed_password();
        let began = self.here().await.change_password(present, changed.new_password()).await?;
        self.guest.world.sends_mails().await;
        Ok(changed.with(began.cookie))
    }
}
