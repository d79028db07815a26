//! The other half of `make bench`: the changes of **Edit** as the server makes them, without HTTP, pages or forms around them.
//! Prints how many a second; nobody else may have the database open.
#![expect(clippy::print_stdout, reason = "it says what it measured")]

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use domain::contact::Contact;
use domain::id::PartnerId;
use domain::password::TypedPassword;
use mimalloc::MiMalloc;
use service::account::LogIn;
use service::capability::{Admin, AdminAction, Entry, Visitor};
use service::client::Client;
use service::clock::Clock;
use service::mail::Mailer;
use service::partner::{Edit, Rehearsed};
use service::password::{Cost, Passwords};
use service::{Db, Keyholder, Secret, Settings, SignUp};
use tokio::task::JoinSet;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// As many as connections in the bench.
const AT_ONCE: usize = 8;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [data, email, password, slug, file] = arguments.as_slice() else {
        return Err("changes <data> <email> <password> <slug> <edits>".into());
    };
    let keyholder = open(Path::new(data)).await?;
    let admin = enters(&keyholder, email, password, slug).await?;
    let edits = std::fs::read_to_string(file)?.lines().map(edit).collect::<Result<Vec<_>, _>>()?;
    let (began, count) = (Instant::now(), edits.len());
    let mut workers = JoinSet::new();
    for share in edits.chunks(count.div_ceil(AT_ONCE)) {
        let (admin, share) = (admin.clone(), share.to_vec());
        workers.spawn(async move {
            for (partner, edit) in share {
                admin.edit(partner, edit).await.map_err(|failure| format!("{failure:?}"))?;
            }
            Ok::<(), String>(())
        });
    }
    workers.join_all().await.into_iter().collect::<Result<(), String>>()?;
    #[expect(clippy::cast_precision_loss, reason = "some thousands")]
    let rate = count as f64 / began.elapsed().as_secs_f64();
    println!("{rate:.0}");
    Ok(())
}

async fn open(data: &Path) -> Result<Keyholder, Box<dyn Error>> {
    let url = "http://localhost".to_owned();
    Ok(Keyholder::new(
        Db::open_file(&data.join("keyholder.db")).await?,
        Clock::system(),
        Secret::open(&data.join("secret.key"))?,
        Passwords::new(Cost::Real)?,
        Mailer::folder(&data.join("mail"), "keyholder@localhost")?,
        None,
        Settings { url, sign_up: SignUp::First, operator: None },
    ))
}

async fn enters(
    keyholder: &Keyholder,
    email: &str,
    password: &str,
    slug: &str,
) -> Result<Admin, Box<dyn Error>> {
    let visitor = Visitor::new(keyholder.clone(), Client::house());
    let (contact, password) = (Contact::parse(email).ok(), TypedPassword::parse(password.to_owned()));
    let log_in = LogIn { contact, password, replaces: None };
    let began = visitor.log_in(log_in).await.map_err(|failure| format!("{failure:?}"))?;
    let entered = visitor.enter(Some(&began.cookie), slug).await.map_err(|failure| format!("{failure:?}"))?;
    let Entry::In(member) = entered else { return Err("not in".into()) };
    member.admin_to(AdminAction::ManagePartner).map_err(|refusal| format!("{refusal:?}").into())
}

/// `id<tab>opened<tab>wanted`, both as Edit's form carries them.
fn edit(line: &str) -> Result<(PartnerId, Edit), Box<dyn Error>> {
    let [partner, opened, wanted] = line.split('\t').collect::<Vec<_>>()[..] else { return Err(line.into()) };
    let (opened, wanted) = (serde_json::from_str(opened)?, serde_json::from_str(wanted)?);
    Ok((partner.parse()?, Edit::new(opened, wanted, Rehearsed::from_form(String::new()))))
}
