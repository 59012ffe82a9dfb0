//! From a text to its tags, one after the other; how they nest is for [`parse`](super::parse).

mod ends;
mod raw;
mod value;

use std::collections::HashMap;

use ends::End;

use super::conditionals::conditional;
use super::tags;
use super::template::{Comment, Raw, Tag, Variable, Word};
use crate::syntax::{Cursor, Fault, Span};

/// Tokens lie side by side from the first byte to the last.
#[derive(Debug)]
pub(super) struct Token {
    pub span: Span,
    pub kind: Kind,
}

#[derive(Debug)]
pub(super) enum Kind {
    Text,
    Comment(Comment),
    Raw(Raw),
    Variable(Variable),
    Helper(Tag),
    Open { tag: Tag, negated: bool },
    Else,
    Close(Word),
    RawOpener,
    NoTag,
}

pub(super) fn scan(text: &str) -> (Vec<Token>, Vec<Fault>) {
    let mut scan = Scan {
        cursor: Cursor::new(text),
        tokens: Vec::new(),
        faults: Vec::new(),
        last_comment_end: text.rfind("--}}"),
        raw_ends: raw::ends(text),
    };
    while !scan.cursor.is_at_end() {
        scan.text();
        scan.tag();
    }
    (scan.tokens, scan.faults)
}

struct Scan<'a> {
    cursor: Cursor<'a>,
    tokens: Vec<Token>,
    faults: Vec<Fault>,
    last_comment_end: Option<usize>,
    /// The spans of `{{{{/name}}}}`, by name, in order.
    raw_ends: HashMap<&'a str, Vec<Span>>,
}

impl Scan<'_> {
    fn push(&mut self, start: usize, kind: Kind) {
        let span = Span::new(start, self.cursor.at());
        self.tokens.push(Token { span, kind });
    }

    fn fault(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    /// Up to the next tag, or the end.
    fn text(&mut self) {
        let start = self.cursor.at();
        let rest = self.cursor.rest();
        self.cursor.jump(start + rest.find("{{").unwrap_or(rest.len()));
        if self.cursor.at() > start {
            self.slips(Span::new(start, self.cursor.at()));
            self.push(start, Kind::Text);
        }
    }

    /// `{#is_alert}`: a known conditional that lost a brace.
    fn slips(&mut self, span: Span) {
        let text = self.cursor.text();
        for (at, _) in span.of(text).match_indices('{') {
            let mut cursor = Cursor::new(text);
            cursor.jump(span.start + at);
            let open = cursor.eat("{").unwrap_or_default();
            if cursor.eat_while(|c| matches!(c, '#' | '^' | '/')).of(text).len() != 1 {
                continue;
            }
            let name = tags::word(&mut cursor).text;
            if conditional(&name).is_some() {
                let fault = Fault::new(open, format!("one brace is missing before `{name}`")).expected(&["`{{`"]);
                self.fault(fault.fix(open, "{{"));
            }
        }
    }

    fn tag(&mut self) {
        let mut ahead = self.cursor;
        let braces = ahead.eat_while(|c| c == '{');
        match braces.end - braces.start {
            0 => {}
            2 => self.double(),
            3 => self.triple(),
            4 => self.raw(),
            _ => {
                self.cursor = ahead;
                self.fault(Fault::new(braces, "too many braces").expected(&["`{{`", "`{{{`", "`{{{{`"]));
                self.push(braces.start, Kind::NoTag);
            }
        }
    }

    fn double(&mut self) {
        let start = self.cursor.at();
        self.cursor.eat("{{");
        if self.cursor.starts_with("!") {
            return self.comment(start);
        }
        let blanks = self.cursor.at();
        self.cursor.skip_blanks();
        let blanks = Span::new(blanks, self.cursor.at());
        let sigil = self.cursor.peek();
        if let (Some(c @ ('#' | '^' | '/')), true) = (sigil, blanks.end > blanks.start) {
            self.fault(Fault::new(blanks, format!("no blank stands before the `{c}`")).fix(blanks, ""));
        }
        match sigil {
            Some(c @ ('#' | '^')) => self.open(start, c),
            Some('/') => self.close(start),
            _ => self.value(start, false),
        }
    }

    fn triple(&mut self) {
        let start = self.cursor.at();
        let mut ahead = self.cursor;
        ahead.eat("{{{");
        ahead.skip_blanks();
        if matches!(ahead.peek(), Some('#' | '^' | '/' | '!')) {
            let fault = Fault::new(Span::new(start, start + 3), "three braces are for variables, a block has two");
            self.fault(fault);
            self.cursor.eat("{");
            self.push(start, Kind::Text);
            return self.double();
        }
        self.cursor = ahead;
        self.value(start, true);
    }

    fn comment(&mut self, start: usize) {
        let long = self.cursor.eat("!--").is_some();
        let short = !long && self.cursor.eat("!").is_some();
        let from = self.cursor.at();
        let rest = self.cursor.rest();
        let long_end = self.last_comment_end.filter(|last| long && *last >= from);
        let end = match long_end {
            Some(_) => rest.find("--}}").map(|at| (from + at, 4)),
            None => rest.find("}}").map(|at| (from + at, 2)),
        };
        let Some((end, width)) = end else {
            self.cursor.jump(self.cursor.text().len());
            let fault = Fault::new(Span::new(start, from), "the comment is never closed");
            self.fault(fault.expected(if short { &["`}}`"] } else { &["`--}}`"] }));
            return self.push(start, Kind::Comment(Comment { body: Span::new(from, self.cursor.at()) }));
        };
        self.cursor.jump(end + width);
        if long && width == 2 {
            let fault = Fault::new(Span::new(start, from), "a comment that begins with `{{!--` ends with `--}}`");
            self.fault(fault.fix(Span::point(end), "--"));
        }
        self.push(start, Kind::Comment(Comment { body: Span::new(from, end) }));
    }

    fn open(&mut self, start: usize, sigil: char) {
        self.cursor.bump();
        self.cursor.skip_blanks();
        let name = tags::word(&mut self.cursor);
        if name.text.is_empty() {
            return self.no_tag(start, "the block has no name");
        }
        let (args, end) = self.arguments(&name.text, "}}");
        if name.text == "else" {
            let span = Span::new(start, self.cursor.at());
            self.fault(Fault::new(span, format!("`else` has no `{sigil}`")).fix(span, "{{else}}"));
            return self.push(start, Kind::Else);
        }
        self.ended(start, &end, "}}");
        let tag = Tag { span: Span::new(start, self.cursor.at()), name, args };
        self.push(start, Kind::Open { tag, negated: sigil == '^' });
    }

    fn close(&mut self, start: usize) {
        self.cursor.bump();
        self.cursor.skip_blanks();
        let sigil = self.cursor.eat_while(|c| matches!(c, '#' | '^' | '/'));
        if sigil.end > sigil.start {
            let message = format!("a closer has no `{}`", sigil.of(self.cursor.text()));
            self.fault(Fault::new(sigil, message).fix(sigil, ""));
        }
        let name = tags::word(&mut self.cursor);
        match self.end("}}") {
            End::Behind(span) => {
                let behind = Span::new(name.span.end, span.end);
                self.fault(Fault::new(span, "a closer has no arguments").fix(behind, ""));
            }
            end => self.ended(start, &end, "}}"),
        }
        self.push(start, Kind::Close(name));
    }

    /// Braces around something else: up to the end of them, or only the opening ones.
    fn no_tag(&mut self, start: usize, message: &str) {
        let from = self.cursor.at();
        if !matches!(self.end("}}"), End::Closed | End::Behind(_)) {
            self.cursor.jump(from);
        }
        let message = if message.is_empty() { "nothing stands behind the braces" } else { message };
        self.fault(Fault::new(Span::new(start, self.cursor.at()), message));
        self.push(start, Kind::NoTag);
    }
}
