//! A capability is read from the database; its fields are the house's own.

use service::capability::{Admin, Member};

fn wrapped(member: Member) -> Admin {
    Admin(member)
}

fn taken_out(admin: Admin) -> Member {
    admin.0
}

fn main() {}
