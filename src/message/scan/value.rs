//! Braces around a value: a variable, a helper, or `else`.

use super::ends::End;
use super::{Kind, Scan};
use crate::message::tags;
use crate::message::template::{Path, Tag, Variable, Word};
use crate::syntax::{Cursor, Fault, Span};

impl<'a> Scan<'a> {
    pub(super) fn value(&mut self, start: usize, triple: bool) {
        let close = if triple { "}}}" } else { "}}" };
        let before = self.cursor;
        if self.cursor.eat(close).is_some() {
            self.fault(Fault::new(Span::new(start, self.cursor.at()), "the braces are empty"));
            return self.push(start, Kind::NoTag);
        }
        let path = tags::path(&mut self.cursor, &mut self.faults);
        if path.span == Span::point(path.span.start) {
            let c = self.cursor.peek();
            return self.no_tag(start, &c.map_or_else(String::new, |c| format!("`{c}` begins no tag")));
        }
        let name = path.to_string();
        let is_else = name == "else" && !triple;
        let mut ahead = self.cursor;
        ahead.skip_blanks();
        let quotes = ahead.peek().is_some_and(|c| matches!(c, '"' | '\'' | '“' | '”' | '‘' | '’'));
        if (quotes || tags::takes_arguments(&name)) && !is_else {
            let (args, end) = self.arguments(&name, close);
            self.ended(start, &end, close);
            let name = Word { span: path.span, text: name };
            let tag = Tag { span: Span::new(start, self.cursor.at()), name, args };
            return self.push(start, Kind::Helper(tag));
        }
        let end = self.end(close);
        match (&end, is_else) {
            (End::Behind(span), true) => {
                let fault = Fault::new(*span, "`else` takes no condition");
                self.fault(fault.hint("nest a block inside of it"));
            }
            (End::Behind(span), false) => self.behind_variable(start, &path, *span, before, triple),
            _ => self.ended(start, &end, close),
        }
        self.push(start, if is_else { Kind::Else } else { Kind::Variable(Variable { path, triple }) });
    }

    /// `{{value * 100}}`, `{{host name}}`, `{{a/b.name}}`.
    fn behind_variable(&mut self, start: usize, path: &Path, span: Span, inside: Cursor<'a>, triple: bool) {
        let text = self.cursor.text();
        let found = span.of(text);
        let whole = Span::new(start, self.cursor.at());
        let fault = Fault::new(span, format!("expected the closing braces behind `{path}`, found `{found}`"));
        let arithmetic = found.trim_start_matches(['+', '-', '*', '/', '^', '%']).trim_start();
        let number = arithmetic.len() < found.len() && arithmetic.starts_with(|c: char| c.is_ascii_digit() || c == '(');
        if number && !triple {
            let expression = Span::new(inside.at(), span.end).of(text).trim();
            let hint = "arithmetic is for `eval`, with quotes around it";
            let fix = format!("{{{{eval \"{expression}\"}}}}");
            let fault = Fault::new(span, format!("`{path}` is a variable, and `{found}` arithmetic")).hint(hint);
            self.fault(if expression.contains('"') { fault } else { fault.fix(whole, fix) });
        } else if found.starts_with('/') {
            self.fault(fault.hint("a name with a slash stands in brackets: `{{[a/b].name}}`"));
        } else {
            self.fault(fault.expected(&["`}}`"]));
        }
    }
}
