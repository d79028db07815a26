//! A capability is read from the database; its fields are the house's own: private.
// error[E0616]

use service::capability::Member;

pub fn promoted(member: &mut Member, founder: &Member) {
    member.grant = founder.grant();
}
