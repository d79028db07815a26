//! What manages partners is done by an `Admin`, and by nothing less: mismatched types.
// error[E0308] error[E0308] error[E0308]

use service::capability::{Admin, Member, SignedIn, Visitor};
use service::invitation::NewInvitation;

pub async fn by_a_member(member: Member, new: NewInvitation) {
    let _ = Admin::invite(&member, new).await;
}

pub async fn by_an_account(signed_in: SignedIn, new: NewInvitation) {
    let _ = Admin::invite(&signed_in, new).await;
}

pub async fn by_anybody(visitor: Visitor, new: NewInvitation) {
    let _ = Admin::invite(&visitor, new).await;
}
