//! `> 90` at the end.

use super::Parser;
use crate::query::tree::{Comparator, Condition, Threshold};
use crate::syntax::Span;

const SIGNS: &[&str] = &["`>`", "`>=`", "`<`", "`<=`", "`==`", "`!=`"];

impl Parser<'_> {
    pub(super) fn comparator(&mut self) -> Option<(Comparator, Span)> {
        Comparator::ALL.into_iter().find_map(|sign| Some((sign, self.cursor.eat(sign.sign())?)))
    }

    /// Comparator and threshold. None with a fault where they are missing.
    pub(super) fn condition(&mut self, behind: &str) -> Option<Condition> {
        self.blanks();
        let start = self.at();
        let Some((comparator, comparator_span)) = self.comparator().or_else(|| self.slipped_comparator(behind)) else {
            return self.expected(&format!("a comparator (`>`, `<`, ..) and the threshold behind {behind}"), SIGNS);
        };
        self.blanks();
        let threshold = self.threshold()?;
        if self.peek().is_some_and(|c| !c.is_whitespace() && c != ')') {
            let fault = self.fault("the end behind the threshold", &["the end"]);
            self.tell::<()>(fault.hint("a threshold is a plain number, without a unit"));
        }
        Some(Condition { span: self.since(start), comparator, comparator_span, threshold })
    }

    /// `=>`, `=<`, `=`: read as meant, and told.
    fn slipped_comparator(&mut self, behind: &str) -> Option<(Comparator, Span)> {
        let slips = [
            ("=>", Comparator::AtLeast),
            ("=<", Comparator::AtMost),
            ("=", Comparator::Equal),
            ("<>", Comparator::NotEqual),
        ];
        let (slip, comparator) = slips.into_iter().find(|(slip, _)| self.cursor.starts_with(slip))?;
        self.expected::<()>(&format!("a comparator behind {behind}"), SIGNS);
        Some((comparator, self.cursor.eat(slip)?))
    }

    fn threshold(&mut self) -> Option<Threshold> {
        if let Some(number) = self.signed_number() {
            return Some(Threshold::Number(number));
        }
        if let Some(placeholder) = self.placeholder() {
            return Some(Threshold::Placeholder(placeholder));
        }
        if let Some(span) = self.keyword("threshold") {
            return Some(Threshold::Dynamic(span));
        }
        let mut fault = self.fault("a number behind the comparator", &["a number", "`threshold`"]);
        if fault.hint.is_none() && self.peek().is_some_and(|c| c.is_ascii_digit()) {
            fault = fault.hint("a threshold is a plain number, without a unit");
        }
        self.tell(fault)
    }

    /// The condition of a query whose part before it could not be read to its end: what stands between is left out.
    pub(super) fn condition_ahead(&mut self, behind: &str, words: &[&'static str]) -> Option<Condition> {
        self.blanks();
        if !matches!(self.peek(), None | Some('>' | '<' | '=' | '!')) {
            let fault = self.fault(&format!("a comparator (`>`, `<`, ..) or more of {behind}"), words);
            self.tell::<()>(match self.is_call() && words.contains(&"`.`") {
                true => fault.hint("a dot is missing before it").fix(Span::point(self.at()), "."),
                false => fault,
            });
            let ahead = self.cursor.rest().find(['>', '<'])?;
            self.cursor.jump(self.at() + ahead);
        }
        self.condition(behind)
    }
}
