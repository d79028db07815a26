//! `keyholder admin`.

use std::error::Error;

use domain::contact::Contact;
use service::failure::Failure;

use crate::config::Options;
use crate::serve;

/// Makes a Member an Admin, and says so.
///
/// # Errors
/// One line that names what can't be used, or says why nobody was made an Admin.
#[expect(clippy::print_stdout, reason = "it talks to whoever typed the command")]
pub(crate) async fn appoint(options: Options, center: &str, address: &str) -> Result<(), Box<dyn Error>> {
    let contact = Contact::parse(address).map_err(|refusal| refusal.to_string())?;
    let keyholder = serve::open(&options).await?;
    let appointed = keyholder.appoint_admin(center, &contact).await.map_err(|failure| match failure {
        Failure::Refused(refusal) => refusal.to_string(),
        other => other.to_string(),
    });
    keyholder.db().close().await;
    let appointed = appointed?;
    println!(
        "{} is an Admin of {} from now on. It stands in the audit log.",
        appointed.name, appointed.business
    );
    Ok(())
}
