//! A capability is read from the database; its fields are the house's own.

use domain::grant::Grant;
use service::capability::Member;

fn another(member: Member) -> Member {
    Member { grant: Grant::Admin, ..member }
}

fn main() {}
