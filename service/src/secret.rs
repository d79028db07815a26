//! The server key: tokens of links and seals of the audit log are derived from it and never stored.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use data_encoding::HEXLOWER;
use domain::code::Code;
use domain::contact::ContactKind;
use domain::token::Token;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::code::Purpose;
use crate::random;

type Sealer = Hmac<Sha256>;

/// Keys derived from the secret file. `Debug` shows nothing of them.
#[derive(Clone)]
pub struct Secret {
    links: [u8; 32],
    audit: [u8; 32],
    addresses: [u8; 32],
    identity: [u8; 32],
}

/// What a link does; part of what its token is derived from, so that one kind can never pass for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LinkPurpose {
    Invitation,
    CopiedInvitation,
    Confirm,
    Reset,
}

impl Secret {
    /// Reads the secret file, or makes it with mode 0600 at the first start.
    ///
    /// # Errors
    /// When it can't be read or made, or does not hold exactly 32 bytes.
    pub fn open(path: &Path) -> io::Result<Self> {
        match Self::read(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let master = random::bytes();
                let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
                file.write_all(&master)?;
                file.sync_all()?;
                Ok(Self::derive(master))
            }
            read => read,
        }
    }

    /// Reads the secret file, and makes none.
    ///
    /// # Errors
    /// When it can't be read, or does not hold exactly 32 bytes.
    pub(crate) fn read(path: &Path) -> io::Result<Self> {
        let mut bytes = Vec::with_capacity(32);
        File::open(path)?.read_to_end(&mut bytes)?;
        let master = bytes
            .try_into()
            .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "does not hold exactly 32 bytes"))?;
        Ok(Self::derive(master))
    }

    pub(crate) fn derive(master: [u8; 32]) -> Self {
        Self {
            links: seal(&master, &[b"links"]),
            audit: seal(&master, &[b"audit"]),
            addresses: seal(&master, &[b"addresses"]),
            identity: seal(&master, &[b"identity"]),
        }
    }

    /// The token of a mailed link: 256 bits that only this key gives, the same each time the mail is tried.
    pub(crate) fn token(&self, purpose: LinkPurpose, id: Uuid, version: i64) -> Token {
        let purpose: &[u8] = match purpose {
            LinkPurpose::Invitation => b"invitation",
            LinkPurpose::CopiedInvitation => b"copied invitation",
            LinkPurpose::Confirm => b"confirm",
            LinkPurpose::Reset => b"reset",
        };
        Token::from_bytes(seal(&self.links, &[purpose, id.as_bytes(), &version.to_be_bytes()]))
    }

    /// The token of an Invitation's own link, which is short where it travels in an SMS.
    pub(crate) fn invitation_token(&self, kind: ContactKind, partner: Uuid, version: i64) -> Token {
        let token = self.token(LinkPurpose::Invitation, partner, version);
        match kind {
            ContactKind::Email => token,
            ContactKind::Phone => token.short(),
        }
    }

    /// The one-time code that was sent at a time, so that it need not be kept.
    pub(crate) fn code(&self, purpose: &Purpose, sent_at: i64) -> Code {
        let sealed = seal(&self.links, &[b"code", purpose.as_str().as_bytes(), &sent_at.to_be_bytes()]);
        let number = sealed.iter().take(8).fold(0, |number, byte| (number << 8) | u64::from(*byte));
        Code::from_number(number)
    }

    /// By which the address of a stranger is known again and not kept: without this key nobody can try addresses out.
    pub(crate) fn address(&self, contact: &str) -> String {
        HEXLOWER.encode(&seal(&self.addresses, &[contact.as_bytes()]))
    }

    /// What nobody but this Keyholder can answer to a word. Its key does nothing else.
    pub(crate) fn proof(&self, word: &str) -> String {
        HEXLOWER.encode(&seal(&self.identity, &[word.as_bytes()]))
    }

    /// The seal of an audit entry over its fields and the seal before it.
    pub(crate) fn audit_seal(&self, fields: &[&[u8]]) -> [u8; 32] {
        seal(&self.audit, fields)
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What the database keeps of a token or a session: enough to recognise it, not to use it.
pub(crate) fn hash(token: &Token) -> Vec<u8> {
    Sha256::digest(token.bytes()).to_vec()
}

/// HMAC-SHA-256 over length-prefixed fields: no two lists of fields give the same bytes.
#[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
fn seal(key: &[u8; 32], fields: &[&[u8]]) -> [u8; 32] {
    let mut sealer = Sealer::new_from_slice(key).expect("HMAC takes a key of any length");
    for field in fields {
        sealer.update(&(field.len() as u64).to_be_bytes());
        sealer.update(field);
    }
    sealer.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use domain::id::PartnerId;

    use super::*;

    #[test]
    fn a_token_differs_by_purpose_id_and_version() {
        let secret = Secret::derive([7; 32]);
        let id = Uuid::from_u128(1);
        let token = secret.token(LinkPurpose::Invitation, id, 1);
        assert_eq!(token.bytes(), secret.token(LinkPurpose::Invitation, id, 1).bytes());
        for other in [
            secret.token(LinkPurpose::CopiedInvitation, id, 1),
            secret.token(LinkPurpose::Invitation, Uuid::from_u128(2), 1),
            secret.token(LinkPurpose::Invitation, id, 2),
            Secret::derive([8; 32]).token(LinkPurpose::Invitation, id, 1),
        ] {
            assert_ne!(token.bytes(), other.bytes());
        }
    }

    #[test]
    fn a_code_differs_by_whom_and_when_it_was_sent() {
        let secret = Secret::derive([7; 32]);
        let purpose = |id, contact| Purpose::invitation(PartnerId::from_uuid(Uuid::from_u128(id)), contact);
        let hers = purpose(1, "+447700900318");
        let code = secret.code(&hers, 1);
        assert_eq!(code, secret.code(&hers, 1));
        for other in [
            secret.code(&hers, 2),
            secret.code(&purpose(1, "+447700900319"), 1),
            secret.code(&purpose(2, "+447700900318"), 1),
            Secret::derive([8; 32]).code(&hers, 1),
        ] {
            assert_ne!(code, other);
        }
    }

    #[test]
    fn moving_a_byte_between_fields_changes_the_seal() {
        let secret = Secret::derive([7; 32]);
        assert_ne!(secret.audit_seal(&[b"ab", b"c"]), secret.audit_seal(&[b"a", b"bc"]));
    }

    #[test]
    fn a_proof_differs_by_word_and_secret() {
        let secret = Secret::derive([7; 32]);
        assert_eq!(secret.proof("a"), secret.proof("a"));
        assert_ne!(secret.proof("a"), secret.proof("b"));
        assert_ne!(secret.proof("a"), Secret::derive([8; 32]).proof("a"));
    }

    #[test]
    fn whoever_only_reads_makes_no_secret() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret.key");
        assert_eq!(Secret::read(&path).unwrap_err().kind(), io::ErrorKind::NotFound);
        assert!(!path.exists());
    }

    #[test]
    fn the_secret_file_is_made_once_and_private() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret.key");
        let made = Secret::open(&path).unwrap();
        let read = Secret::open(&path).unwrap();
        assert_eq!((made.links, made.audit), (read.links, read.audit));
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_secret_file_cut_short_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret.key");
        std::fs::write(&path, [1; 31]).unwrap();
        assert_eq!(Secret::open(&path).unwrap_err().kind(), io::ErrorKind::InvalidData);
    }
}
