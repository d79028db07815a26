//! `keyholder serve`.

use std::error::Error;
use std::os::unix::fs::DirBuilderExt;
use std::time::{Duration, Instant};

use app::routes::AppState;
use axum::serve::ListenerExt;
use leptos::prelude::LeptosOptions;
use service::clock::Clock;
use service::mail::{Mailer, MailerError};
use service::password::{Cost, Passwords};
use service::{Db, Keyholder, Secret, audit, bounce, end, live, near_miss, outbox};
use tokio::net::TcpListener;

use crate::config::Options;
use crate::routes;
use crate::shutdown::Shutdown;
use crate::site;

/// How long a stop waits for the mail that is being handed over.
const LAST_MAIL: Duration = Duration::from_secs(1);
/// How long it then waits for what is written beside requests.
const LAST_WRITES: Duration = Duration::from_millis(500);

/// Serves until it is told to stop.
///
/// # Errors
/// One line that names the setting, the file or the port that can't be used.
pub(crate) async fn serve(options: Options) -> Result<(), Box<dyn Error>> {
    let started = Instant::now();
    let (listen, proxies) = (options.listen()?, options.trusted_proxies()?);
    let (bounces, bounces_token) = (options.bounces()?, options.bounces_token()?);
    let keyholder = open(&options).await?;
    let listener =
        TcpListener::bind(listen).await.map_err(|error| format!("KEYHOLDER_LISTEN: {listen}: {error}"))?;
    let leptos = LeptosOptions::builder().output_name("keyholder").site_pkg_dir(site::folder()?).build();
    let app =
        routes::router(AppState::new(leptos, keyholder.clone(), site::parts()?), proxies, bounces_token)?;
    let shutdown = Shutdown::listen()?;
    let mut outbox = tokio::spawn(outbox::run(keyholder.clone(), shutdown.clone().asked()));
    tokio::spawn(end::run(keyholder.clone(), shutdown.clone().asked()));
    tokio::spawn(audit::run(keyholder.clone(), shutdown.clone().asked()));
    tokio::spawn(near_miss::run(keyholder.clone(), shutdown.clone().asked()));
    if let Some(folder) = bounces {
        tokio::spawn(bounce::run(keyholder.clone(), folder, shutdown.clone().asked()));
    }
    tokio::spawn(live::listen(keyholder.clone(), shutdown.clone().asked()));
    tracing::info!(url = keyholder.settings().url, after = ?started.elapsed(), "serving");

    // With Nagle's algorithm a page that is written in several pieces waits 40 ms for the reader's acknowledgement.
    let listener = listener.tap_io(|socket| {
        let _ = socket.set_nodelay(true);
    });
    axum::serve(listener, app.into_make_service_with_connect_info::<std::net::SocketAddr>())
        .with_graceful_shutdown(shutdown.asked())
        .await?;
    if tokio::time::timeout(LAST_MAIL, &mut outbox).await.is_err() {
        outbox.abort();
    }
    let _ = tokio::time::timeout(LAST_WRITES, keyholder.settled()).await;
    keyholder.db().close().await;
    Ok(())
}

pub(crate) async fn open(options: &Options) -> Result<Keyholder, Box<dyn Error>> {
    let settings = options.settings(options.url()?)?;
    // What is in it is nobody else's: a folder that was there keeps the mode that its owner gave it.
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&options.data)
        .map_err(|error| format!("KEYHOLDER_DATA: {}: {error}", options.data.display()))?;
    let secret_file = options.secret_file();
    let secret = Secret::open(&secret_file)
        .map_err(|error| format!("KEYHOLDER_SECRET_FILE: {}: {error}", secret_file.display()))?;
    let db = open_database(options).await?;
    let from = options.mail_from(&settings.url);
    let mailer = match &options.smtp_url {
        Some(smtp_url) => Mailer::from_url(smtp_url, &from).map_err(wrong_mail_setting)?,
        None => Mailer::folder(&options.mail_folder(), &from).map_err(wrong_mail_setting)?,
    };
    let passwords = Passwords::new(Cost::Real)?;
    Ok(Keyholder::new(db, Clock::system(), secret, passwords, mailer, options.sms()?, settings))
}

pub(crate) fn wrong_mail_setting(error: MailerError) -> String {
    let setting = match error {
        MailerError::Server(_) => "SMTP_URL",
        MailerError::Sender(_) => "KEYHOLDER_MAIL_FROM",
        MailerError::Folder { .. } => "KEYHOLDER_DATA",
    };
    format!("{setting}: {error}")
}

async fn open_database(options: &Options) -> Result<Db, Box<dyn Error>> {
    if let Some(url) = &options.database_url {
        return Ok(Db::open(url).await?);
    }
    let file = options.database_file();
    Ok(Db::open_file(&file).await.map_err(|error| format!("{} ({})", error, file.display()))?)
}
