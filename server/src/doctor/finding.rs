//! Findings in words: what is wrong, how that shows, and what mends it.

use domain::diagnosis::doctor::{DatabaseFault, Finding, MachineFault, SecretFault, SettingFault};

use super::report::{Telling, Told, ended, moment, size};
use super::{address, sending};

impl Telling {
    pub(super) fn finding(&self, finding: &Finding) -> Told {
        match finding {
            Finding::Setting(fault) => setting(fault),
            Finding::Secret(fault) => self.secret(fault),
            Finding::Database(fault) => self.database(fault),
            Finding::Machine(fault) => self.machine(fault),
            Finding::Sending(fault) => sending::told(fault),
            Finding::Address(fault) => address::told(fault),
        }
    }

    fn secret(&self, fault: &SecretFault) -> Told {
        let file = &self.secret;
        match fault {
            SecretFault::Missing => Told {
                title: "The secret is missing".to_owned(),
                because: format!(
                    "There is a database, and no {file}. The next start would make another secret: links that were sent \
                     would be dead, and no seal of the audit log so far could be verified."
                ),
                mends: "before the next start, put the secret back from the backup, or set KEYHOLDER_SECRET_FILE to \
                        where it is."
                    .to_owned(),
            },
            SecretFault::Unread { said } => Told {
                title: "The secret can’t be read".to_owned(),
                because: format!("{file}: {said}", said = ended(said)),
                mends: "let the user that Keyholder runs as read it; where its content is damaged, put it back from \
                        the backup."
                    .to_owned(),
            },
            SecretFault::OpenToOthers { mode } => Told {
                title: "The secret is open to others".to_owned(),
                because: format!(
                    "The mode of {file} is {mode:04o}. Whoever reads it can forge links and the seals of the audit log."
                ),
                mends: format!("chmod 600 {file}"),
            },
            SecretFault::OfAnother => Told {
                title: "The secret is not that of this database".to_owned(),
                because: format!(
                    "The newest entries of the audit log were not sealed with {file}: links that were sent are dead, \
                     and Verify finds that nothing fits."
                ),
                mends: "put back the secret that was saved with this database, or set KEYHOLDER_SECRET_FILE to where \
                        it is."
                    .to_owned(),
            },
        }
    }

    fn database(&self, fault: &DatabaseFault) -> Told {
        let (title, because, mends) = match fault {
            DatabaseFault::NothingKept => (
                "Nothing is kept here yet",
                format!(
                    "There is neither {} nor {}. The first start makes both.",
                    self.database, self.secret
                ),
                "nothing, where Keyholder was never started. Where it was, set KEYHOLDER_DATA, DATABASE_URL and \
                 KEYHOLDER_SECRET_FILE as it had them.",
            ),
            DatabaseFault::KeptElsewhere { listen } => (
                "Nothing is kept here, and yet somebody answers",
                format!(
                    "There is neither {} nor {}, and at {listen} somebody answers: a Keyholder that has both elsewhere, \
                     or another program.",
                    self.database, self.secret
                ),
                "where it is Keyholder, look in the folder and with the settings that it runs with. Where it is not, set \
                 KEYHOLDER_LISTEN to another port before the first start.",
            ),
            DatabaseFault::Missing => (
                "The database is missing",
                format!(
                    "The secret is there ({}), and nothing of Keyholder in {}. The next start would begin anew.",
                    self.secret, self.database
                ),
                "before the next start, restore the database from the backup, or set DATABASE_URL or KEYHOLDER_DATA \
                 to where it is.",
            ),
            DatabaseFault::Unread { said } => (
                "The database does not answer",
                format!("Of {}: {said}", self.database, said = ended(said)),
                "of a server, check that it runs, and that DATABASE_URL leads to it; of a file, that the user that Keyholder runs \
                 as may open it, and where it is damaged, restore the backup.",
            ),
            DatabaseFault::Older { has, brings } => (
                "The database is of an older Keyholder",
                format!(
                    "Its schema is {has}, and this executable brings it to {brings} when it starts. Where Keyholder \
                     runs now, an older executable does."
                ),
                "take a backup, then start this executable.",
            ),
            DatabaseFault::Newer { has, knows } => (
                "The database is of a newer Keyholder",
                format!("Its schema is {has}; this executable knows {knows}, and does not start on it."),
                "start the newer executable, or restore the backup that was taken before the upgrade.",
            ),
            DatabaseFault::Other { step } => (
                "The database is not one that this executable can bring up to date",
                format!("Step {step} of its schema was not finished, or was another than here."),
                "start the executable that wrote it, or restore the backup that was taken before the upgrade.",
            ),
            DatabaseFault::Damaged { said } => (
                "The database is damaged",
                format!("SQLite says of {}: {said}", self.database, said = ended(said)),
                "stop Keyholder, keep a copy of the file as it is, restore the newest backup that is whole, and have \
                 the disk checked.",
            ),
            DatabaseFault::Unwritable { said } => (
                "The database can’t be written",
                format!("Of {}: {said}", self.database, said = ended(said)),
                "check whose the file and its folder are, that the disk is not mounted read-only, and that DATABASE_URL \
                 leads to no standby; “locked” says that another program holds it.",
            ),
            DatabaseFault::OpenToOthers => (
                "The database is open to others",
                format!(
                    "Every user of this machine can read {}: it holds names and addresses.",
                    self.database
                ),
                "take the folder away from others, with chmod 700.",
            ),
        };
        Told { title: title.to_owned(), because, mends: mends.to_owned() }
    }

    fn machine(&self, fault: &MachineFault) -> Told {
        let (title, because, mends) = match fault {
            MachineFault::FolderUnusable { said } => (
                "The data folder can’t be used",
                format!("{}: {said}", self.data, said = ended(said)),
                "give it to the user that Keyholder runs as, or set KEYHOLDER_DATA to another folder.",
            ),
            MachineFault::DiskFull { free } => (
                "The disk is nearly full",
                format!("{} are free: soon no change can be saved.", size(*free)),
                "free some space, or move the data to a larger disk.",
            ),
            MachineFault::NoRoomForBackup { free, database } => (
                "There is no room for a backup beside the database",
                format!("The database has {}, and {} are free.", size(*database), size(*free)),
                "free some space, or take backups to another disk.",
            ),
            MachineFault::ClocksDiffer { now, database } => (
                "The clocks of this machine and of the database differ",
                format!(
                    "Here it is {}, there it is {}. Links and access end by the clock.",
                    moment(*now),
                    moment(*database)
                ),
                "let both be set by NTP.",
            ),
            MachineFault::ClockSetBack { now, newest } => (
                "The clock is slow, or was fast before",
                format!(
                    "Here it is {}, and the newest that is kept was written {}. Links and access end by the clock.",
                    moment(*now),
                    moment(*newest)
                ),
                "let it be set by NTP.",
            ),
        };
        Told { title: title.to_owned(), because, mends: mends.to_owned() }
    }
}

fn setting(fault: &SettingFault) -> Told {
    let (title, because, mends) = match fault {
        SettingFault::Wrong(said) => (
            "A setting can’t be used".to_owned(),
            ended(said),
            "correct it; keyholder --help says what it takes. Until then Keyholder does not start with it; one that runs goes on \
             with the settings that it was started with.",
        ),
        SettingFault::Unknown(name) => (
            format!("{name} is no setting"),
            "It stands in the environment, and Keyholder does not look at it. Its name may be mistyped."
                .to_owned(),
            "correct the name (keyholder --help has them all), or take it out.",
        ),
        SettingFault::NoOperator => (
            "Nobody is named who runs this Keyholder".to_owned(),
            "People don’t learn whom to turn to, and nobody is told of invitations that were reported."
                .to_owned(),
            "set KEYHOLDER_OPERATOR, like “Ops team <ops@keys.example>”.",
        ),
        SettingFault::OperatorWithoutAddress => (
            "Whoever runs this Keyholder has no address".to_owned(),
            "KEYHOLDER_OPERATOR holds none, so nobody is told of invitations that were reported.".to_owned(),
            "add one, like “Ops team <ops@keys.example>”.",
        ),
    };
    Told { title, because, mends: mends.to_owned() }
}
