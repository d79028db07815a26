//! Addresses that only look like another one (attack C-35).

use unicode_security::confusable_detection::skeleton;

use super::{Contact, ContactRefusal, Email, EmailRefusal};

impl Email {
    /// Like [`Email::parse`], where somebody types the address of another: one that looks like another is taken in its
    /// ASCII form only, which can't be mistaken.
    ///
    /// # Errors
    ///
    /// [`EmailRefusal`] is the sentence for the field.
    pub fn parse_unmistakable(typed: &str) -> Result<Self, EmailRefusal> {
        Self::parse(typed)?.unmistakable(typed)
    }

    fn unmistakable(self, typed: &str) -> Result<Self, EmailRefusal> {
        match self.looks_like() {
            Some(like) if !typed.is_ascii() => Err(EmailRefusal::LooksLike { like, address: self.text }),
            _ => Ok(self),
        }
    }

    /// The domain that this one is read as, where it is another: the Cyrillic `о` looks like an `o`, the `ü` like
    /// nothing else.
    fn looks_like(&self) -> Option<String> {
        let (shown, _) = idna::domain_to_unicode(self.domain());
        if shown.is_ascii() {
            return None;
        }
        let read = shown.chars().flat_map(read_as).collect::<String>().to_lowercase();
        read.is_ascii().then_some(read)
    }
}

/// ASCII is read as it is; the skeleton of Unicode would make `rn` of an `m`.
fn read_as(letter: char) -> Vec<char> {
    if letter.is_ascii() { vec![letter] } else { skeleton(letter.encode_utf8(&mut [0; 4])).collect() }
}

impl Contact {
    /// Like [`Contact::parse`], and no address that looks like another: see [`Email::parse_unmistakable`].
    ///
    /// # Errors
    ///
    /// [`ContactRefusal`] is the sentence for the field.
    pub fn parse_unmistakable(typed: &str) -> Result<Self, ContactRefusal> {
        match Self::parse(typed)? {
            Self::Email(email) => Ok(Self::Email(email.unmistakable(typed)?)),
            phone @ Self::Phone(_) => Ok(phone),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn like(typed: &str) -> Option<String> {
        match Email::parse_unmistakable(typed) {
            Err(EmailRefusal::LooksLike { like, .. }) => Some(like),
            _ => None,
        }
    }

    #[test]
    fn a_domain_that_is_read_as_another_is_told() {
        // The i is Cyrillic; then all five letters are.
        assert_eq!(like("mina@br\u{456}ght.example").as_deref(), Some("bright.example"));
        assert_eq!(
            like("mina@\u{430}\u{440}\u{440}\u{4cf}\u{435}.example").as_deref(),
            Some("apple.example")
        );
        assert_eq!(like("mina@br\u{131}ght.example").as_deref(), Some("bright.example"));
    }

    #[test]
    fn a_foreign_domain_that_is_read_as_itself_is_an_address_like_others() {
        for typed in ["ana@bücher.example", "ana@пример.example", "ana@日本語.example", "ana@bright.example"]
        {
            assert_eq!(like(typed), None, "{typed}");
            assert!(Email::parse_unmistakable(typed).is_ok(), "{typed}");
        }
    }

    #[test]
    fn whoever_means_it_types_what_the_refusal_says() {
        let refusal = Contact::parse_unmistakable("Mina@br\u{456}ght.example").unwrap_err();
        let ContactRefusal::Email(EmailRefusal::LooksLike { address, .. }) = &refusal else {
            panic!("{refusal:?}");
        };
        assert!(address.starts_with("mina@xn--"), "{address}");
        assert!(refusal.to_string().contains(address.as_str()));
        assert_eq!(Contact::parse_unmistakable(address).unwrap().as_str(), address);
    }

    #[test]
    fn a_phone_number_looks_like_no_address() {
        assert!(Contact::parse_unmistakable("+81 90 1234 5678").is_ok());
    }
}
