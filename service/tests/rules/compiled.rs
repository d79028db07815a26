//! Code that must not compile, each text in `tests/ui` with the errors it names. It is compiled against the library
//! that these tests are linked with: no other build of it, and of all it stands on, has to be made for that.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Where this executable and the libraries it was made of lie.
fn deps() -> PathBuf {
    std::env::current_exe().unwrap().parent().unwrap().to_owned()
}

/// Every build of the library that lies there, the newest first.
fn builds() -> Vec<PathBuf> {
    let files = std::fs::read_dir(deps()).unwrap().map(|file| file.unwrap().path());
    let is_library = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy();
        name.starts_with("libservice-") && name.ends_with(".rlib")
    };
    let mut builds: Vec<_> = files.filter(is_library).collect();
    builds.sort_by_key(|path| std::cmp::Reverse(path.metadata().unwrap().modified().unwrap()));
    builds
}

fn compile(text: &Path, library: &Path) -> Output {
    let made = tempfile::tempdir().unwrap();
    Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
        .args(["--edition=2024", "--crate-type=lib", "--emit=metadata", "--cap-lints=allow"])
        .arg("--out-dir")
        .arg(made.path())
        .arg("--extern")
        .arg(format!("service={}", library.display()))
        .arg("-L")
        .arg(format!("dependency={}", deps().display()))
        .arg(text)
        .output()
        .unwrap()
}

/// `error[E0616]` as often as it stands in the text, in the order of their numbers.
fn errors(text: &str) -> Vec<&str> {
    let mut errors: Vec<_> = text.match_indices("error[E").map(|(at, _)| &text[at..at + 12]).collect();
    errors.sort_unstable();
    errors
}

#[test]
fn code_without_a_capability_does_not_compile() {
    let texts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui");
    let right = texts.join("an_admin_invites.rs");
    // An older build may lie there still, made of what is gone.
    let library = builds().into_iter().find(|library| compile(&right, library).status.success());
    let library = library.expect("what is right compiles");
    let mut refused = 0;
    for text in std::fs::read_dir(texts).unwrap().map(|text| text.unwrap().path()) {
        let written = std::fs::read_to_string(&text).unwrap();
        let said = compile(&text, &library);
        let said = String::from_utf8(said.stderr).unwrap();
        assert_eq!(errors(&said), errors(&written), "{}:\n{said}", text.display());
        refused += usize::from(!errors(&said).is_empty());
    }
    assert_eq!(refused, 6);
}
