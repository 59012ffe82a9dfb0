//! Monitors of monitors.

use super::words::reference;
use super::{Layer, Parser};
use crate::query::tree::{Composite, CompositeJoined, CompositeNot, CompositeParen, MonitorQuery, Reference, Word};
use crate::syntax::{Fault, Parsed, Span};

const PRIMARY: &[&str] = &["the id of a monitor", "`${monitor:key}`", "`!`", "`(`"];

pub fn composite(text: &str) -> Parsed<MonitorQuery> {
    let mut parser = Parser::new(text, Layer::Metric);
    let tree = parser.either();
    if tree.is_some() {
        parser.composite_end();
    }
    parser.finish(tree.map(MonitorQuery::Composite))
}

impl Parser<'_> {
    fn composite_end(&mut self) {
        self.blanks();
        if self.cursor.is_at_end() {
            return;
        }
        let fault = self.fault("`&&`, `||` or the end", &["`&&`", "`||`", "the end"]);
        self.tell::<()>(match self.peek() {
            Some('>' | '<' | '=') => fault.hint("a composite has no comparator: each member has its own"),
            Some('+' | '*' | '/' | '-') => fault.hint("a composite knows no arithmetic"),
            _ => fault,
        });
    }

    fn either(&mut self) -> Option<Composite> {
        self.nested(|parser| parser.members("||", "OR", Self::both, Composite::Or))
    }

    fn both(&mut self) -> Option<Composite> {
        self.members("&&", "AND", Self::negated, Composite::And)
    }

    fn members(
        &mut self,
        sign: &str,
        word: &str,
        read: fn(&mut Self) -> Option<Composite>,
        make: fn(CompositeJoined) -> Composite,
    ) -> Option<Composite> {
        let first = read(self)?;
        let start = first.span().start;
        let mut operands = vec![first];
        while self.eat(sign).is_some() || self.slipped_sign(sign, word) {
            operands.push(read(self)?);
        }
        match operands.pop() {
            Some(only) if operands.is_empty() => Some(only),
            last => {
                operands.extend(last);
                Some(make(CompositeJoined { span: self.since(start), operands }))
            }
        }
    }

    /// `and`, `&`: read as meant, and told.
    fn slipped_sign(&mut self, sign: &str, word: &str) -> bool {
        self.blanks();
        let start = self.at();
        let single = sign.get(..1).unwrap_or_default();
        if self.keyword(word).or_else(|| self.cursor.eat(single)).is_none() {
            return false;
        }
        let span = self.since(start);
        let fault = Fault::new(span, format!("expected `{sign}`, found `{}`", span.of(self.text())));
        self.tell::<()>(fault.expected(&["`&&`", "`||`"]).hint(format!("write `{sign}`")).fix(span, sign));
        true
    }

    fn negated(&mut self) -> Option<Composite> {
        self.blanks();
        let start = self.at();
        if self.cursor.eat("!").is_none() {
            return self.member();
        }
        let operand = Box::new(self.nested(Self::negated)?);
        Some(Composite::Not(CompositeNot { span: self.since(start), operand }))
    }

    fn member(&mut self) -> Option<Composite> {
        let start = self.at();
        if self.cursor.eat("(").is_some() {
            let inner = Box::new(self.either()?);
            if self.eat(")").is_none() {
                return self.expected("`&&`, `||` or `)`", &["`&&`", "`||`", "`)`"]);
            }
            return Some(Composite::Paren(CompositeParen { span: self.since(start), inner }));
        }
        if let Some(placeholder) = self.placeholder() {
            return Some(match reference(&placeholder) {
                Some(reference) => Composite::Reference(reference),
                None => Composite::Placeholder(placeholder),
            });
        }
        if self.cursor.starts_with("%{") {
            return self.kennel();
        }
        let id = self.cursor.eat_while(|c| c.is_ascii_digit());
        let word = self.peek().is_some_and(|c| c.is_alphanumeric() || c == '_');
        if id.range().is_empty() || word {
            self.cursor.jump(start);
            return self.expected("a monitor: its id, or `${monitor:key}`", PRIMARY);
        }
        Some(Composite::Id(Word::new(id, id.of(self.text()))))
    }

    /// `%{project:key}`: read as the monitor of this project that it may be.
    fn kennel(&mut self) -> Option<Composite> {
        let start = self.at();
        let inside = self.cursor.rest().get(2..)?;
        let Some(length) = inside.find('}') else {
            return self.expected("a monitor: its id, or `${monitor:key}`", PRIMARY);
        };
        let key = inside.get(..length)?.rsplit(':').next()?.to_owned();
        let fault = self.fault("a monitor: its id, or `${monitor:key}`", PRIMARY);
        self.cursor.jump(start + 2 + length + 1);
        let span = self.since(start);
        let fault = Fault { span, ..fault };
        self.tell::<()>(fault);
        let point = Span::new(span.end, span.end);
        Some(Composite::Reference(Reference { span, kind: Word::new(point, "monitor"), key: Word::new(point, key) }))
    }
}
