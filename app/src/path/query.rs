//! What stands behind an address: what is asked of it, and where it leads back to.

use leptos_router::location::Url;

use super::{ADD_ASSET, AGAIN, LOG_IN, partners};

/// In the query of what is done with one partner: the list that it was opened from.
pub const BACK: &str = "back";

/// What is done with one partner, opened from the list as it stood.
pub fn coming_back(to: String, list: &str) -> String {
    asking(to, &format!("{BACK}={}", percent(list)))
}

/// Where the query of an address says that somebody came from, among the partners of a Business Center.
pub fn way_back(slug: &str, asked: &str) -> Option<String> {
    let mut parts = asked.trim_start_matches('?').split('&');
    let typed = parts.find_map(|part| part.strip_prefix(BACK)?.strip_prefix('='))?;
    // Not from the router's map of the query, which decodes twice what is an address itself.
    among_partners(slug, &Url::unescape(typed))
}

/// An address among the partners of a Business Center, whatever was typed as that.
pub fn among_partners(slug: &str, typed: &str) -> Option<String> {
    let Next(address) = Next::parse(typed)?;
    let (path, _) = address.split_once('?').unwrap_or((&address, ""));
    let within =
        path.strip_prefix(&partners(slug)).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    within.then_some(address)
}

/// A form of access, or the list that leads to one, with an Asset or group that is to be given, as it is spelt. Nothing is
/// saved by that.
pub fn giving(form: String, spelt: &str) -> String {
    if spelt.is_empty() { form } else { asking(form, &format!("{ADD_ASSET}={}", percent(spelt))) }
}

/// An address that asks for this, too.
pub fn asking(address: String, query: &str) -> String {
    let sign = if address.contains('?') { '&' } else { '?' };
    if query.is_empty() { address } else { format!("{address}{sign}{query}") }
}

/// The list's own query goes with its dialog and back; what is the dialog's alone stays there.
pub fn with_list_query(list: String, query: Option<&str>) -> String {
    let of_the_dialog = [format!("{AGAIN}="), format!("{ADD_ASSET}=")];
    let query = query.unwrap_or_default().trim_start_matches('?');
    let of_the_list =
        |part: &&str| !part.is_empty() && !of_the_dialog.iter().any(|name| part.starts_with(name));
    let kept: Vec<_> = query.split('&').filter(of_the_list).collect();
    if kept.is_empty() { list } else { format!("{list}?{}", kept.join("&")) }
}

/// The address of a list that is asked for with these, each by its name; what is empty is not asked for.
pub fn asking_for(list: &str, parts: &[(&str, String)]) -> String {
    let parts = parts.iter().filter(|(_, value)| !value.is_empty());
    let query = parts.map(|(name, value)| format!("{name}={}", percent(value))).collect::<Vec<_>>();
    if query.is_empty() { list.to_owned() } else { format!("{list}?{}", query.join("&")) }
}

/// Where to go on after a log-in: an address of this house, whatever stood in the query (attack C-3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next(String);

impl Next {
    /// None for anything that a browser could read as another host.
    pub fn parse(text: &str) -> Option<Self> {
        let inside = text.starts_with('/') && !text.starts_with("//");
        let plain = text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
        (inside && plain && text.len() <= 500).then(|| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The address of the log-in page that leads back to where somebody was.
pub fn log_in_then(next: &str) -> String {
    match Next::parse(next) {
        Some(next) => format!("{LOG_IN}?next={}", percent(next.as_str())),
        None => LOG_IN.to_owned(),
    }
}

/// A text as it stands in a query.
pub fn percent(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'~') {
            encoded.push(char::from(byte));
        } else {
            use std::fmt::Write;
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}
