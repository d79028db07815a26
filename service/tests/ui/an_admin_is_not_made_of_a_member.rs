//! A capability is read from the database; its fields are the house's own: private.
// error[E0423] error[E0616]

use service::capability::{Admin, Member};

pub fn wrapped(member: Member) -> Admin {
    Admin(member)
}

pub fn taken_out(admin: Admin) -> Member {
    admin.0
}
