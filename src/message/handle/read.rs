//! From a run of text and variables to the handles in it.

use super::judge::{Found, judge};
use super::{Before, Handle, Run};
use crate::message::services::Service;
use crate::message::template::{Node, NodeId, What};
use crate::syntax::{Cursor, Span};

/// What ends a handle's name, besides blanks and the end.
const ENDS: &[char] =
    &[';', '(', ')', '[', ']', '{', '}', '<', '>', ',', '"', '\'', '`', '|', '*', '\\', '“', '”', '‘', '’'];
/// What a sentence puts behind a word.
const PUNCTUATION: &[char] = &['.', '!', '?', ':'];

pub(super) fn handles(text: &str, code: &[Span], run: &Run<'_>) -> Vec<Handle> {
    let mut reader = Reader {
        cursor: Cursor::new(text.get(..run.span.end).unwrap_or(text)),
        nodes: run.nodes,
        run,
        code,
        previous: run.before,
        in_url: false,
        found: Vec::new(),
    };
    reader.cursor.jump(run.span.start);
    while !reader.cursor.is_at_end() {
        reader.step();
    }
    reader.found
}

struct Reader<'a> {
    cursor: Cursor<'a>,
    /// Those that begin at the cursor or behind it, and the one around it.
    nodes: &'a [Node],
    run: &'a Run<'a>,
    /// Those that end behind the cursor.
    code: &'a [Span],
    previous: Before,
    /// Since the last blank there was a `://`.
    in_url: bool,
    found: Vec<Handle>,
}

impl<'a> Reader<'a> {
    /// The node around the cursor.
    fn node(&mut self) -> Option<&'a Node> {
        let at = self.cursor.at();
        while let Some((first, after)) = self.nodes.split_first() {
            if at < first.span.end {
                return Some(first);
            }
            self.nodes = after;
        }
        None
    }

    /// Goes behind the variable that stands here.
    fn variable(&mut self) -> bool {
        match self.node() {
            Some(node) if !matches!(node.what, What::Text) => {
                self.cursor.jump(node.span.end);
                true
            }
            _ => false,
        }
    }

    fn in_code(&mut self) -> bool {
        let at = self.cursor.at();
        while let Some((first, after)) = self.code.split_first() {
            if at < first.end {
                return first.start <= at;
            }
            self.code = after;
        }
        false
    }

    fn step(&mut self) {
        if self.variable() {
            self.previous = Before::Variable;
            return;
        }
        if self.cursor.starts_with("@") && !self.in_code() {
            return self.handle();
        }
        self.in_url |= self.cursor.starts_with("://");
        if let Some(c) = self.cursor.bump() {
            self.in_url &= !c.is_whitespace();
            self.previous = Before::Char(c);
        }
    }

    fn handle(&mut self) {
        let start = self.cursor.at();
        let node = self.node().map_or(NodeId(0), |node| node.id);
        self.cursor.bump();
        let (plain, dynamic) = self.name();
        let end = self.cursor.at();
        let trimmed = plain.trim_end_matches(PUNCTUATION);
        let punctuation = Span::new(end - (plain.len() - trimmed.len()), end);
        let goes_on = end == self.run.span.end && self.run.goes_on && punctuation.start == end;
        let found = Found {
            node,
            span: Span::new(start, punctuation.start),
            plain: trimmed,
            dynamic: dynamic || goes_on,
            punctuation,
            previous: self.previous,
            after: self.cursor,
            in_url: self.in_url,
        };
        if let Some(handle) = judge(&found) {
            self.cursor.jump(handle.span.end.max(end));
            self.found.push(handle);
        }
        let last = self.cursor.text().get(..self.cursor.at()).and_then(|text| text.chars().next_back());
        self.previous = last.map_or(Before::Nothing, Before::Char);
    }

    /// The name, each variable in it as one NUL; and whether there is one.
    fn name(&mut self) -> (String, bool) {
        let mut plain = String::new();
        let mut dynamic = false;
        while let Some(c) = self.cursor.peek() {
            let start = self.cursor.at();
            if self.variable() {
                plain.push('\0');
                dynamic = true;
            } else if self.cursor.starts_with("${") && self.reference() {
                // A reference of the definition is an id by the time it is sent.
                plain.push_str(Span::new(start, self.cursor.at()).of(self.cursor.text()));
            } else if c.is_whitespace() || ENDS.contains(&c) || (c == '@' && self.another()) {
                break;
            } else {
                plain.push(c);
                self.cursor.bump();
            }
        }
        (plain, dynamic)
    }

    /// At an `@`: another handle follows, glued to this one.
    fn another(&self) -> bool {
        let mut ahead = self.cursor;
        ahead.bump();
        let name = ahead.eat_while(|c| c.is_alphanumeric() || matches!(c, '-' | '.')).of(ahead.text());
        !name.contains('.') && Service::of(name) != Service::Other
    }

    /// `${monitor:key}`
    fn reference(&mut self) -> bool {
        let mut ahead = self.cursor;
        ahead.eat("${");
        ahead.eat_while(|c| c.is_alphanumeric() || matches!(c, ':' | '-' | '_' | '.' | '/'));
        let closed = ahead.eat("}").is_some();
        if closed {
            self.cursor = ahead;
        }
        closed
    }
}
