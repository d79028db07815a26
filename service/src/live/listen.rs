//! The job that hears what other processes on the same database committed.

use std::pin::pin;
use std::time::Duration;

use domain::id::BusinessCenterId;
use sqlx::PgPool;
use sqlx::postgres::{PgListener, PgNotification};

use crate::db::Engine;
use crate::keyholder::Keyholder;

/// Where the trigger of migration 7 speaks.
const CHANNEL: &str = "keyholder_change";
/// Between two attempts to be connected again.
const PAUSE: Duration = Duration::from_secs(1);

/// Listens until it is told to stop, then ends every open page's stream: a stop waits for whoever is connected.
///
/// SQLite's file has one process, which hears of its own changes.
pub async fn listen(keyholder: Keyholder, stop: impl Future<Output = ()>) {
    let mut stop = pin!(stop);
    if let Engine::Postgres(pool) = &keyholder.db().engine {
        tokio::select! {
            () = &mut stop => {}
            () = hear(&keyholder, pool) => {}
        }
    } else {
        stop.await;
    }
    keyholder.live().end();
}

async fn hear(keyholder: &Keyholder, pool: &PgPool) {
    loop {
        if let Err(error) = hear_until_cut_off(keyholder, pool).await {
            tracing::warn!(%error, "changes of other processes are not heard at the moment");
        }
        tokio::time::sleep(PAUSE).await;
    }
}

async fn hear_until_cut_off(keyholder: &Keyholder, pool: &PgPool) -> Result<(), sqlx::Error> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen(CHANNEL).await?;
    // From here on nothing is missed; what came before is looked for.
    keyholder.live().look_again();
    while let Some(notice) = listener.try_recv().await? {
        if let Some((center, number)) = parse(&notice) {
            keyholder.live().changed(center, number);
        }
    }
    Ok(())
}

fn parse(notice: &PgNotification) -> Option<(BusinessCenterId, i64)> {
    let (center, number) = notice.payload().split_once(' ')?;
    Some((center.parse().ok()?, number.parse().ok()?))
}
