//! What is in a file or a folder, in a few letters.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::Outcome;
use crate::folder::files;

/// Of several files.
pub(crate) fn of_files<'a>(paths: impl IntoIterator<Item = &'a Path>) -> Outcome<String> {
    let mut digest = Sha256::new();
    for path in paths {
        let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        add(&mut digest, &bytes);
    }
    Ok(short(digest))
}

/// Of the names and the content of all files below a folder.
pub(crate) fn of_folder(folder: &Path) -> Outcome<String> {
    let mut digest = Sha256::new();
    for path in files(folder)? {
        add(&mut digest, path.as_os_str().as_encoded_bytes());
        add(&mut digest, &fs::read(folder.join(&path))?);
    }
    Ok(short(digest))
}

/// With its length first, so that no two lists of parts are alike.
fn add(digest: &mut Sha256, part: &[u8]) {
    digest.update(part.len().to_le_bytes());
    digest.update(part);
}

fn short(digest: Sha256) -> String {
    digest.finalize().iter().take(8).fold(String::new(), |mut text, byte| {
        // Writing into a String can't fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
