//! Files below a folder.

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::Outcome;

/// All files below a folder in a fixed order, by their path inside it.
pub(crate) fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            files.push(entry.path().strip_prefix(folder)?.to_owned());
        }
    }
    Ok(files)
}

/// Makes the folder anew, empty.
pub(crate) fn empty(folder: &Path) -> Outcome {
    remove(folder)?;
    Ok(fs::create_dir_all(folder)?)
}

pub(crate) fn remove(folder: &Path) -> Outcome {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(())
}

/// Copies what is in one folder into another.
pub(crate) fn copy(from: &Path, into: &Path) -> Outcome {
    for path in files(from)? {
        let target = into.join(&path);
        fs::create_dir_all(target.parent().unwrap_or(into))?;
        fs::copy(from.join(&path), target)?;
    }
    Ok(())
}
