//! A Contact: the e-mail address or phone number that an Invitation is for and an Account is known by.
//!
//! Each is normalised once, when it is parsed, and kept in that form only; two are the same exactly when their
//! texts are (DOMAIN 3). `Debug` shows them masked, so that no log holds an address.

mod country;
mod email;
mod look_alike;
mod near_miss;
mod phone;
mod well_known;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use country::{Countries, CountriesRefusal};
pub use email::{Email, EmailRefusal};
pub use near_miss::{Slip, differing};
pub use phone::{Phone, PhoneRefusal};

use crate::plain;

/// An e-mail address or a phone number, in normal form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Contact {
    Email(Email),
    Phone(Phone),
}

/// Which of the two a [`Contact`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ContactKind {
    Email,
    Phone,
}

/// An address with the middle taken out, for whoever need not know it (DOMAIN 4). Here only an [`Email`] or a
/// [`Phone`] makes one, so a whole address is not shown in its place by mistake.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Masked(String);

/// Why a text is no Contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ContactRefusal {
    #[error("Type an e-mail address, like ana@agency.example, or a phone number, like +81 90 1234 5678.")]
    Empty,
    #[error(
        "“{typed}” is neither an e-mail address nor a phone number. Type one like ana@agency.example or \
         +81 90 1234 5678."
    )]
    Neither { typed: String },
    #[error(transparent)]
    Email(#[from] EmailRefusal),
    #[error(transparent)]
    Phone(#[from] PhoneRefusal),
}

impl Contact {
    /// What has an `@` is meant as an e-mail address; what is only digits and `+ ( ) - . /` as a phone number.
    ///
    /// # Errors
    ///
    /// [`ContactRefusal`] is the sentence for the field.
    pub fn parse(typed: &str) -> Result<Self, ContactRefusal> {
        if typed.trim().is_empty() {
            Err(ContactRefusal::Empty)
        } else if typed.contains('@') {
            Ok(Self::Email(Email::parse(typed)?))
        } else if phone::looks_like(typed) {
            Ok(Self::Phone(Phone::parse(typed)?))
        } else {
            Err(ContactRefusal::Neither { typed: shown(typed) })
        }
    }

    /// Reads what [`Contact::kind`] and [`Contact::as_str`] wrote to a row; `None` if the text is not in normal
    /// form, because it would then be compared wrongly.
    pub fn from_normal(kind: ContactKind, text: &str) -> Option<Self> {
        match kind {
            ContactKind::Email => {
                Email::parse(text).ok().filter(|email| email.as_str() == text).map(Self::Email)
            }
            ContactKind::Phone => Phone::from_normal(text).map(Self::Phone),
        }
    }

    pub fn kind(&self) -> ContactKind {
        match self {
            Self::Email(_) => ContactKind::Email,
            Self::Phone(_) => ContactKind::Phone,
        }
    }

    /// The normal form.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Email(email) => email.as_str(),
            Self::Phone(phone) => phone.as_str(),
        }
    }

    pub fn masked(&self) -> Masked {
        match self {
            Self::Email(email) => email.masked(),
            Self::Phone(phone) => phone.masked(),
        }
    }
}

impl ContactKind {
    pub const ALL: [Self; 2] = [Self::Email, Self::Phone];

    /// The code in rows.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == code)
    }

    /// Of a Contact in normal form: an address has an `@`, a number has none.
    pub fn of_normal(text: &str) -> Self {
        if text.contains('@') { Self::Email } else { Self::Phone }
    }
}

impl Masked {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Masked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Always as many dots, so that they don't tell how long the address is.
const DOTS: &str = "•••••";

/// What was typed, for the sentence that refuses it.
fn shown(typed: &str) -> String {
    plain::excerpt(typed, 60)
}

impl TryFrom<String> for Contact {
    type Error = ContactRefusal;

    fn try_from(typed: String) -> Result<Self, ContactRefusal> {
        Self::parse(&typed)
    }
}

impl From<Contact> for String {
    fn from(contact: Contact) -> Self {
        match contact {
            Contact::Email(email) => email.into(),
            Contact::Phone(phone) => phone.into(),
        }
    }
}

impl From<Email> for Contact {
    fn from(email: Email) -> Self {
        Self::Email(email)
    }
}

impl From<Phone> for Contact {
    fn from(phone: Phone) -> Self {
        Self::Phone(phone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(typed: &str) -> (ContactKind, String) {
        let contact = Contact::parse(typed).unwrap();
        (contact.kind(), contact.into())
    }

    #[test]
    fn an_at_sign_makes_an_address_and_digits_make_a_number() {
        assert_eq!(parsed(" Ana@Agency.example "), (ContactKind::Email, "ana@agency.example".to_owned()));
        assert_eq!(parsed(" +44 (0)20 7946-0018 "), (ContactKind::Phone, "+442079460018".to_owned()));
    }

    #[test]
    fn what_is_neither_is_told_both_ways_to_mend_it() {
        assert_eq!(Contact::parse(" "), Err(ContactRefusal::Empty));
        let refusal = Contact::parse("ana").unwrap_err();
        assert_eq!(
            refusal.to_string(),
            "“ana” is neither an e-mail address nor a phone number. \
             Type one like ana@agency.example or +81 90 1234 5678."
        );
    }

    #[test]
    fn a_refused_part_speaks_for_itself() {
        let refusal = Contact::parse("ana@gmail").unwrap_err();
        assert_eq!(refusal.to_string(), "“ana@gmail” is not a whole address. Did you mean ana@gmail.com?");
        let refusal = Contact::parse("07700 900318").unwrap_err();
        assert!(matches!(refusal, ContactRefusal::Phone(PhoneRefusal::NoCountryCode { .. })));
    }

    #[test]
    fn what_was_typed_is_shown_up_to_sixty_characters() {
        let Err(ContactRefusal::Neither { typed }) = Contact::parse(&"x".repeat(60)) else { panic!() };
        assert_eq!(typed, "x".repeat(60));
        let Err(ContactRefusal::Neither { typed }) = Contact::parse(&"x".repeat(61)) else { panic!() };
        assert_eq!(typed, "x".repeat(59) + "…");
    }

    #[test]
    fn a_row_is_read_only_in_normal_form_and_of_its_kind() {
        let read = Contact::from_normal;
        let email = Contact::parse("ana@agency.example").unwrap();
        assert_eq!(read(ContactKind::Email, "ana@agency.example"), Some(email));
        assert_eq!(read(ContactKind::Phone, "ana@agency.example"), None);
        assert_eq!(read(ContactKind::Email, "+442079460018"), None);
        assert_eq!(read(ContactKind::Email, "Ana@agency.example"), None);
        assert_eq!(read(ContactKind::Phone, "+44 20 7946 0018"), None);
        assert!(read(ContactKind::Phone, "+442079460018").is_some());
    }

    #[test]
    fn a_kind_is_read_by_its_code() {
        for kind in ContactKind::ALL {
            assert_eq!(ContactKind::parse(kind.as_str()), Some(kind));
            assert_eq!(serde_json::to_string(&kind).unwrap(), format!("{:?}", kind.as_str()));
        }
        assert_eq!(ContactKind::parse("Email"), None);
    }

    #[test]
    fn a_contact_crosses_the_wire_as_its_text() {
        for typed in ["ana@agency.example", "+442079460018"] {
            let contact = Contact::parse(typed).unwrap();
            let wire = serde_json::to_string(&contact).unwrap();
            assert_eq!(contact.as_str(), typed);
            assert_eq!(wire, format!("{typed:?}"));
            assert_eq!(serde_json::from_str::<Contact>(&wire).unwrap(), contact);
        }
        assert!(serde_json::from_str::<Contact>(r#""ana""#).is_err());
    }

    #[test]
    fn a_log_holds_no_whole_address() {
        let contacts = ["sakura@mail.example", "+442079460018"].map(|typed| Contact::parse(typed).unwrap());
        assert_eq!(format!("{contacts:?}"), "[Email(s•••••@mail.example), Phone(+44 ••••• 018)]");
        assert_eq!(contacts[0].masked().to_string(), "s•••••@mail.example");
        assert_eq!(contacts[1].masked().as_str(), "+44 ••••• 018");
    }
}
