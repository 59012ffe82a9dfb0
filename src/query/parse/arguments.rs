//! What stands between brackets, and the modifiers and methods that have them.

use super::Parser;
use super::words::{SMART_QUOTES, is_word};
use crate::query::tables;
use crate::query::tree::{Argument, Expr, List, Literal, Method, Word};
use crate::syntax::Span;

/// Where an argument stands, which decides what a bare word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// A function: a bare word is a metric, or the name of a query.
    Function,
    /// A modifier, a method, or a keyword: a bare word is a word.
    Method,
}

impl Parser<'_> {
    /// Behind the `(`, to behind the `)`.
    pub(super) fn arguments(&mut self, of: Of) -> Option<Vec<Argument>> {
        let mut arguments = Vec::new();
        if self.eat(")").is_some() {
            return Some(arguments);
        }
        loop {
            self.blanks();
            arguments.push(self.argument(of)?);
            let behind = self.at();
            if self.eat(")").is_some() {
                return Some(arguments);
            }
            if self.eat(",").is_none() {
                self.missing_comma(behind)?;
            }
        }
    }

    /// Something stands behind an argument: the next one, as if there was a comma, or a fault that ends the list.
    fn missing_comma(&mut self, behind: usize) -> Option<()> {
        let fault = self.fault("`,` or `)` behind the argument", &["`,`", "`)`"]);
        let begins = |c: char| is_word(c) || matches!(c, '\'' | '"' | '[' | '{') || SMART_QUOTES.contains(&c);
        if !self.is_by() && self.peek().is_some_and(begins) {
            let quote = self.text().get(..behind).is_some_and(|text| text.ends_with(['"', '\'']));
            if quote && behind == self.at() {
                return self.tell(fault.hint("look at the quotes before it: one is missing, or one is too many"));
            }
            self.tell::<()>(fault.hint("a comma is missing between the arguments").fix(Span::point(behind), ","));
            return Some(());
        }
        if self.peek() == Some('.') {
            return self.tell(fault.hint("the brackets are not closed").fix(Span::point(behind), ")"));
        }
        self.tell(match fault.hint {
            None => fault.hint("the brackets are not closed"),
            Some(_) => fault,
        })
    }

    fn argument(&mut self, of: Of) -> Option<Argument> {
        let start = self.at();
        if let Some(name) = self.keyword_name() {
            self.blanks();
            let value = self.literal(Of::Method)?;
            return Some(Argument { span: self.since(start), name: Some(name), value });
        }
        let value = self.literal(of)?;
        Some(Argument { span: value.span(), name: None, value })
    }

    /// `name=`, where that stands here.
    fn keyword_name(&mut self) -> Option<Word> {
        let start = self.at();
        let name = self.identifier();
        let sign = name.is_some() && self.eat("=").is_some() && !matches!(self.peek(), Some('=' | '>' | '<'));
        if !sign {
            self.cursor.jump(start);
        }
        name.filter(|_| sign)
    }

    fn literal(&mut self, of: Of) -> Option<Literal> {
        let what = if of == Of::Function { "an argument" } else { "a value" };
        match self.peek() {
            Some('"' | '\'') => return self.quoted().map(Literal::Text),
            Some(c) if SMART_QUOTES.contains(&c) => return self.quoted().map(Literal::Text),
            Some('[') => return self.nested(|parser| parser.list(of)).map(Literal::List),
            Some('{') => return self.scope().map(Literal::Scope),
            None | Some(',' | ')') => return self.expected(what, &["an argument"]),
            Some(_) => {}
        }
        if let Some(duration) = self.duration(|_| false) {
            return Some(Literal::Duration(duration));
        }
        match of {
            Of::Function => self.expr().map(Literal::Expr),
            Of::Method => self.word_or_number(),
        }
    }

    fn word_or_number(&mut self) -> Option<Literal> {
        let start = self.at();
        if let Some(number) = self.signed_number() {
            // `1.5.x` and the like are words.
            if !self.peek().is_some_and(is_bare) {
                return Some(Literal::Expr(Expr::Number(number)));
            }
            self.cursor.jump(start);
        }
        if let Some(placeholder) = self.placeholder().filter(|_| !self.peek().is_some_and(is_bare)) {
            return Some(Literal::Expr(Expr::Placeholder(placeholder)));
        }
        self.cursor.jump(start);
        let word = self.run(is_bare);
        match word.text.is_empty() {
            true => self.expected("a value", &["a word", "a number", "a text in quotes"]),
            false => Some(Literal::Word(word)),
        }
    }

    /// At a `[`.
    fn list(&mut self, of: Of) -> Option<List> {
        let start = self.at();
        self.cursor.bump();
        let mut items = Vec::new();
        if self.eat("]").is_some() {
            return Some(List { span: self.since(start), items });
        }
        loop {
            self.blanks();
            items.push(self.literal(of)?);
            if self.eat("]").is_some() {
                return Some(List { span: self.since(start), items });
            }
            if self.eat(",").is_none() {
                return self.expected("`,` or `]` in the list", &["`,`", "`]`"]);
            }
        }
    }

    /// `.name(..)` behind blanks, where one stands here: None without a fault where none does.
    pub(super) fn method(&mut self, of: &str) -> Result<Option<Method>, Told> {
        let before = self.at();
        self.blanks();
        let start = self.at();
        if self.peek() != Some('.') || self.peek_second().is_some_and(|c| c.is_ascii_digit()) {
            self.cursor.jump(before);
            return Ok(None);
        }
        self.cursor.bump();
        self.blanks();
        let Some(name) = self.identifier() else {
            self.expected::<()>(&format!("the name of a {of} behind the dot"), &["a name"]);
            return Err(Told);
        };
        if self.eat("(").is_none() {
            let what = format!("`(` behind the {of} `{}`", name.text);
            let here = Span::point(name.span.end);
            let fault = self.fault(&what, &["`(`"]);
            self.tell::<()>(match takes_nothing(&name.text) {
                true => fault.hint(format!("write `.{}()`", name.text)).fix(here, "()"),
                false => fault.hint(format!("write `.{}(..)`", name.text)),
            });
            return Ok(Some(Method { span: Span::new(start, name.span.end), name, arguments: Vec::new() }));
        }
        let arguments = self.nested(|parser| parser.arguments(Of::Method)).ok_or(Told)?;
        Ok(Some(Method { span: self.since(start), name, arguments }))
    }

    /// All methods that stand here.
    pub(super) fn methods(&mut self, of: &str) -> Result<Vec<Method>, Told> {
        let mut methods = Vec::new();
        while let Some(method) = self.method(of)? {
            methods.push(method);
        }
        Ok(methods)
    }
}

fn takes_nothing(name: &str) -> bool {
    let modifier = tables::modifier(name).is_some_and(|modifier| modifier.most == 0);
    modifier || tables::EVENT_METHODS.iter().any(|method| method.name == name && method.most == 0)
}

/// A fault was told.
#[derive(Debug)]
pub(super) struct Told;

/// What a bare word among the arguments of a method is made of: names, tags, keys, time zones.
fn is_bare(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, ',' | '(' | ')' | '{' | '}' | '[' | ']' | '"' | '\'' | '=' | '<' | '>')
}
