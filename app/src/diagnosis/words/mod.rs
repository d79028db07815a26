//! A diagnosis in the words of the screen.

pub mod changes;
pub mod log_in;

use service::capability::Admin;
use service::partner::PartnerDetails;

/// What stands beside every diagnosis of somebody.
fn facts_beside(admin: &Admin, partner: &PartnerDetails) -> Vec<(String, String)> {
    let zone = admin.member().zone();
    let invited = partner.invited.as_ref().map(|invited| {
        ("Invited".to_owned(), format!("{} by {}", zone.moment(invited.at).words, invited.by))
    });
    [("Address".to_owned(), partner.row.contact.clone())].into_iter().chain(invited).collect()
}

fn summary(causes: usize, checks: usize) -> String {
    let checks = if checks == 1 { "1 check".to_owned() } else { format!("{checks} checks") };
    match causes {
        0 => format!("No cause found in {checks}."),
        1 => format!("1 cause found in {checks}."),
        more => format!("{more} causes found in {checks}. The likeliest comes first."),
    }
}
