//! What a delivery status mail says (RFC 3464): a mail of parts, of which one has the fields of the report, and one is the mail
//! that came back, or its head. How the parts lie in it is read here, and heads by a library.

use domain::bounce::{Bounce, BounceRefusal, NotReached, answer};
use domain::contact::Email;
use domain::id::MailId;
use mail_parser::{Message, MessageParser, MimeHeaders};

/// A report has three.
const MOST_PARTS: usize = 10;
/// A mail of ours has one recipient, whom a server on its way may have made several of.
const MOST_RECIPIENTS: usize = 20;

/// None where it is about no mail that could be ours, or about one that is only late.
pub(super) fn read(raw: &[u8]) -> Result<Option<Bounce>, BounceRefusal> {
    let parts = parts_of_report(raw).ok_or(BounceRefusal::NoReport)?;
    let find = |names: &[&str]| {
        let found = parts.iter().find(|part| names.iter().any(|name| is_of_type(&part.head, name)));
        found.map(|part| part.body)
    };
    let status = find(&["message/delivery-status", "message/global-delivery-status"]);
    let status = status.ok_or(BounceRefusal::NoReport)?;
    let returned =
        find(&["message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"]);
    let Some(mail) = returned.and_then(id_of) else { return Ok(None) };
    let failed: Vec<_> = not_reached(status).collect();
    Ok((!failed.is_empty()).then_some(Bounce { mail, failed }))
}

/// A mail, or what is one within it.
struct Part<'a> {
    head: Message<'a>,
    body: &'a [u8],
}

impl<'a> Part<'a> {
    /// None without a head: such a part is plain text.
    fn parse(raw: &'a [u8]) -> Option<Self> {
        let mut end = 0;
        for line in raw.split_inclusive(|byte| *byte == b'\n') {
            end += line.len();
            if line.trim_ascii().is_empty() {
                break;
            }
        }
        let (head, body) = raw.split_at(end);
        Some(Self { head: MessageParser::default().parse_headers(head)?, body })
    }
}

fn parts_of_report(raw: &[u8]) -> Option<Vec<Part<'_>>> {
    let mail = Part::parse(raw)?;
    let content_type = mail.head.content_type()?;
    let kind = content_type.attribute("report-type");
    let is_report = is_of_type(&mail.head, "multipart/report")
        && kind.is_none_or(|kind| kind.trim().eq_ignore_ascii_case("delivery-status"));
    let boundary = content_type.attribute("boundary").filter(|boundary| !boundary.is_empty())?;
    is_report.then(|| pieces(mail.body, boundary).into_iter().filter_map(Part::parse).collect())
}

/// What stands between lines of the boundary (RFC 2046).
fn pieces<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let (mut pieces, mut begun, mut end) = (Vec::new(), None, 0);
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let behind = line.strip_prefix(b"--").and_then(|line| line.strip_prefix(boundary.as_bytes()));
        if let Some(behind) = behind.map(<[u8]>::trim_ascii).filter(|rest| matches!(*rest, b"" | b"--")) {
            pieces.extend(begun.map(|begun| &body[begun..end]));
            begun = behind.is_empty().then_some(end + line.len());
            if begun.is_none() || pieces.len() == MOST_PARTS {
                return pieces;
            }
        }
        end += line.len();
    }
    // One that was cut off.
    pieces.extend(begun.map(|begun| &body[begun..]));
    pieces
}

fn is_of_type(head: &Message<'_>, name: &str) -> bool {
    let (kind, within) = name.split_once('/').unwrap_or((name, ""));
    head.content_type().is_some_and(|found| {
        found.ctype().eq_ignore_ascii_case(kind)
            && found.subtype().is_some_and(|found| found.eq_ignore_ascii_case(within))
    })
}

/// Of the mail that was returned, or of its head alone.
fn id_of(returned: &[u8]) -> Option<MailId> {
    let mail = Part::parse(returned)?;
    let (id, _) = mail.head.message_id()?.split_once('@')?;
    id.to_ascii_lowercase().parse().ok()
}

/// Of each recipient that is said not to be reached, in groups of fields after that of the report itself.
fn not_reached(status: &[u8]) -> impl Iterator<Item = NotReached> {
    let text = String::from_utf8_lossy(status).replace("\r\n", "\n");
    let groups: Vec<_> = text.split("\n\n").map(fields).take(MOST_RECIPIENTS + 1).collect();
    groups.into_iter().filter_map(|fields| {
        let value = |name: &str| {
            let mut found = fields.iter().filter(|(field, _)| field.eq_ignore_ascii_case(name));
            found.next().map(|(_, value)| value.as_str())
        };
        let failed = value("Action")?.split_whitespace().next()?.eq_ignore_ascii_case("failed");
        let addresses: Vec<_> = ["Original-Recipient", "Final-Recipient"]
            .into_iter()
            .filter_map(|name| address(value(name)?))
            .collect();
        let said = answer(value("Diagnostic-Code").unwrap_or_default(), value("Status").unwrap_or_default());
        (failed && !addresses.is_empty()).then_some(NotReached { addresses, said })
    })
}

/// Names and values; a line that begins with a blank goes on with the one before.
fn fields(group: &str) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in group.lines() {
        let goes_on = line.starts_with([' ', '\t']);
        if let Some((_, value)) = fields.last_mut().filter(|_| goes_on) {
            value.push(' ');
            value.push_str(line.trim());
        } else {
            let field = line.split_once(':');
            fields.extend(field.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned())));
        }
    }
    fields
}

/// `rfc822; mina@agency.example`, with its kind or without.
fn address(field: &str) -> Option<Email> {
    let address = field.split_once(';').map_or(field, |(_, address)| address);
    Email::parse(address.trim().trim_start_matches('<').trim_end_matches('>')).ok()
}
