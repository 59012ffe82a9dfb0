//! The expressions of `{{eval "..."}}`.
//!
//! ```text
//! sum     = product { ("+" | "-") product }
//! product = signed { ("*" | "/" | "%") signed }
//! signed  = "-" signed | power
//! power   = primary [ "^" signed ]
//! primary = number | 'text' | path | name "(" [ sum { "," sum } ] ")" | "(" sum ")"
//! ```

use super::tags;
use super::template::{Path, Word};
use crate::syntax::{Cursor, Fault, Span};

/// An expression, read. Spans are of the text that was given.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Expression {
    /// None where nothing could be read.
    pub root: Option<Expr>,
    pub faults: Vec<Fault>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    pub span: Span,
    pub term: Term,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    Number(f64),
    /// `'prefix'`
    Text(String),
    Variable(Path),
    Negative(Box<Expr>),
    Binary {
        operator: Operator,
        left: Box<Expr>,
        right: Box<Expr>,
    },
    Call {
        name: Word,
        args: Vec<Expr>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Power,
}

#[derive(Clone, Copy, Debug)]
pub struct Function {
    pub name: &'static str,
    /// The fewest and the most arguments.
    pub arity: (usize, usize),
}

const fn of_one(name: &'static str) -> Function {
    Function { name, arity: (1, 1) }
}

/// Source: Datadog's documentation; `strip` and the second argument of `round` are recorded. `atan2` takes two wherever it
/// is known, the documentation does not say.
pub static FUNCTIONS: &[Function] = &[
    of_one("humanize_bytes"),
    of_one("humanize_bits"),
    of_one("abs"),
    of_one("int"),
    of_one("float"),
    of_one("trunc"),
    of_one("dec"),
    Function { name: "round", arity: (1, 2) },
    of_one("ceil"),
    of_one("floor"),
    of_one("sgn"),
    of_one("to_bool"),
    of_one("exp"),
    of_one("log10"),
    of_one("sin"),
    of_one("sinh"),
    of_one("asin"),
    of_one("asinh"),
    of_one("cos"),
    of_one("cosh"),
    of_one("acos"),
    of_one("acosh"),
    of_one("tan"),
    of_one("tanh"),
    of_one("atan"),
    Function { name: "atan2", arity: (2, 2) },
    of_one("atanh"),
    Function { name: "strip", arity: (2, 2) },
];

pub fn function(name: &str) -> Option<&'static Function> {
    FUNCTIONS.iter().find(|function| function.name == name)
}

/// Parentheses and signs nest so deep, and no deeper.
const DEEPEST: usize = 32;

/// Parses a whole text.
pub fn parse(text: &str) -> Expression {
    parse_in(text, Span::new(0, text.len()))
}

/// Parses a part of a text; the spans are of the whole. The part is an argument's `inner`.
pub fn parse_in(text: &str, part: Span) -> Expression {
    let mut cursor = Cursor::new(text.get(..part.end).unwrap_or(text));
    cursor.jump(part.start);
    let mut parser = Parser { cursor, faults: Vec::new(), depth: 0 };
    let root = parser.sum();
    parser.rest();
    Expression { root, faults: parser.faults }
}

impl Expression {
    /// Every variable that it names.
    pub fn variables(&self) -> Vec<&Path> {
        let paths = self.terms().into_iter().filter_map(|expr| match &expr.term {
            Term::Variable(path) => Some(path),
            _ => None,
        });
        paths.collect()
    }

    /// Every term, outer ones first.
    pub fn terms(&self) -> Vec<&Expr> {
        fn walk<'a>(expr: &'a Expr, found: &mut Vec<&'a Expr>) {
            found.push(expr);
            match &expr.term {
                Term::Number(_) | Term::Text(_) | Term::Variable(_) => {}
                Term::Negative(inner) => walk(inner, found),
                Term::Binary { left, right, .. } => [left, right].iter().for_each(|side| walk(side, found)),
                Term::Call { args, .. } => args.iter().for_each(|arg| walk(arg, found)),
            }
        }
        let mut found = Vec::new();
        self.root.iter().for_each(|root| walk(root, &mut found));
        found
    }
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
