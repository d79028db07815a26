//! How a letter looks: tables and inline styles, since some mail programs know nothing else; colours for a dark
//! screen in the one `<style>`; nothing that is loaded from anywhere.
//!
//! Attack C-31: text that a person typed goes through [`words`], whatever part it stands in, and so can't become
//! a tag, an attribute or a link. Mail programs turn `evil.example` into a link on their own; `words` puts the dots
//! and the `@` of such words into `<span>`s, which reads and copies the same and is no host name to them. The plain
//! text part has nothing of the kind that stays readable; there the types of names and notes, which take no web
//! address, and the marked lines of a note have to do.

use super::letter::{Letter, Part, Sign, lines, one_line, quote_heading};

const FONT: &str = "font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,'Hiragino Sans','Yu Gothic',sans-serif;";
const BODY: &str = "font-size:15px;line-height:22px;";
const SMALL: &str = "font-size:13px;line-height:18px;";
/// Long words break before they widen the mail on a phone.
const BREAK: &str = "word-break:break-word;overflow-wrap:anywhere;";
const INK: &str = "#162428";
const INK_2: &str = "#465457";
const VERD: &str = "#076463";
const TABLE: &str = r#"<table role="presentation" cellpadding="0" cellspacing="0" border="0""#;

const HEAD: &str = r#"<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<style>
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  @media (max-width: 620px) { .m-pad { padding-left: 20px !important; padding-right: 20px !important; } .m-btn a { display: block !important; } }
  @media (prefers-color-scheme: dark) {
    .m-page { background-color: #0b1011 !important; } .m-card { background-color: #181f20 !important; border-color: #3f4a4c !important; }
    .m-1 { color: #e7eced !important; } .m-2 { color: #adb6b7 !important; } .m-1, .m-2, .m-rule { border-color: #3f4a4c !important; }
    .m-a { color: #74cfc7 !important; } .m-fill { background-color: #51b2ad !important; } .m-fill a { color: #081618 !important; border-color: #51b2ad !important; }
    .m-line a { border-color: #6f7c7e !important; }
  }
  [data-ogsc] .m-1 { color: #e7eced !important; } [data-ogsc] .m-2 { color: #adb6b7 !important; } [data-ogsc] .m-a { color: #74cfc7 !important; }
</style>
"#;

pub(super) fn page(letter: &Letter) -> String {
    let title = words(&letter.title);
    let parts = letter.parts.iter().enumerate().map(|(at, part)| {
        let first_button = !letter.parts.iter().take(at).any(|part| matches!(part, Part::Button { .. }));
        part_of(part, first_button)
    });
    format!(
        r#"{HEAD}<title>{subject}</title>
</head>
<body class="m-page" style="margin:0;padding:0;background-color:#f2f6f6;">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all;">{preheader}</div>
<div role="article" aria-roledescription="email" aria-label="{label}" lang="en">
{TABLE} width="100%" class="m-page" style="background-color:#f2f6f6;">
<tr><td align="center" style="padding:24px 12px;">
{TABLE} width="560" class="m-card" style="width:100%;max-width:560px;background-color:#ffffff;border:1px solid #bac3c4;border-radius:10px;">
<tr><td class="m-pad" align="left" style="padding:28px 32px 32px 32px;">
<p class="m-2" style="{FONT}{SMALL}{BREAK}color:{INK_2};margin:0 0 16px 0;">{from_line}</p>
<h1 class="m-1" style="{FONT}{BREAK}font-size:24px;line-height:30px;font-weight:600;color:{INK};margin:0 0 8px 0;">{title}</h1>
{parts}{bare}</td></tr>
</table>
{TABLE} width="560" style="width:100%;max-width:560px;">
<tr><td class="m-pad m-2" align="left" style="{FONT}{SMALL}{BREAK}color:{INK_2};padding:16px 32px;">{why}</td></tr>
</table>
</td></tr>
</table>
</div>
</body>
</html>
"#,
        subject = escape(&one_line(&letter.subject)),
        preheader = words(&letter.preheader),
        label = escape(&one_line(&letter.title)),
        from_line = words(&letter.from_line),
        parts = parts.collect::<String>(),
        bare = bare_addresses(&letter.parts),
        why = words(&letter.why),
    )
}

fn part_of(part: &Part, first_button: bool) -> String {
    match part {
        Part::Text(text) => format!(
            r#"<p class="m-2" style="{FONT}{BODY}{BREAK}color:{INK_2};margin:0 0 16px 0;">{}</p>
"#,
            words(text)
        ),
        Part::Button { label, url, below } => button(label, url, below, first_button),
        Part::List { title, sign, lines } => list(title, *sign, lines),
        Part::Facts(facts) => table_of(facts),
        Part::Quote { by, text } => quote(by, text),
        Part::Code(code) => format!(
            r#"<p class="m-1" style="font-family:Menlo,Consolas,'Courier New',monospace;font-size:32px;line-height:40px;letter-spacing:6px;color:{INK};margin:8px 0 24px 0;">{}</p>
"#,
            words(code)
        ),
    }
}

/// A table cell is the button and the link fills it, so that it can be pressed where padding on links is ignored.
fn button(label: &str, url: &str, below: &str, first: bool) -> String {
    let (class, cell, text) = if first {
        ("m-fill", "background-color:#076463;border-radius:6px;", "color:#ffffff;border:1px solid #076463;")
    } else {
        ("m-line", "border-radius:6px;", "color:#076463;border:1px solid #7a8688;")
    };
    let above = if first { "24px" } else { "0" };
    let link_class = if first { "" } else { r#" class="m-a""# };
    let below = match below {
        "" => String::new(),
        below => format!(
            r#"<p class="m-2" style="{FONT}{SMALL}{BREAK}color:{INK_2};margin:0 0 24px 0;">{}</p>
"#,
            words(below)
        ),
    };
    format!(
        r#"{TABLE} class="m-btn" style="margin:{above} 0 12px 0;">
<tr><td align="center" class="{class}" style="{cell}"><a{link_class} href="{href}" style="{FONT}display:inline-block;font-size:16px;line-height:24px;font-weight:600;text-decoration:none;padding:11px 28px;border-radius:6px;{text}">{label}</a></td></tr>
</table>
{below}"#,
        href = escape(url),
        label = words(label),
    )
}

fn list(title: &str, sign: Sign, lines: &[String]) -> String {
    let (class, colour) = match sign {
        Sign::Can => ("m-1", INK),
        Sign::Cannot => ("m-2", INK_2),
    };
    let rows = lines.iter().map(|line| {
        let style = format!("{FONT}{BODY}color:{colour};padding:2px 0;");
        format!(
            r#"<tr><td width="22" valign="top" class="{class}" style="{style}">{mark}</td><td valign="top" class="{class}" style="{style}{BREAK}">{line}</td></tr>
"#,
            mark = sign.mark(),
            line = words(line),
        )
    });
    format!(
        r#"<h2 class="m-1 m-rule" style="{FONT}{BODY}font-weight:600;color:{INK};margin:16px 0 0 0;padding:8px 0 4px 0;border-top:1px solid {INK};">{title}</h2>
{TABLE} width="100%">
{rows}</table>
"#,
        title = words(title),
        rows = rows.collect::<String>(),
    )
}

fn table_of(facts: &[(String, String)]) -> String {
    let rows = facts.iter().map(|(what, says)| {
        format!(
            r#"<tr><td class="m-2" width="120" valign="top" style="{FONT}{BODY}color:{INK_2};padding:6px 12px 6px 0;border-top:1px solid #dce1e2;">{what}</td><td class="m-1" valign="top" style="{FONT}{BODY}{BREAK}color:{INK};padding:6px 0;border-top:1px solid #dce1e2;"><bdi>{says}</bdi></td></tr>
"#,
            what = words(what),
            says = words(says),
        )
    });
    format!("{TABLE} width=\"100%\" style=\"margin-top:20px;\">\n{}</table>\n", rows.collect::<String>())
}

fn quote(by: &str, text: &str) -> String {
    let lines = lines(text).map(|line| words(&line)).collect::<Vec<_>>().join("<br>");
    format!(
        r#"<p class="m-2" style="{FONT}{SMALL}{BREAK}color:{INK_2};margin:0 0 4px 0;">{heading}:</p>
{TABLE} width="100%" style="margin:0 0 24px 0;">
<tr><td class="m-1" dir="auto" style="{FONT}{BODY}{BREAK}color:{INK};padding:2px 14px;border-left:3px solid #bac3c4;">{lines}</td></tr>
</table>
"#,
        heading = words(&quote_heading(by)),
    )
}

/// For whoever sees a button that can't be pressed.
fn bare_addresses(parts: &[Part]) -> String {
    let links = parts.iter().filter_map(|part| match part {
        Part::Button { url, .. } => {
            let url = escape(url);
            Some(format!(
                r#"<br><a class="m-a" href="{url}" style="color:{VERD};word-break:break-all;">{url}</a>"#
            ))
        }
        _ => None,
    });
    let links = links.collect::<Vec<_>>();
    let sentence = match links.len() {
        0 => return String::new(),
        1 => "If the button does nothing, copy this address into your browser:",
        _ => "If a button does nothing, copy its address into your browser:",
    };
    format!(
        r#"<p class="m-2" style="{FONT}{SMALL}color:{INK_2};margin:20px 0 0 0;">{sentence}{}</p>
"#,
        links.concat()
    )
}

/// Text between tags that no mail program makes a link of.
fn words(text: &str) -> String {
    let text = one_line(text);
    let mut html = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let joins = match sign {
            '@' => true,
            '.' => signs.peek().is_some_and(|next| next.is_alphanumeric()),
            ':' => signs.peek() == Some(&'/'),
            _ => false,
        };
        if joins {
            html.extend(["<span>", sign.encode_utf8(&mut [0; 4]), "</span>"]);
        } else {
            push_escaped(&mut html, sign);
        }
    }
    html
}

fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    text.chars().for_each(|sign| push_escaped(&mut html, sign));
    html
}

fn push_escaped(html: &mut String, sign: char) {
    match sign {
        '&' => html.push_str("&amp;"),
        '<' => html.push_str("&lt;"),
        '>' => html.push_str("&gt;"),
        '"' => html.push_str("&quot;"),
        '\'' => html.push_str("&#39;"),
        sign => html.push(sign),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_text_stays_text_and_no_host_name_stays_whole() {
        assert_eq!(
            words("<b title='x'>A&B</b> \"evil.example\" https://1.2 a@b. End."),
            "&lt;b title=&#39;x&#39;&gt;A&amp;B&lt;/b&gt; &quot;evil<span>.</span>example&quot; \
             https<span>:</span>//1<span>.</span>2 a<span>@</span>b. End."
        );
    }

    #[test]
    fn an_address_can_not_leave_its_attribute() {
        let html = button("Go", "https://keys.example/\"><script>", "", true);
        assert!(html.contains(r#"href="https://keys.example/&quot;&gt;&lt;script&gt;""#));
    }

    #[test]
    fn only_the_first_button_stands_out() {
        let button =
            |url: &str| Part::Button { label: "Go".to_owned(), url: url.to_owned(), below: String::new() };
        let letter = Letter {
            subject: String::new(),
            preheader: String::new(),
            from_line: String::new(),
            title: String::new(),
            parts: vec![button("https://keys.example/1"), button("https://keys.example/2")],
            why: String::new(),
        };
        let html = page(&letter);
        assert_eq!(html.matches(r#"class="m-fill""#).count(), 1);
        assert_eq!(html.matches(r#"class="m-line""#).count(), 1);
        assert_eq!(html.matches("https://keys.example/2").count(), 3, "button, bare address and its link");
    }
}
