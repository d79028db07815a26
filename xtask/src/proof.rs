//! Whether every test that `docs/proof.md` names exists.

use std::fs;
use std::path::Path;

use crate::Outcome;

const PROOF: &str = "docs/proof.md";

pub(crate) fn check() -> Outcome {
    let proof = fs::read_to_string(PROOF)?;
    let named: Vec<_> = names(&proof).collect();
    let missing: Vec<_> = named
        .iter()
        .filter(|(file, test)| !fs::read_to_string(file).is_ok_and(|source| has(file, &source, test)))
        .map(|(file, test)| format!("{file}::{test}"))
        .collect();
    match (named.len(), missing.as_slice()) {
        (0, _) => Err(format!("{PROOF} names no test").into()),
        (_, []) => Ok(()),
        _ => Err(format!("{PROOF} names tests that don’t exist:\n{}", missing.join("\n")).into()),
    }
}

/// Each `file::test` that stands between backticks.
fn names(proof: &str) -> impl Iterator<Item = (&str, &str)> {
    proof.split('`').skip(1).step_by(2).filter_map(|name| name.split_once("::"))
}

/// A function of that name, or a test of that title.
fn has(file: &str, source: &str, test: &str) -> bool {
    if Path::new(file).extension().is_some_and(|extension| extension == "rs") {
        return source.contains(&format!("fn {test}("));
    }
    ['\'', '`', '"'].iter().any(|quote| source.contains(&format!("test({quote}{test}{quote},")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_file_and_a_test_in_it() {
        let proof = "| C-1 | `a/b.rs::holds`, `c.spec.ts::it is so: it is`; `make` |";
        assert_eq!(names(proof).collect::<Vec<_>>(), [("a/b.rs", "holds"), ("c.spec.ts", "it is so: it is")]);
    }

    #[test]
    fn a_test_is_found_by_its_whole_name() {
        assert!(has("a.rs", "async fn holds(world: World)", "holds"));
        assert!(!has("a.rs", "async fn holds_not(world: World)", "holds"));
        assert!(has("a.ts", "test('it is so', async", "it is so"));
        assert!(!has("a.ts", "test('it is so now', async", "it is so"));
    }
}
