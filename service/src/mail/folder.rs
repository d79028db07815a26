//! Where mails are kept when there is no mail server: each a file that only the Keyholder's own user can read, named
//! for the mail's id, since its link lets somebody in.

use std::fs::{DirBuilder, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};

use tokio::fs;
use tokio::io::AsyncWriteExt;
use uuid::Uuid;

/// Makes the folder, or closes one that others could look into.
pub(super) fn open(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)?;
    std::fs::set_permissions(path, Permissions::from_mode(0o700))
}

/// Writes beside its place and moves it there: whoever reads the folder finds whole mails only, and a second try
/// replaces the first.
pub(super) async fn keep(folder: &Path, id: Uuid, mail: &[u8]) -> io::Result<PathBuf> {
    let kept = folder.join(format!("{id}.eml"));
    let unfinished = folder.join(format!(".{id}.part"));
    // A leftover of a crash may have another mode, and opening it would keep that.
    if let Err(error) = fs::remove_file(&unfinished).await
        && error.kind() != io::ErrorKind::NotFound
    {
        return Err(error);
    }
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&unfinished).await?;
    file.write_all(mail).await?;
    file.sync_all().await?;
    fs::rename(&unfinished, &kept).await?;
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(path: &Path) -> u32 {
        path.metadata().unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_folder_that_stood_open_is_closed() {
        let around = tempfile::tempdir().unwrap();
        let folder = around.path().join("data/mail");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::set_permissions(&folder, Permissions::from_mode(0o755)).unwrap();
        open(&folder).unwrap();
        assert_eq!(mode(&folder), 0o700);
    }

    #[tokio::test]
    async fn a_kept_mail_is_private_and_a_second_try_replaces_it() {
        let folder = tempfile::tempdir().unwrap();
        let id = Uuid::from_u128(7);
        let leftover = folder.path().join(format!(".{id}.part"));
        std::fs::write(&leftover, "half").unwrap();
        std::fs::set_permissions(&leftover, Permissions::from_mode(0o666)).unwrap();
        keep(folder.path(), id, b"one").await.unwrap();
        let kept = keep(folder.path(), id, b"two").await.unwrap();
        assert_eq!(std::fs::read(&kept).unwrap(), b"two");
        assert_eq!(mode(&kept), 0o600);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
