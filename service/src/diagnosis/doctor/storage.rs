//! The folder, the files and the disk.

use std::fs::Metadata;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use domain::diagnosis::doctor::{DatabaseFile, Folder, SecretFile};
use rustix::fs::{Access, access, statvfs};

use crate::secret::Secret;

/// Whoever is neither the owner nor of the group may read a file, or come through a folder.
const OTHERS_READ: u32 = 0o004;
const OTHERS_PASS: u32 = 0o001;

pub(super) fn folder(path: &Path) -> Folder {
    let unusable = |said: String| Folder::Unusable { said };
    match path.metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Folder::Missing,
        Err(error) => unusable(error.to_string()),
        Ok(found) if !found.is_dir() => unusable(io::Error::from(io::ErrorKind::NotADirectory).to_string()),
        Ok(_) => match access(path, Access::READ_OK | Access::WRITE_OK | Access::EXEC_OK) {
            Ok(()) => Folder::Usable,
            Err(error) => unusable(io::Error::from(error).to_string()),
        },
    }
}

pub(super) fn secret(path: &Path, read: &io::Result<Secret>) -> SecretFile {
    let mode = match read {
        Ok(_) => path.metadata().map(|found| mode(&found)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return SecretFile::Missing,
        Err(error) => return SecretFile::Unread { said: error.to_string() },
    };
    match mode {
        Ok(mode) => SecretFile::Read { mode },
        Err(error) => SecretFile::Unread { said: error.to_string() },
    }
}

/// None where it is gone meanwhile.
pub(super) fn database_file(path: &Path) -> Option<DatabaseFile> {
    let found = path.metadata().ok()?;
    let folder = folder_of(path).metadata().ok()?;
    Some(DatabaseFile {
        bytes: found.len(),
        open_to_others: mode(&found) & OTHERS_READ != 0 && mode(&folder) & OTHERS_PASS != 0,
    })
}

/// Bytes that whoever is not root can still write on the disk of what is or would be there.
pub(super) fn free(path: &Path) -> Option<u64> {
    let disk = path.ancestors().map(|path| if path.as_os_str().is_empty() { Path::new(".") } else { path });
    let disk = disk.into_iter().find_map(|path| statvfs(path).ok())?;
    disk.f_bavail.checked_mul(disk.f_frsize)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn mode(found: &Metadata) -> u32 {
    found.permissions().mode() & 0o777
}
