//! From Markdown to what is shown and to what is searched. HTML in it is no HTML: it stands there as it is written.

use domain::guide::Article;
use domain::guide::search::{Line, Place, Text};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html as render};

/// The body; the title stands above it, in the head of the page.
pub(super) fn html(source: &str) -> String {
    let mut html = String::new();
    render::push_html(&mut html, below_the_title(source).map(shown));
    html
}

fn below_the_title(source: &str) -> impl Iterator<Item = Event<'_>> {
    let after = |event: &Event| !matches!(event, Event::End(TagEnd::Heading(HeadingLevel::H1)));
    parsed(source).skip_while(after).skip(1)
}

/// The part of an article is named by its author: `## Revoke {#revoke}`.
fn parsed(source: &str) -> Parser<'_> {
    Parser::new_ext(source, Options::ENABLE_HEADING_ATTRIBUTES)
}

fn shown(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Html(written) | Event::InlineHtml(written) => Event::Text(written),
        // The router of a live page knows none but its own.
        Event::Start(Tag::Link { dest_url, .. }) if dest_url.starts_with('/') => {
            Event::InlineHtml(format!("<a href=\"{dest_url}\" rel=\"external\">").into())
        }
        event => event,
    }
}

/// Every line of it: the title, headings, paragraphs and steps.
pub(super) fn text(article: Article, source: &str) -> Text {
    let mut lines = Lines { place: Place::Text, section: None, open: String::new(), read: Vec::new() };
    for event in parsed(source) {
        lines.read(event);
    }
    Text::new(article, lines.read)
}

struct Lines {
    place: Place,
    section: Option<String>,
    /// What was read of the line that stands open.
    open: String,
    read: Vec<Line>,
}

impl Lines {
    fn read(&mut self, event: Event) {
        match event {
            Event::Start(Tag::Heading { level, id, .. }) => {
                self.place = if level == HeadingLevel::H1 { Place::Title } else { Place::Heading };
                self.section = id.map(|id| id.to_string());
            }
            Event::End(TagEnd::Heading(_)) => {
                self.end();
                self.place = Place::Text;
            }
            Event::Start(Tag::List(_)) | Event::End(TagEnd::Paragraph | TagEnd::Item) => self.end(),
            Event::Text(text) | Event::Code(text) => self.open.push_str(&text),
            Event::SoftBreak | Event::HardBreak => self.open.push(' '),
            _ => {}
        }
    }

    fn end(&mut self) {
        let text = std::mem::take(&mut self.open);
        if !text.is_empty() {
            self.read.push(Line::new(self.place, self.section.clone(), text));
        }
    }
}
