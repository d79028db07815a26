//! What is kept, and on what: the folder, the secret, the database, the disk and the clock.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Check, DatabaseFault, Found, MachineFault, Question, SecretFault};

/// With less nothing can be written soon: a write-ahead log alone may grow by so much.
const SCARCE: u64 = 100_000_000;
/// Clocks that agree are no further apart.
const APART: TimeDelta = TimeDelta::minutes(1);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Storage {
    pub folder: Folder,
    pub secret: SecretFile,
    /// None where `DATABASE_URL` names none.
    pub database: Option<Database>,
    /// Bytes that can still be written where the database is, or else the secret; none where nobody can tell.
    pub free: Option<u64>,
}

/// Of the database, the secret and kept mails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Folder {
    Missing,
    Unusable { said: String },
    Usable,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretFile {
    Missing,
    Unread {
        said: String,
    },
    /// `mode`: the nine bits that say who may do what with the file.
    Read {
        mode: u32,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Database {
    Missing,
    Unread { said: String },
    Opened(Opened),
}

/// A database that answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    pub engine: Engine,
    /// Of the engine, as it says it.
    pub version: String,
    /// None where it is too damaged to tell.
    pub schema: Option<Schema>,
    pub damage: Option<String>,
    /// Why nothing can be written into it.
    pub unwritable: Option<String>,
    /// When the newest of what it holds was written.
    pub newest: Option<DateTime<Utc>>,
    /// Its own clock, where it has one.
    pub clock: Option<DateTime<Utc>>,
    /// Whether the newest seal of the audit log was made with the secret; none where there is no seal or no secret.
    pub secret_fits: Option<bool>,
    /// None where it is no file.
    pub file: Option<DatabaseFile>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// Which steps it was brought through, against those that this executable knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schema {
    /// Nothing of Keyholder is in it.
    Nothing,
    Current(i64),
    Older {
        has: i64,
        brings: i64,
    },
    Newer {
        has: i64,
        knows: i64,
    },
    /// This step was not finished, or was another than the one of that number here.
    Other {
        step: i64,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatabaseFile {
    pub bytes: u64,
    /// Others on the machine may read it, and come through its folder.
    pub open_to_others: bool,
}

impl Storage {
    /// `served_at`: where somebody answers who could not be asked for a secret that there is not.
    pub(super) fn look(&self, now: DateTime<Utc>, served_at: Option<&str>, found: &mut Found) {
        match &self.folder {
            Folder::Usable => found.passed.push(Check::Folder),
            Folder::Unusable { said } => found.wrong(MachineFault::FolderUnusable { said: said.clone() }),
            // It is made at the start.
            Folder::Missing => {}
        }
        self.look_for_what_is_missing(served_at, found);
        self.look_at_the_secret(found);
        match &self.database {
            Some(Database::Opened(opened)) => opened.look(now, found),
            Some(Database::Unread { said }) => {
                found.wrong(DatabaseFault::Unread { said: said.clone() });
            }
            Some(Database::Missing) | None => {}
        }
        self.look_at_the_disk(found);
    }

    fn look_for_what_is_missing(&self, served_at: Option<&str>, found: &mut Found) {
        let holds = match &self.database {
            Some(Database::Missing) => false,
            Some(Database::Opened(opened)) => opened.schema != Some(Schema::Nothing),
            Some(Database::Unread { .. }) | None => return,
        };
        match (&self.secret, holds) {
            (SecretFile::Missing, true) => found.wrong(SecretFault::Missing),
            (SecretFile::Missing, false) => found.wrong(match served_at {
                Some(listen) => DatabaseFault::KeptElsewhere { listen: listen.to_owned() },
                None => DatabaseFault::NothingKept,
            }),
            (SecretFile::Read { .. } | SecretFile::Unread { .. }, false) => {
                found.wrong(DatabaseFault::Missing);
            }
            (SecretFile::Read { .. } | SecretFile::Unread { .. }, true) => {}
        }
    }

    fn look_at_the_secret(&self, found: &mut Found) {
        let mode = match &self.secret {
            SecretFile::Missing => return,
            SecretFile::Unread { said } => {
                found.wrong(SecretFault::Unread { said: said.clone() });
                return;
            }
            SecretFile::Read { mode } => *mode,
        };
        let open = mode & 0o077 != 0;
        found.note(open.then_some(SecretFault::OpenToOthers { mode }), Check::SecretClosed);
        if let Some(Database::Opened(Opened { secret_fits: Some(fits), .. })) = &self.database {
            found.note((!fits).then_some(SecretFault::OfAnother), Check::SecretFits);
        }
    }

    fn look_at_the_disk(&self, found: &mut Found) {
        let Some(free) = self.free else { return };
        let file = match &self.database {
            Some(Database::Opened(Opened { file: Some(file), .. })) => file.bytes,
            _ => 0,
        };
        let wrong = if free < SCARCE {
            Some(MachineFault::DiskFull { free })
        } else {
            (free < file).then_some(MachineFault::NoRoomForBackup { free, database: file })
        };
        found.note(wrong, Check::Room { free });
    }
}

impl Opened {
    fn look(&self, now: DateTime<Utc>, found: &mut Found) {
        found.passed.push(Check::DatabaseAnswers { engine: self.engine, version: self.version.clone() });
        match self.schema {
            Some(Schema::Nothing) | None => {}
            Some(Schema::Current(version)) => found.passed.push(Check::Schema { version }),
            Some(Schema::Older { has, brings }) => found.wrong(DatabaseFault::Older { has, brings }),
            Some(Schema::Newer { has, knows }) => found.wrong(DatabaseFault::Newer { has, knows }),
            Some(Schema::Other { step }) => found.wrong(DatabaseFault::Other { step }),
        }
        if self.engine == Engine::Sqlite {
            let damage = self.damage.clone();
            found.note(damage.map(|said| DatabaseFault::Damaged { said }), Check::DatabaseWhole);
        } else {
            found.questions.push(Question::DatabaseDisk);
        }
        let unwritable = self.unwritable.clone();
        found.note(unwritable.map(|said| DatabaseFault::Unwritable { said }), Check::DatabaseWritable);
        if let Some(file) = &self.file {
            let open = file.open_to_others;
            found.note(open.then_some(DatabaseFault::OpenToOthers), Check::DatabaseClosed);
        }
        self.look_at_the_clock(now, found);
    }

    fn look_at_the_clock(&self, now: DateTime<Utc>, found: &mut Found) {
        if let Some(clock) = self.clock {
            let apart = (clock - now).abs() > APART;
            found.note(
                apart.then_some(MachineFault::ClocksDiffer { now, database: clock }),
                Check::ClocksAgree,
            );
        } else {
            found.questions.push(Question::Time { now });
        }
        if let Some(newest) = self.newest {
            let set_back = newest - now > APART;
            found.note(
                set_back.then_some(MachineFault::ClockSetBack { now, newest }),
                Check::NothingOfTomorrow,
            );
        }
    }
}
