//! Why somebody reaches an Asset, in a sentence (DOMAIN 2: the page says which of several roles counts).

use domain::asset::{Reached, Way};
use service::asset::AssetWay;

/// "Given directly as Operator, and in the group Northlight as Analyst. The strongest counts."
pub fn why(reached: &Reached<AssetWay>) -> String {
    let counts = &reached.counts;
    let ways = if reached.others.is_empty() {
        sentence(&through(&counts.way))
    } else {
        let all = std::iter::once(counts).chain(&reached.others);
        let all: Vec<_> =
            all.map(|row| format!("{} as {}", through(&row.way), row.way.role.label())).collect();
        format!("{}. The strongest counts", sentence(&all.join(", and ")))
    };
    let until = counts.way.ends.map(|end| format!(", until the end of {end}")).unwrap_or_default();
    let purpose = counts.purpose.as_ref().map(|purpose| format!(": “{purpose}”")).unwrap_or_default();
    format!("{ways}{until}{purpose}")
}

/// Of a way that has ended.
pub fn was(row: &AssetWay) -> String {
    sentence(&through(&row.way))
}

fn through(way: &Way) -> String {
    match &way.through {
        Some(group) => format!("in the group {group}"),
        None => "given directly".to_owned(),
    }
}

fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
