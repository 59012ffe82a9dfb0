//! Where a tag ends, and what is said where it does not.

use super::Scan;
use crate::message::tags;
use crate::message::template::{Argument, Quote};
use crate::syntax::{Fault, Span};

/// How the inside of a tag ended.
pub(super) enum End {
    Closed,
    /// Something stands between what was read and the braces; the span is of that.
    Behind(Span),
    /// One brace or more is missing.
    Short,
    Never,
}

impl Scan<'_> {
    pub(super) fn arguments(&mut self, name: &str, close: &'static str) -> (Vec<Argument>, End) {
        let known = self.faults.len();
        let from = self.cursor.at();
        let mut args = tags::arguments(&mut self.cursor, name, &mut self.faults);
        let end = self.end(close);
        if matches!(end, End::Never) {
            // Words behind a tag that never ends are text.
            let kept = args.iter().take_while(|arg| arg.quote != Quote::Bare).count();
            args.truncate(kept);
            self.faults.truncate(known);
            self.cursor.jump(args.last().map_or(from, |arg| arg.span.end));
        }
        (args, end)
    }

    /// Goes behind the closing braces, or as far as the tag reaches without them.
    pub(super) fn end(&mut self, close: &str) -> End {
        let from = self.cursor;
        self.cursor.skip_blanks();
        if self.cursor.eat(close).is_some() {
            return End::Closed;
        }
        let braces = self.cursor.eat_while(|c| c == '}');
        if braces.end > braces.start {
            return End::Short;
        }
        let start = self.cursor.at();
        let rest = self.cursor.rest();
        // What opens next has the braces that come after it.
        let stop = rest.find(['{', '}']).filter(|at| rest.get(*at..).is_some_and(|rest| rest.starts_with(close)));
        let Some(stop) = stop else {
            self.cursor = from;
            return End::Never;
        };
        let behind = rest.get(..stop).unwrap_or_default().trim_end().len();
        self.cursor.jump(start + stop + close.len());
        End::Behind(Span::new(start, start + behind))
    }

    pub(super) fn ended(&mut self, start: usize, end: &End, close: &'static str) {
        let text = self.cursor.text();
        let at = self.cursor.at();
        match end {
            End::Closed => {}
            End::Behind(span) => {
                let found = span.of(text);
                self.fault(Fault::new(*span, format!("expected `{close}`, found `{found}`")));
            }
            End::Short => {
                let braces = text.get(..at).unwrap_or_default();
                let has = braces.len() - braces.trim_end_matches('}').len();
                let missing = close.get(has.min(close.len())..).unwrap_or_default();
                let fault =
                    Fault::new(Span::new(at - has, at), format!("expected `{close}`, found `{}`", "}".repeat(has)));
                self.fault(fault.fix(Span::point(at), missing));
            }
            End::Never => {
                let fault = Fault::new(Span::new(start, at), "the braces are never closed");
                let next = text.get(at..).unwrap_or_default();
                let obvious = next.is_empty() || next.starts_with(['{', '\n', '\r']);
                let fault = fault.hint(format!("write `{close}` where the tag ends"));
                self.fault(if obvious { fault.fix(Span::point(at), close) } else { fault });
            }
        }
    }
}
