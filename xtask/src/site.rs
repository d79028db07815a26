//! The site: all files that a browser loads, in one folder named by what is in it.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use brotli::enc::BrotliEncoderParams;

use crate::step::{Work, step};
use crate::{Outcome, Profile, bindings, digest, folder, run};

const WASM: &str = "target/wasm32-unknown-unknown";
/// What the server embeds.
const PKG: &str = "target/site/pkg";
/// Where bindings are kept from one build to the next.
const BOUND: &str = "target/site-parts";
/// Where the next site is put together.
const NEW: &str = "target/site-parts/new";
/// What of the WebAssembly a browser loads before any page lives, as it is sent.
const FIRST: &str = "keyholder_bg.wasm.br";
/// So large may that be, in bytes.
const CEILING: u64 = 300_000;
/// Compressed already.
const COMPRESSED: [&str; 1] = ["woff2"];

pub(crate) fn build(profile: Profile) -> Outcome {
    let (wasm, bound) = (wasm(profile), bound(profile));
    let new = Path::new(NEW);
    step("wasm", || compile(profile))?;
    step("bindings", || bindings::make(profile, &wasm, &bound))?;
    folder::empty(new)?;
    folder::copy(&bound, new)?;
    folder::copy(Path::new("public"), new)?;
    step("styles", || styles(new))?;
    step("site", || publish(profile, new))
}

/// The name that cargo knows it by, and the folder that it writes to.
fn names(profile: Profile) -> (&'static str, &'static str) {
    match profile {
        Profile::Dev => ("dev", "debug"),
        Profile::Release => ("wasm-release", "wasm-release"),
    }
}

fn wasm(profile: Profile) -> PathBuf {
    let (_, folder) = names(profile);
    Path::new(WASM).join(folder).join("frontend.wasm")
}

fn bound(profile: Profile) -> PathBuf {
    let (_, folder) = names(profile);
    Path::new(BOUND).join(folder)
}

/// Cargo itself knows what has changed.
fn compile(profile: Profile) -> Outcome<Work> {
    let (name, _) = names(profile);
    let arguments =
        ["build", "--package", "frontend", "--target", "wasm32-unknown-unknown", "--profile", name];
    run(Command::new("cargo").args(arguments))?;
    Ok(Work::Done)
}

fn styles(new: &Path) -> Outcome<Work> {
    let options = grass::Options::default().style(grass::OutputStyle::Compressed);
    let css = grass::from_path("style/main.scss", &options)?;
    fs::write(new.join("keyholder.css"), css)?;
    Ok(Work::Done)
}

/// Puts the new site in the place of the old one. The hash is over the files as they are before compression, so that
/// it names what a browser gets and not how it was packed.
fn publish(profile: Profile, new: &Path) -> Outcome<Work> {
    let pkg = Path::new(PKG);
    let site = pkg.join(digest::of_folder(new)?);
    let work = if site.exists() {
        Work::Unchanged
    } else {
        if profile == Profile::Release {
            compress(new, newest(pkg)?.as_deref())?;
            loads_soon(fs::metadata(new.join(FIRST))?.len())?;
        }
        fs::create_dir_all(pkg)?;
        fs::rename(new, &site)?;
        Work::Done
    };
    remove_others(pkg, &site)?;
    println!("{}", site.display());
    Ok(work)
}

/// The site that stands now, whose compressed files may be taken over.
fn newest(pkg: &Path) -> Outcome<Option<PathBuf>> {
    if !pkg.exists() {
        return Ok(None);
    }
    Ok(fs::read_dir(pkg)?.next().transpose()?.map(|entry| entry.path()))
}

fn remove_others(pkg: &Path, site: &Path) -> Outcome {
    for entry in fs::read_dir(pkg)? {
        let path = entry?.path();
        if path != site {
            folder::remove(&path)?;
        }
    }
    Ok(())
}

fn compress(new: &Path, old: Option<&Path>) -> Outcome {
    for path in folder::files(new)? {
        if path.extension().and_then(OsStr::to_str).is_some_and(|extension| COMPRESSED.contains(&extension)) {
            continue;
        }
        let bytes = fs::read(new.join(&path))?;
        let packed = PathBuf::from(format!("{}.br", path.display()));
        let before = old.map(|old| (old.join(&path), old.join(&packed)));
        match before {
            Some((same, done)) if done.exists() && fs::read(&same)? == bytes => {
                fs::copy(done, new.join(packed))?;
            }
            _ => pack(&bytes, &new.join(packed))?,
        }
    }
    Ok(())
}

fn loads_soon(first: u64) -> Outcome {
    if first > CEILING {
        let words =
            format!("{FIRST} has {first} bytes, and may have {CEILING}: what only some pages need is lazy");
        return Err(words.into());
    }
    Ok(())
}

/// Beside the file, unless it is too small to get any smaller.
fn pack(bytes: &[u8], file: &Path) -> Outcome {
    let parameters =
        BrotliEncoderParams { quality: 11, lgwin: 24, size_hint: bytes.len(), ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &parameters)?;
    if packed.len() < bytes.len() {
        fs::write(file, packed)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_loads_first_has_a_ceiling() {
        assert!(loads_soon(CEILING).is_ok());
        let refusal = loads_soon(CEILING + 1).unwrap_err().to_string();
        assert!(refusal.starts_with("keyholder_bg.wasm.br has 300001 bytes"), "{refusal}");
    }
}
