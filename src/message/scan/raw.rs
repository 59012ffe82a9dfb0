//! Raw blocks, in which nothing is a tag: `{{{{name}}}} ... {{{{/name}}}}`.

use std::collections::HashMap;

use super::{Kind, Scan};
use crate::message::tags;
use crate::message::template::{Raw, Tag};
use crate::syntax::{Cursor, Fault, Span};

impl Scan<'_> {
    pub(super) fn raw(&mut self) {
        let start = self.cursor.at();
        self.cursor.eat("{{{{");
        self.cursor.skip_blanks();
        let name = tags::word(&mut self.cursor);
        if name.text.is_empty() {
            let found =
                if self.cursor.starts_with("/") { "no raw block is open here" } else { "the raw block has no name" };
            return self.no_tag(start, found);
        }
        let (args, end) = self.arguments(&name.text, "}}}}");
        self.ended(start, &end, "}}}}");
        let open = Tag { span: Span::new(start, self.cursor.at()), name, args };
        let ends = self.raw_ends.get(open.name.text.as_str());
        let next = ends.and_then(|ends| ends.get(ends.partition_point(|end| end.start < open.span.end)));
        let Some(&close) = next else {
            let name = &open.name.text;
            let fault = Fault::new(open.span, format!("the raw block `{name}` is never closed"));
            self.fault(fault.hint(format!("write `{{{{{{{{/{name}}}}}}}}}` where it ends")));
            return self.push(start, Kind::RawOpener);
        };
        self.cursor.jump(close.end);
        self.push(start, Kind::Raw(Raw { body: Span::new(open.span.end, close.start), open, close }));
    }
}

/// The spans of `{{{{/name}}}}`, by name, in order.
pub(super) fn ends(text: &str) -> HashMap<&str, Vec<Span>> {
    let mut ends: HashMap<&str, Vec<Span>> = HashMap::new();
    for (at, open) in text.match_indices("{{{{/") {
        let mut cursor = Cursor::new(text);
        cursor.jump(at + open.len());
        let name = tags::word(&mut cursor).span;
        cursor.skip_blanks();
        if cursor.eat("}}}}").is_some() {
            ends.entry(name.of(text)).or_default().push(Span::new(at, cursor.at()));
        }
    }
    ends
}
