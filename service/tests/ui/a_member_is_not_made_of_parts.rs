//! A capability is read from the database; its fields are the house's own: private.
// error[E0451]

use service::capability::Member;

pub fn another(member: Member, founder: &Member) -> Member {
    Member { grant: founder.grant(), ..member }
}
