//! Arithmetic, functions, and what they are made of.

use super::arguments::{Of, Told};
use super::words::is_word;
use super::{Layer, Parser};
use crate::query::tree::{Binary, Call, Expr, Group, Modified, Operator, Unary, Word};
use crate::syntax::{Parsed, Span};

pub fn expression(text: &str) -> Parsed<Expr> {
    let mut parser = Parser::new(text, Layer::Metric);
    let tree = parser.expr();
    parser.finish_whole(tree)
}

pub fn formula(text: &str) -> Parsed<Expr> {
    let mut parser = Parser::new(text, Layer::Formula);
    let tree = parser.expr();
    parser.finish_whole(tree)
}

pub fn widget(text: &str) -> Parsed<Vec<Expr>> {
    let mut parser = Parser::new(text, Layer::Metric);
    let mut all = Vec::new();
    loop {
        let Some(expr) = parser.expr() else {
            return parser.finish((!all.is_empty()).then_some(all));
        };
        all.push(expr);
        if parser.eat(",").is_none() {
            return parser.finish_whole(Some(all));
        }
    }
}

impl Parser<'_> {
    pub(super) fn expr(&mut self) -> Option<Expr> {
        self.nested(Self::sum)
    }

    fn sum(&mut self) -> Option<Expr> {
        let mut left = self.term()?;
        while let Some((operator, span)) = self.operator(false) {
            self.count_operator()?;
            let right = self.operand(Self::term);
            left = binary(left, operator, span, right);
        }
        Some(left)
    }

    fn term(&mut self) -> Option<Expr> {
        let mut left = self.unary()?;
        while let Some((operator, span)) = self.operator(true) {
            self.count_operator()?;
            let right = self.operand(Self::unary);
            left = binary(left, operator, span, right);
        }
        Some(left)
    }

    /// A gap where it cannot be read: what stands before the operator is worth keeping.
    fn operand(&mut self, read: fn(&mut Self) -> Option<Expr>) -> Expr {
        let here = Span::point(self.at());
        read(self).unwrap_or(Expr::Missing(here))
    }

    fn operator(&mut self, tight: bool) -> Option<(Operator, Span)> {
        let before = self.at();
        self.blanks();
        let found = Operator::ALL.into_iter().find(|op| op.is_tight() == tight && self.peek() == Some(op.sign()));
        if found.is_none() {
            self.cursor.jump(before);
        }
        let start = self.at();
        let operator = found?;
        self.cursor.bump();
        Some((operator, self.since(start)))
    }

    fn unary(&mut self) -> Option<Expr> {
        self.blanks();
        let start = self.at();
        let operator = match self.peek() {
            Some('-') => Operator::Minus,
            Some('+') => Operator::Plus,
            _ => return self.postfix(),
        };
        self.cursor.bump();
        let operand = Box::new(self.nested(Self::unary)?);
        Some(Expr::Unary(Unary { span: self.since(start), operator, operand }))
    }

    fn postfix(&mut self) -> Option<Expr> {
        let start = self.at();
        let inner = self.primary()?;
        if matches!(inner, Expr::Metric(_) | Expr::Number(_)) {
            return Some(inner);
        }
        match self.methods("modifier") {
            Ok(modifiers) if modifiers.is_empty() => Some(inner),
            Ok(modifiers) => {
                Some(Expr::Modified(Modified { span: self.since(start), inner: Box::new(inner), modifiers }))
            }
            Err(Told) => None,
        }
    }

    fn primary(&mut self) -> Option<Expr> {
        let start = self.at();
        if self.cursor.eat("(").is_some() {
            let inner = Box::new(self.expr()?);
            if self.eat(")").is_none() {
                let fault = self.fault("`)` or an operator", &["`)`", "an operator"]);
                return self.tell(if fault.hint.is_none() {
                    fault.hint("the `(` before it is not closed")
                } else {
                    fault
                });
            }
            return Some(Expr::Paren(Group { span: self.since(start), inner }));
        }
        if let Some(number) = self.number() {
            return Some(Expr::Number(number));
        }
        if let Some(placeholder) = self.lone_placeholder() {
            return Some(Expr::Placeholder(placeholder));
        }
        let Some(name) = self.identifier() else {
            return self.nothing();
        };
        if !self.is_bounds(&name) && self.eat("(").is_some() {
            let arguments = self.nested(|parser| parser.arguments(Of::Function))?;
            return Some(Expr::Call(Call { span: self.since(start), name, arguments }));
        }
        self.cursor.jump(start);
        match self.layer {
            Layer::Metric => self.metric().map(|metric| Expr::Metric(Box::new(metric))),
            Layer::Formula => self.query_name(name),
        }
    }

    /// A `${...}` that is no part of a metric.
    fn lone_placeholder(&mut self) -> Option<Word> {
        let start = self.at();
        let found = self.placeholder();
        let more = self.peek().is_some_and(|c| is_word(c) || matches!(c, '.' | ':' | '{' | '$'));
        if more {
            self.cursor.jump(start);
        }
        found.filter(|_| !more)
    }

    fn nothing(&mut self) -> Option<Expr> {
        // `${x}.errors{*}`
        if self.layer == Layer::Metric && self.cursor.starts_with("${") {
            let start = self.at();
            if self.placeholder().is_some() {
                self.cursor.jump(start);
                return self.metric().map(|metric| Expr::Metric(Box::new(metric)));
            }
        }
        match self.layer {
            Layer::Metric => {
                self.expected("a metric, a function or a number", &["a metric", "a function", "a number", "`(`"])
            }
            Layer::Formula => self
                .expected("the name of a query, a function or a number", &["a query", "a function", "a number", "`(`"]),
        }
    }

    fn query_name(&mut self, name: Word) -> Option<Expr> {
        self.cursor.jump(name.span.end);
        if matches!(self.peek(), Some(':' | '{')) {
            let fault = self.fault("an operator or the end behind the name of a query", &["an operator", "`)`"]);
            return self.tell(fault.hint("a formula names queries; the metric itself stands in the query"));
        }
        Some(Expr::Name(name))
    }
}

fn binary(left: Expr, operator: Operator, operator_span: Span, right: Expr) -> Expr {
    let span = left.span().to(operator_span).to(right.span());
    Expr::Binary(Binary { span, left: Box::new(left), operator, operator_span, right: Box::new(right) })
}
