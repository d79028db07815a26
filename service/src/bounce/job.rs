//! The job that looks into the folder of what comes back.

use std::path::Path;

use domain::bounce::BounceRefusal;

use super::Folder;
use crate::failure::Failure;
use crate::job;
use crate::keyholder::Keyholder;

/// Reads what comes back until it is told to stop.
pub async fn run(keyholder: Keyholder, folder: Folder, stop: impl Future<Output = ()>) {
    // Each look has its own: whether what it borrowed may go from thread to thread the compiler does not see.
    let look = move |keyholder: &Keyholder| {
        let (keyholder, folder) = (keyholder.clone(), folder.clone());
        async move { take_due(&keyholder, &folder).await }
    };
    job::run(keyholder, stop, look).await;
}

/// Reads each file that is new, and says how many were.
///
/// # Errors
/// When the database can't be read or written: then what was not read waits.
pub async fn take_due(keyholder: &Keyholder, folder: &Folder) -> Result<usize, Failure> {
    let waiting = match folder.waiting().await {
        Ok(waiting) => waiting,
        Err(error) => {
            tracing::warn!(%error, "the folder of mails that came back can't be read");
            return Ok(0);
        }
    };
    let mut read = 0;
    for file in waiting {
        if is_done_with(keyholder, &file).await? {
            match folder.set_aside(&file).await {
                Ok(()) => read += 1,
                Err(error) => tracing::warn!(%error, "a mail that came back can't be moved"),
            }
        }
    }
    Ok(read)
}

/// Never what stands in it: it may be any mail.
async fn is_done_with(keyholder: &Keyholder, file: &Path) -> Result<bool, Failure> {
    let name = file.file_name().unwrap_or_default().display();
    let report = match Folder::content(file).await {
        Ok(Some(report)) => report,
        Ok(None) => {
            tracing::debug!(%name, "a mail in the folder is too large to be a report");
            return Ok(true);
        }
        Err(error) => {
            tracing::debug!(%name, %error, "a mail in the folder can't be read");
            return Ok(false);
        }
    };
    let refusal = match keyholder.takes_back(report).await {
        Ok(_) => return Ok(true),
        Err(failure) => failure.refusal()?,
    };
    if refusal == BounceRefusal::NoReport {
        tracing::debug!(%name, "a mail in the folder is no report");
    }
    Ok(refusal != BounceRefusal::NotSentYet)
}
