//! The one that compiles: what the others get wrong is not how they are built.

use service::capability::{Admin, Member};
use service::invitation::NewInvitation;

pub async fn by_an_admin(admin: Admin, new: NewInvitation) {
    let _ = admin.invite(new).await;
}

pub async fn by_whoever_is_one(member: Member, new: NewInvitation) {
    if let Ok(admin) = member.admin() {
        let _ = Admin::invite(&admin, new).await;
    }
}
