//! The parsers: recursive descent over the characters, one dialect a file.
//!
//! A function that returns None has told a fault. Recovery is at the places where people slip and the rest can still be
//! read: a scope, a list of arguments, an operand, the condition.

mod arguments;
mod chain;
mod composite;
mod condition;
mod expr;
mod metric;
mod recurrence;
mod scope;
mod search;
mod slips;
mod window;
mod words;

use crate::syntax::{Cursor, Fault, Parsed, Span};

pub use chain::{event_chain, formula_monitor, service_check, slo_alert};
pub use composite::composite;
pub use expr::{expression, formula, widget};
pub use metric::metric_monitor;
pub use recurrence::recurrence;
pub use scope::{filter, scope};
pub use search::search;

/// What may be nested how deep. Nobody writes half of it, and a text of brackets alone must not use up the stack.
const DEPTH: usize = 64;

/// Operators in one text, for sums lean to the left and each makes the tree one deeper.
const OPERATORS: usize = 500;

/// Faults told of one text; nobody reads more.
const FAULTS: usize = 32;

/// What the words of an expression are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layer {
    /// Metrics.
    Metric,
    /// Names of queries.
    Formula,
}

#[derive(Debug)]
struct Parser<'a> {
    cursor: Cursor<'a>,
    faults: Vec<Fault>,
    layer: Layer,
    depth: usize,
    operators: usize,
    /// An open quote took all that was left: what follows from that is noise.
    lost: bool,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str, layer: Layer) -> Self {
        Self { cursor: Cursor::new(text), faults: Vec::new(), layer, depth: 0, operators: 0, lost: false }
    }

    fn finish<T>(mut self, tree: Option<T>) -> Parsed<T> {
        self.faults.sort_by_key(|fault| fault.span);
        Parsed { tree, faults: self.faults }
    }

    /// Whole text: what stands behind the tree is a fault.
    fn finish_whole<T>(mut self, tree: Option<T>) -> Parsed<T> {
        if tree.is_some() {
            self.end();
        }
        self.finish(tree)
    }

    fn end(&mut self) {
        self.blanks();
        if !self.cursor.is_at_end() {
            self.expected::<()>("the end", &["the end"]);
        }
    }

    fn text(&self) -> &'a str {
        self.cursor.text()
    }

    fn at(&self) -> usize {
        self.cursor.at()
    }

    fn since(&self, start: usize) -> Span {
        Span::new(start, self.at())
    }

    fn blanks(&mut self) {
        self.cursor.skip_blanks();
    }

    fn peek(&self) -> Option<char> {
        self.cursor.peek()
    }

    fn peek_second(&self) -> Option<char> {
        self.cursor.rest().chars().nth(1)
    }

    /// Goes behind `word` and the blanks before it.
    fn eat(&mut self, word: &str) -> Option<Span> {
        self.blanks();
        self.cursor.eat(word)
    }

    /// One deeper, or a fault where that is too deep.
    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if self.depth >= DEPTH {
            let message = format!("this is nested more than {DEPTH} deep");
            return self.tell(Fault::new(Span::point(self.at()), message));
        }
        self.depth += 1;
        let tree = read(self);
        self.depth -= 1;
        tree
    }

    /// Counts an operator, or tells a fault where there are too many.
    fn count_operator(&mut self) -> Option<()> {
        self.operators += 1;
        if self.operators > OPERATORS {
            let message = format!("there are more than {OPERATORS} operators");
            return self.tell(Fault::new(Span::point(self.at()), message));
        }
        Some(())
    }

    /// ``expected {what}, found `word` ``, with the hint of a usual slip where one stands here.
    fn fault(&self, what: &str, words: &[&'static str]) -> Fault {
        let (found, span) = self.found();
        let fault = Fault::new(span, format!("expected {what}, found {found}")).expected(words);
        slips::hinted(fault, self.text())
    }

    fn expected<T>(&mut self, what: &str, words: &[&'static str]) -> Option<T> {
        let fault = self.fault(what, words);
        self.tell(fault)
    }

    /// One fault a place: what follows from it is noise.
    fn tell<T>(&mut self, fault: Fault) -> Option<T> {
        if !self.lost
            && self.faults.len() < FAULTS
            && self.faults.iter().all(|told| told.span.start != fault.span.start)
        {
            self.faults.push(fault);
        }
        None
    }

    /// What stands here, in words.
    fn found(&self) -> (String, Span) {
        const MOST: usize = 24;
        let start = self.at();
        let Some(first) = self.peek() else {
            return ("the end".to_owned(), Span::point(start));
        };
        let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
        let rest = self.cursor.rest();
        let length = match first {
            c if word(c) => rest.chars().take(MOST).take_while(|c| word(*c)).map(char::len_utf8).sum(),
            '\'' | '"' => quoted(rest, first),
            '=' | '>' | '<' | '&' | '|' => rest.chars().take(2).take_while(|c| "=><&|".contains(*c)).count(),
            c => c.len_utf8(),
        };
        let span = Span::new(start, start + length);
        (format!("`{}`", span.of(self.text())), span)
    }
}

/// The length of a short text in quotes, else of the quote alone.
fn quoted(rest: &str, quote: char) -> usize {
    let inside = rest.chars().skip(1).take(24).take_while(|c| *c != quote).map(char::len_utf8).sum::<usize>();
    let closed = rest.get(1 + inside..).is_some_and(|rest| rest.starts_with(quote));
    if closed { inside + 2 } else { 1 }
}

/// Several operands are one tree, made of its span and of them; one operand is itself.
fn joined<T>(mut operands: Vec<T>, span: fn(&T) -> Span, make: impl FnOnce(Span, Vec<T>) -> T) -> T {
    let first = operands.first().map(span).unwrap_or_default();
    let whole = operands.last().map_or(first, |last| first.to(span(last)));
    match operands.pop() {
        Some(only) if operands.is_empty() => only,
        last => {
            operands.extend(last);
            make(whole, operands)
        }
    }
}
