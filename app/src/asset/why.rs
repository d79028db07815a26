//! Why somebody reaches an Asset, in a sentence (DOMAIN 2: the page says which of several roles counts).

use domain::asset::{Reached, Way};
use domain::end::LastDay;
use domain::name::Purpose;
use service::asset::AssetWay;

/// "Given directly as Operator, and in the group Northlight as Analyst. The strongest counts." The end of the whole access is
/// told beside it.
pub fn why(reached: &Reached<AssetWay>) -> String {
    why_until(reached, reached.counts.last_day())
}

/// The same where nothing beside it tells when the whole access ends.
pub fn why_alone(reached: &Reached<AssetWay>) -> String {
    let counts = &reached.counts;
    why_until(reached, LastDay::of(counts.way.ends, counts.whole))
}

fn why_until(reached: &Reached<AssetWay>, last: Option<LastDay>) -> String {
    let others = reached.others.iter().map(|other| &other.way);
    sentence_of(&reached.counts.way, others, last, reached.counts.purpose.as_ref())
}

/// The same of ways that nothing else is told of.
pub fn sentence_of<'a>(
    counts: &'a Way,
    others: impl Iterator<Item = &'a Way>,
    last: Option<LastDay>,
    purpose: Option<&Purpose>,
) -> String {
    let all: Vec<_> = std::iter::once(counts).chain(others).collect();
    let ways = if let [one] = all.as_slice() {
        sentence(&through(one))
    } else {
        let all: Vec<_> = all.iter().map(|way| format!("{} as {}", through(way), way.role.label())).collect();
        format!("{}. The strongest counts", sentence(&all.join(", and ")))
    };
    let until = last.map(|last| format!(", until the end of {last}")).unwrap_or_default();
    let purpose = purpose.map(|purpose| format!(": “{purpose}”")).unwrap_or_default();
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
