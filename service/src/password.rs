//! Hashing of passwords: argon2id, off the async threads, few at a time.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::password::TypedPassword;
use tokio::sync::Semaphore;

use crate::failure::{Failure, Fault};

/// Each takes 19 MiB and a core: more at once would be slower for everybody.
const AT_ONCE: usize = 2;
/// Whoever comes after these is told to try again instead of waiting for minutes.
const WAITING: usize = 64;

/// The hasher. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Passwords {
    argon2: Argon2<'static>,
    turns: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
    computed: Arc<AtomicU64>,
    /// Of no password: what is verified when no Account was found, so that both cases cost the same.
    nobody: Arc<str>,
}

/// How much work a hash is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cost {
    /// What OWASP recommends for argon2id: 19 MiB, two passes.
    Real,
    /// The least the algorithm allows: tests of everything but the cost.
    #[cfg(feature = "testing")]
    Lowest,
}

impl Passwords {
    /// # Errors
    /// When the hasher refuses its own parameters.
    pub fn new(cost: Cost) -> Result<Self, Fault> {
        let params = match cost {
            Cost::Real => Params::default(),
            #[cfg(feature = "testing")]
            Cost::Lowest => Params::new(Params::MIN_M_COST, 1, 1, None).map_err(hash_fault)?,
        };
        let nobody = nobodys(&params).into();
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        Ok(Self {
            argon2,
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            waiting: Arc::default(),
            computed: Arc::default(),
            nobody,
        })
    }

    /// Hashes computed since the start: tests hold "unknown address" and "wrong password" to the same number.
    pub fn computed(&self) -> u64 {
        self.computed.load(Ordering::Relaxed)
    }

    /// The hash to store, as a PHC string.
    pub(crate) async fn hash<R>(&self, password: String) -> Result<String, Failure<R>> {
        let argon2 = self.argon2.clone();
        self.in_turn(move || hash(&argon2, &password)).await
    }

    /// Whether the password is the one of the hash. With no hash it takes as long and the answer is no.
    /// None as the password: what was typed is longer than any, and so wrong.
    pub(crate) async fn verify<R>(
        &self,
        password: Option<TypedPassword>,
        stored: Option<String>,
    ) -> Result<bool, Failure<R>> {
        let possible = stored.is_some() && password.is_some();
        let password = password.map(|typed| typed.reveal().to_owned()).unwrap_or_default();
        let stored = stored.unwrap_or_else(|| self.nobody.as_ref().to_owned());
        let argon2 = self.argon2.clone();
        let fits = self
            .in_turn(move || {
                let stored = PasswordHash::new(&stored).map_err(hash_fault)?;
                Ok(argon2.verify_password(password.as_bytes(), &stored).is_ok())
            })
            .await?;
        Ok(possible && fits)
    }

    async fn in_turn<T: Send + 'static, R>(
        &self,
        work: impl FnOnce() -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Failure<R>> {
        let waiting = Waiting::enter(&self.waiting).ok_or(Failure::Busy)?;
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| Failure::Busy)?;
        drop(waiting);
        self.computed.fetch_add(1, Ordering::Relaxed);
        let done = tokio::task::spawn_blocking(move || {
            let result = work();
            drop(turn);
            result
        });
        Ok(done.await.map_err(Fault::from)??)
    }
}

/// A place in the queue, given back also when the request is dropped.
struct Waiting<'a>(&'a AtomicUsize);

impl<'a> Waiting<'a> {
    fn enter(waiting: &'a AtomicUsize) -> Option<Self> {
        let before = waiting.fetch_add(1, Ordering::Relaxed);
        let place = Self(waiting);
        (before < WAITING + AT_ONCE).then_some(place)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// What a hash of these parameters looks like, all zeros: no password is known that has it, and to find one would be to
/// break argon2. Not computed, since that takes 19 MiB and a start waits for it.
fn nobodys(params: &Params) -> String {
    let (salt, output) = ("A".repeat(22), "A".repeat(43));
    format!(
        "$argon2id$v=19$m={},t={},p={}${salt}${output}",
        params.m_cost(),
        params.t_cost(),
        params.p_cost()
    )
}

fn hash(argon2: &Argon2<'_>, password: &str) -> Result<String, Fault> {
    let salt: [u8; 16] = crate::random::bytes();
    Ok(argon2.hash_password_with_salt(password.as_bytes(), &salt).map_err(hash_fault)?.to_string())
}

fn hash_fault(error: impl std::fmt::Display) -> Fault {
    Fault::PasswordHash(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_address_costs_what_a_wrong_password_costs() {
        let real = PasswordHash::new(&hash(&Argon2::default(), "velvet compass").unwrap()).unwrap().params;
        let decoy = nobodys(&Params::default());
        let decoy = PasswordHash::new(&decoy).unwrap();
        assert_eq!(decoy.params, real);
        for password in ["", "velvet compass"] {
            assert!(Argon2::default().verify_password(password.as_bytes(), &decoy).is_err(), "{password:?}");
        }
    }
}
