//! What the samples of all mails share: an ordinary case, and names that strain a layout.

pub(super) const CENTER: &str = "Halcyon Skincare";
pub(super) const MINA: &str = "Mina Okafor";
pub(super) const MINA_AT: &str = "mina@halcyon.example";
pub(super) const SAKURA: &str = "Sakura Yamamoto";
pub(super) const SAKURA_AT: &str = "sakura@yamamoto-beauty.example.jp";
pub(super) const UNTIL: &str = "24 December 2026, 10:16 (Asia/Tokyo)";
pub(super) const AT: &str = "24 November 2026, 10:16 (Asia/Tokyo)";
pub(super) const LAST_DAY: &str = "31 January 2027";
pub(super) const ACCESS_ENDS: &str = "At the end of 31 January 2027 (Tokyo time)";
pub(super) const ENDS: &str = "The whole access: until the end of 31 January 2027 (Tokyo time)";
pub(super) const HOST: &str = "https://keys.halcyon.example";

/// A right-to-left name with what could break out of it.
pub(super) const SARA: &str = "سارة \"النجمة\" <حداد> & أبناؤها 🌙";

/// A name of 100 characters without a place to break it, as long as one can be.
pub(super) fn longest_name() -> String {
    "Donaudampfschifffahrtsgesellschaft.example".chars().cycle().take(100).collect()
}

/// An address as long as one can be in all, and before its `@`.
pub(super) fn longest_address() -> String {
    format!("{}@{}.example", "a".repeat(64), ["b".repeat(60), "c".repeat(60), "d".repeat(59)].join("."))
}

pub(super) fn url(path: &str) -> String {
    format!("{HOST}{path}")
}

pub(super) fn owned(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|&line| line.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_samples_are_as_long_as_the_rules_allow() {
        assert_eq!(longest_name().chars().count(), 100);
        assert_eq!(longest_address().len(), 254);
    }
}
