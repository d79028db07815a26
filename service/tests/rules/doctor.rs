//! What `keyholder doctor` sees of a house, and that it leaves all as it was.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::TimeDelta;
use domain::diagnosis::doctor::{
    Answer, Check, Database, DatabaseFault, Facts, Failed, Finding, Folder, Found, MachineFault, Mail,
    Opened, Schema, SecretFault, SecretFile, SendingFault, Silence, Trial, diagnose,
};
use service::clock::Clock;
use service::diagnosis::doctor::CheckUp;
use service::testing::{Engine, Plan, Unusual, World, run};
use service::{Db, Place, Secret, both_engines};

const MINA: &str = "mina@agency.example";
const OPS: &str = "ops@keys.example";

fn opened(facts: &mut Facts) -> &mut Opened {
    match &mut facts.storage.database {
        Some(Database::Opened(opened)) => opened,
        other => panic!("not opened: {other:?}"),
    }
}

async fn found(check_up: CheckUp) -> Found {
    let mut facts = check_up.facts().await;
    let now = facts.now;
    // The clock of a test stands still, that of PostgreSQL does not.
    if let Some(clock) = &mut opened(&mut facts).clock {
        let apart = (*clock - Clock::system().now()).abs();
        assert!(apart < TimeDelta::minutes(1), "PostgreSQL is on the same machine: {apart}");
        *clock = now;
    }
    diagnose(&facts)
}

async fn findings(world: &World) -> Vec<Finding> {
    found(world.check_up()).await.findings
}

/// The mail server, as it was tried.
async fn trial(check_up: CheckUp) -> Trial {
    match check_up.facts().await.sending.mail {
        Some(Mail::Server { trial, .. }) => trial,
        other => panic!("no mail server: {other:?}"),
    }
}

/// What is in each file of a folder.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    files.map(|file| (file.file_name().into_string().unwrap(), std::fs::read(file.path()).unwrap())).collect()
}

both_engines! {
    async fn nothing_is_found_in_a_house_that_works(world: World) {
        let ada = world.ada().await;
        ada.invites(MINA).await;
        world.sends_mails().await;
        let found = found(world.check_up()).await;
        assert_eq!(found.findings, []);
        for check in [Check::Folder, Check::SecretClosed, Check::SecretFits, Check::DatabaseWritable, Check::AllTaken] {
            assert!(found.passed.contains(&check), "{check:?} of {:?}", found.passed);
        }
    }

    async fn a_look_leaves_all_as_it_was_and_sends_nothing(world: World) {
        world.ada().await;
        let (rows, mails) = (world.dump().await, world.mails().await.len());
        found(world.check_up()).await;
        assert_eq!(world.dump().await, rows);
        assert_eq!(world.mail_server().taken().len(), mails);
        let heard = world.mail_server().heard();
        let [.., from, to, reset, quit] = &heard[..] else { panic!("{heard:?}") };
        assert_eq!(from, "MAIL FROM:<no-reply@keys.example>");
        assert_eq!([to.as_str(), reset, quit], [format!("RCPT TO:<{OPS}>").as_str(), "RSET", "QUIT"]);
    }

    async fn a_house_that_is_stopped_is_looked_over_and_no_file_of_it_changes(world: World) {
        world.ada().await;
        world.keyholder().db().close().await;
        let folder = world.data();
        let before = files(&folder);
        assert_eq!(findings(world).await, []);
        assert!(files(&folder) == before, "{:?}", files(&folder).keys());
        world.restarts().await;
    }

    async fn what_the_mail_server_does_not_take_is_told_with_what_it_said(world: World) {
        world.mail_server().refuses(OPS, "550 5.7.1 relaying denied");
        let refused = Trial::RecipientRefused {
            recipient: OPS.to_owned(),
            operator: true,
            said: "550 5.7.1 relaying denied".to_owned(),
        };
        assert_eq!(trial(world.check_up()).await, refused);
        let taken = trial(CheckUp { operator: None, ..world.check_up() }).await;
        let recipient = "no-reply@keys.example".to_owned();
        assert_eq!(taken, Trial::Accepted { encrypted: false, recipient });
    }

    async fn a_mail_server_that_is_gone_is_found(world: World) {
        world.mail_server().cut_off();
        let gone = trial(world.check_up()).await;
        assert!(matches!(gone, Trial::Unreached { .. }), "{gone:?}");
        world.mail_server().comes_back().await;
    }

    async fn mails_that_wait_are_found_after_a_quarter_of_an_hour(world: World) {
        let ada = world.ada().await;
        world.mail_server().refuses(MINA, "451 4.3.0 try later");
        ada.invites(MINA).await;
        world.sends_mails().await;
        let since = world.now();
        assert_eq!(findings(world).await, []);
        world.passes(TimeDelta::minutes(16));
        let said = Some("451 4.3.0 try later".to_owned());
        assert_eq!(findings(world).await, [Finding::Sending(SendingFault::Waiting { many: 1, since, said })]);
        world.mail_server().refuses_no_more(MINA);
    }

    async fn mails_that_were_given_up_are_told_for_a_week(world: World) {
        let ada = world.ada().await;
        world.mail_server().refuses(MINA, "550 5.1.1 user unknown");
        ada.invites(MINA).await;
        world.sends_mails().await;
        let outbox = world.check_up().facts().await.sending.outbox.unwrap();
        assert_eq!(outbox.failed, Some(Failed { many: 1, said: "550 5.1.1 user unknown".to_owned() }));
        world.passes(TimeDelta::days(8));
        assert_eq!(world.check_up().facts().await.sending.outbox.unwrap().failed, None);
    }

    async fn a_database_that_can_not_be_written_is_found(world: World) {
        let read_only = match world.engine() {
            Engine::Sqlite => "?mode=ro",
            Engine::Postgres => "%20-cdefault_transaction_read_only%3Don",
        };
        let database = Some(Place::of_url(&format!("{}{read_only}", world.database_url())).unwrap());
        let found = found(CheckUp { database, ..world.check_up() }).await;
        let [Finding::Database(DatabaseFault::Unwritable { said })] = &found.findings[..] else { panic!("{found:?}") };
        assert!(said.contains("read"), "{said}");
    }

    async fn a_database_of_another_version_is_found_and_stays_so(world: World) {
        let knows = world.number("SELECT max(version) FROM _sqlx_migrations").await;
        let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                     SELECT version + 1, description, success, checksum, execution_time FROM _sqlx_migrations
                      ORDER BY version DESC LIMIT 1";
        world.sql(newer).await;
        assert_eq!(
            findings(world).await,
            [Finding::Database(DatabaseFault::Newer { has: knows + 1, knows })]
        );
        world.sql(&format!("DELETE FROM _sqlx_migrations WHERE version > {}", knows - 1)).await;
        let older = DatabaseFault::Older { has: knows - 1, brings: knows };
        for _ in 0..2 {
            assert_eq!(findings(world).await, [Finding::Database(older.clone())]);
        }
    }

    async fn a_secret_that_did_not_seal_the_log_is_found(world: World) {
        let other = world.data().join("other.key");
        Secret::open(&other).unwrap();
        let with_other = || CheckUp { secret_file: other.clone(), ..world.check_up() };
        assert_eq!(found(with_other()).await.findings, [], "nothing is sealed yet");
        world.ada().await;
        assert_eq!(found(with_other()).await.findings, [Finding::Secret(SecretFault::OfAnother)]);
    }

    async fn an_entry_that_was_tampered_with_makes_no_other_secret(world: World) {
        world.ada().await;
        world.mallory().await;
        world.drops_the_guards_of_the_audit_log().await;
        let one = "(SELECT id FROM business_centers WHERE slug = 'vane-media')";
        world.sql(&format!("UPDATE audit SET actor = 'Somebody' WHERE center_id = {one}")).await;
        world.expects(Unusual::BrokenAuditChain);
        assert_eq!(findings(world).await, []);
    }

    async fn a_secret_that_is_missing_beside_a_database_is_found_and_not_made(world: World) {
        let gone = world.data().join("gone.key");
        let found = found(CheckUp { secret_file: gone.clone(), ..world.check_up() }).await;
        assert_eq!(found.findings, [Finding::Secret(SecretFault::Missing)]);
        assert!(!gone.exists());
    }

    async fn a_clock_that_was_set_back_is_found(world: World) {
        world.ada().await;
        let now = world.now() - TimeDelta::hours(2);
        let found = found(CheckUp { clock: Clock::stopped_at(now), ..world.check_up() }).await;
        assert_eq!(found.findings, [Finding::Machine(MachineFault::ClockSetBack { now, newest: world.now() })]);
    }
}

#[tokio::test]
async fn where_nothing_is_nothing_is_made() {
    let around = tempfile::tempdir().unwrap();
    let data = around.path().join("data");
    let facts = CheckUp::of_folder(&data).facts().await;
    assert_eq!(facts.storage.folder, Folder::Missing);
    assert_eq!(facts.storage.secret, SecretFile::Missing);
    assert_eq!(facts.storage.database, Some(Database::Missing));
    assert!(facts.storage.free.is_some(), "the disk that it would be on");
    assert_eq!(files(around.path()).len(), 0);
}

#[tokio::test]
async fn a_file_that_is_no_database_or_a_damaged_one_is_found_and_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("keyholder.db");
    let look = async || CheckUp::of_folder(folder.path()).facts().await;
    std::fs::write(&file, "no database at all, but long enough to be looked at as one".repeat(100)).unwrap();
    let before = files(folder.path());
    let unread = look().await.storage.database;
    let Some(Database::Unread { said }) = &unread else { panic!("{unread:?}") };
    assert!(said.contains("not a database"), "{said}");
    assert!(files(folder.path()) == before);

    std::fs::remove_file(&file).unwrap();
    Db::open_file(&file).await.unwrap().close().await;
    let mut bytes = std::fs::read(&file).unwrap();
    // Its last page: all that says which tables there are is before it.
    let page = bytes.len() - 4096;
    bytes[page..].fill(0xff);
    std::fs::write(&file, &bytes).unwrap();
    let before = files(folder.path());
    let mut facts = look().await;
    let seen = opened(&mut facts);
    assert!(matches!(seen.schema, Some(Schema::Current(_))), "{seen:?}");
    assert!(seen.damage.as_ref().is_some_and(|said| said.contains("page")), "{seen:?}");
    assert!(files(folder.path()) == before);
}

#[tokio::test]
async fn files_that_are_open_to_others_are_found() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("keyholder.db");
    Db::open_file(&file).await.unwrap().close().await;
    Secret::open(&folder.path().join("secret.key")).unwrap();
    let mode = |path: &Path, mode| std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
    mode(&file, 0o644);
    let open = async || {
        let mut facts = CheckUp::of_folder(folder.path()).facts().await;
        opened(&mut facts).file.unwrap().open_to_others
    };
    mode(folder.path(), 0o700);
    assert!(!open().await, "nobody comes through the folder");
    mode(folder.path(), 0o755);
    assert!(open().await);
    mode(&file, 0o640);
    assert!(!open().await);
    mode(&folder.path().join("secret.key"), 0o604);
    assert_eq!(
        CheckUp::of_folder(folder.path()).facts().await.storage.secret,
        SecretFile::Read { mode: 0o604 }
    );
}

#[tokio::test]
async fn where_nobody_answers_it_is_told_how_far_one_came() {
    let folder = tempfile::tempdir().unwrap();
    Secret::open(&folder.path().join("secret.key")).unwrap();
    let unused = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    for (url, expected) in [
        (format!("http://{unused}"), Silence::NoConnection),
        ("http://nowhere.invalid".to_owned(), Silence::NoHost),
    ] {
        let look = CheckUp { url: Some(url), ..CheckUp::of_folder(folder.path()) };
        let answer = look.facts().await.address.at_url;
        let Some(Answer::Nobody { silence, .. }) = answer else { panic!("{answer:?}") };
        assert_eq!(silence, expected);
    }
}

#[test]
fn a_database_that_nobody_began_with_holds_nothing() {
    run(Engine::Postgres, Plan::ordinary(), async |world| {
        let elsewhere = world.database_url().replace("search_path%3D", "search_path%3Dnowhere_");
        let database = Some(Place::of_url(&elsewhere).unwrap());
        let mut facts = CheckUp { database, ..world.check_up() }.facts().await;
        assert_eq!(opened(&mut facts).schema, Some(Schema::Nothing));
    });
}
