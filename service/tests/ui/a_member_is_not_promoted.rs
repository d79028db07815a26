//! A capability is read from the database; its fields are the house's own.

use domain::grant::Grant;
use service::capability::Member;

fn promoted(member: &mut Member) {
    member.grant = Grant::Admin;
}

fn main() {}
