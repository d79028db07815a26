//! `keyholder admin`.

use std::error::Error;

use domain::contact::Contact;
use service::failure::Failure;
use service::partner::{Appointed, Beside, in_a_row};

use crate::config::Options;
use crate::serve;

/// Makes a Member an Admin, and says who is one beside them.
///
/// # Errors
/// One line that names what can't be used, or says why nobody was made an Admin.
#[expect(clippy::print_stdout, reason = "it talks to whoever typed the command")]
pub(crate) async fn appoint(
    options: Options,
    center: &str,
    address: &str,
    beside: Beside,
) -> Result<(), Box<dyn Error>> {
    let contact = Contact::parse(address).map_err(|refusal| refusal.to_string())?;
    let keyholder = serve::open(&options).await?;
    let appointed = keyholder.appoint_admin(center, &contact, beside).await;
    let appointed = appointed.map_err(|failure| match failure {
        Failure::Refused(refusal) => refusal.to_string(),
        other => other.to_string(),
    });
    keyholder.db().close().await;
    println!("{}", words(&appointed?, contact.as_str()));
    Ok(())
}

fn words(appointed: &Appointed, address: &str) -> String {
    let Appointed { name, business, admins, dropped_end } = appointed;
    let end =
        dropped_end.map(|end| format!("\nTheir access ended on {end}; as an Admin’s it has no end now."));
    format!(
        "Admins of {business} until now: {}.\n{name} ({address}) is an Admin of {business}, too, from now on.{}\n\
         They and the Admins who were there are told by mail. It stands in the audit log.",
        in_a_row(admins),
        end.unwrap_or_default()
    )
}
