//! A transaction that writes begins in one place: private.
// error[E0624]

use service::Db;

pub async fn writes(db: Db) {
    let _ = db.begin().await;
}
