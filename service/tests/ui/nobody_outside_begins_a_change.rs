//! A transaction that writes begins in one place.

use service::Db;

async fn writes(db: Db) {
    let _ = db.begin().await;
}

fn main() {}
