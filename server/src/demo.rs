//! `keyholder demo`.

use std::error::Error;

use service::demo::Demo;
use service::failure::Failure;

use crate::config::Options;
use crate::serve;

/// Fills an empty database and prints how to log in.
///
/// # Errors
/// One line that names what can't be used, or says that the database is not empty.
#[expect(clippy::print_stdout, reason = "it talks to whoever typed the command")]
pub(crate) async fn fill(options: Options, demo: Demo) -> Result<(), Box<dyn Error>> {
    let keyholder = serve::open(&options).await?;
    let filled = demo.fill(&keyholder).await.map_err(|failure| match failure {
        Failure::Refused(refusal) => refusal.to_string(),
        other => other.to_string(),
    })?;
    let url = &keyholder.settings().url;
    println!("Start keyholder with the same settings, open {url}/login and log in:");
    println!("Email     {}", filled.email);
    println!("Password  {}", filled.password);
    for slug in &filled.slugs {
        println!("{url}/b/{slug}/partners");
    }
    keyholder.db().close().await;
    Ok(())
}
