//! By recursive descent.
//!
//! ```text
//! sum     = product { ("+" | "-") product }
//! product = signed { ("*" | "/" | "%") signed }
//! signed  = "-" signed | power
//! power   = primary [ "^" signed ]
//! primary = number | 'text' | path | name "(" [ sum { "," sum } ] ")" | "(" sum ")"
//! ```

use super::{Expr, Expression, Operator, Term};
use crate::message::tags;
use crate::message::template::{Path, Word};
use crate::syntax::{Cursor, Fault, Span};

/// Parentheses and signs nest so deep, and no deeper.
const DEEPEST: usize = 32;

pub(super) fn parse(text: &str, part: Span) -> Expression {
    let mut cursor = Cursor::new(text.get(..part.end).unwrap_or(text));
    cursor.jump(part.start);
    let mut parser = Parser { cursor, faults: Vec::new(), depth: 0 };
    let root = parser.sum();
    parser.rest();
    Expression { root, faults: parser.faults }
}

struct Parser<'a> {
    cursor: Cursor<'a>,
    faults: Vec<Fault>,
    depth: usize,
}

/// After the first fault nothing more is told: the rest is guesswork.
impl Parser<'_> {
    fn fault(&mut self, fault: Fault) {
        if self.faults.is_empty() {
            self.faults.push(fault);
        }
    }

    fn eat(&mut self, mark: &str) -> Option<Span> {
        self.cursor.skip_blanks();
        self.cursor.eat(mark)
    }

    fn rest(&mut self) {
        self.cursor.skip_blanks();
        let rest = self.cursor.rest().trim_end();
        if rest.is_empty() {
            return;
        }
        let at = self.cursor.at();
        let fault = Fault::new(Span::new(at, at + rest.len()), format!("expected an operator, found `{rest}`"));
        self.fault(fault.expected(&["`+`", "`-`", "`*`", "`/`", "`^`", "`%`"]));
    }

    fn binary(&mut self, operators: &[(&str, Operator)], next: fn(&mut Self) -> Option<Expr>) -> Option<Expr> {
        let mut left = next(self)?;
        // A long row of operators makes as deep a tree as parentheses do.
        for _ in 0..DEEPEST {
            let Some((_, operator)) = operators.iter().find(|(mark, _)| self.eat(mark).is_some()) else {
                return Some(left);
            };
            let right = next(self)?;
            let span = left.span.to(right.span);
            let term = Term::Binary { operator: *operator, left: Box::new(left), right: Box::new(right) };
            left = Expr { span, term };
        }
        let fault = Fault::new(left.span, format!("more than {DEEPEST} operators in a row are not read"));
        self.fault(fault);
        self.cursor.jump(self.cursor.text().len());
        Some(left)
    }

    fn sum(&mut self) -> Option<Expr> {
        self.binary(&[("+", Operator::Add), ("-", Operator::Subtract)], Self::product)
    }

    fn product(&mut self) -> Option<Expr> {
        let operators = [("*", Operator::Multiply), ("/", Operator::Divide), ("%", Operator::Remainder)];
        self.binary(&operators, Self::signed)
    }

    fn signed(&mut self) -> Option<Expr> {
        self.depth += 1;
        let expr = if self.depth > DEEPEST { self.too_deep() } else { self.signed_here() };
        self.depth -= 1;
        expr
    }

    fn too_deep(&mut self) -> Option<Expr> {
        let at = self.cursor.at();
        self.fault(Fault::new(Span::point(at), format!("the expression nests deeper than {DEEPEST}")));
        self.cursor.jump(self.cursor.text().len());
        None
    }

    fn signed_here(&mut self) -> Option<Expr> {
        if let Some(sign) = self.eat("-") {
            let inner = self.signed()?;
            return Some(Expr { span: sign.to(inner.span), term: Term::Negative(Box::new(inner)) });
        }
        let left = self.primary()?;
        if self.eat("^").is_none() {
            return Some(left);
        }
        let right = self.signed()?;
        let span = left.span.to(right.span);
        let term = Term::Binary { operator: Operator::Power, left: Box::new(left), right: Box::new(right) };
        Some(Expr { span, term })
    }

    fn primary(&mut self) -> Option<Expr> {
        self.cursor.skip_blanks();
        let start = self.cursor.at();
        match self.cursor.peek() {
            Some('(') => {
                let open = self.cursor.eat("(")?;
                let inner = self.sum()?;
                let close = self.closed(open);
                Some(Expr { span: open.to(close), term: inner.term })
            }
            Some('\'' | '"') => self.quoted(),
            Some(c) if c.is_ascii_digit() => self.number(),
            Some('.') if self.cursor.rest().chars().nth(1).is_some_and(|c| c.is_ascii_digit()) => self.number(),
            Some(c) if c.is_alphanumeric() || matches!(c, '_' | '@' | '[') => self.named(),
            found => {
                let found = found.map_or_else(|| "the end".to_owned(), |c| format!("`{c}`"));
                let end = start + self.cursor.peek().map_or(0, char::len_utf8);
                let fault =
                    Fault::new(Span::new(start, end), format!("expected a number or a variable, found {found}"));
                let fault = fault.expected(&["a number", "a variable", "a function", "`(`"]);
                let braces = self.cursor.peek() == Some('{');
                self.fault(if braces { fault.hint("a variable stands here without braces") } else { fault });
                self.cursor.jump(self.cursor.text().len());
                None
            }
        }
    }

    fn closed(&mut self, open: Span) -> Span {
        self.eat(")").unwrap_or_else(|| {
            let at = Span::point(self.cursor.at());
            let end = self.cursor.is_at_end();
            let fault = Fault::new(open, "the parenthesis is not closed").expected(&["`)`"]);
            self.fault(if end { fault.fix(at, ")") } else { fault });
            at
        })
    }

    fn quoted(&mut self) -> Option<Expr> {
        let start = self.cursor.at();
        let mark = self.cursor.bump()?;
        let inner = self.cursor.eat_while(|c| c != mark);
        let value = inner.of(self.cursor.text()).to_owned();
        if self.cursor.bump().is_none() {
            self.fault(Fault::new(Span::new(start, inner.end), "the quote is not closed"));
        }
        Some(Expr { span: Span::new(start, self.cursor.at()), term: Term::Text(value) })
    }

    fn number(&mut self) -> Option<Expr> {
        let text = self.cursor.text();
        let mut span = self.cursor.eat_while(|c| c.is_ascii_digit() || c == '.');
        let mut exponent = self.cursor;
        if exponent.eat("e").or_else(|| exponent.eat("E")).is_some() {
            exponent.eat("-").or_else(|| exponent.eat("+"));
            let digits = exponent.eat_while(|c| c.is_ascii_digit());
            if digits.end > digits.start {
                self.cursor = exponent;
                span.end = digits.end;
            }
        }
        if let Ok(number) = span.of(text).parse() {
            return Some(Expr { span, term: Term::Number(number) });
        }
        self.fault(Fault::new(span, format!("`{}` is no number", span.of(text))));
        None
    }

    fn named(&mut self) -> Option<Expr> {
        let from = self.cursor;
        let name = self.cursor.eat_while(|c| c.is_ascii_alphanumeric() || c == '_');
        let text = name.of(self.cursor.text()).to_owned();
        if let (false, Some(open)) = (text.is_empty(), self.eat("(")) {
            let args = self.args()?;
            let close = self.closed(open);
            let name = Word { span: name, text };
            return Some(Expr { span: name.span.to(close), term: Term::Call { name, args } });
        }
        self.cursor = from;
        let mut faults = Vec::new();
        let path = self.path(&mut faults);
        faults.into_iter().for_each(|fault| self.fault(fault));
        Some(Expr { span: path.span, term: Term::Variable(path) })
    }

    /// A name may have dashes; where a number follows the dash, it is a minus.
    fn path(&mut self, faults: &mut Vec<Fault>) -> Path {
        let from = self.cursor;
        let mut ahead = from;
        let word = ahead.eat_while(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '@' | '.')).of(from.text());
        let minus = word.char_indices().find(|(at, c)| {
            let next = from.rest().get(at + 1..).and_then(|rest| rest.chars().next());
            *c == '-' && next.is_none_or(|c| c.is_ascii_digit() || c.is_whitespace() || c == '(')
        });
        let Some((minus, _)) = minus else {
            return tags::path(&mut self.cursor, faults);
        };
        let mut until = Cursor::new(from.text().get(..from.at() + minus).unwrap_or_default());
        until.jump(from.at());
        let path = tags::path(&mut until, faults);
        self.cursor.jump(until.at());
        path
    }

    fn args(&mut self) -> Option<Vec<Expr>> {
        let mut args = Vec::new();
        self.cursor.skip_blanks();
        if self.cursor.starts_with(")") {
            return Some(args);
        }
        loop {
            args.push(self.sum()?);
            if self.eat(",").is_none() {
                return Some(args);
            }
        }
    }
}
