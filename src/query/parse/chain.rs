//! A source and its chain of methods.

use super::arguments::Told;
use super::words::reference;
use super::{Layer, Parser, expr, search};
use crate::query::tables;
use crate::query::tree::{
    Condition, EventChain, FormulaMonitor, Method, MonitorQuery, Quote, ServiceCheck, SloAlert, Spans, Text, Word,
};
use crate::syntax::{Fault, Parsed, Span, nearest};

pub fn event_chain(text: &str) -> Parsed<MonitorQuery> {
    read(text, Parser::event_chain)
}

pub fn formula_monitor(text: &str) -> Parsed<MonitorQuery> {
    read(text, Parser::formula_monitor)
}

pub fn service_check(text: &str) -> Parsed<MonitorQuery> {
    read(text, Parser::service_check)
}

pub fn slo_alert(text: &str) -> Parsed<MonitorQuery> {
    read(text, Parser::slo_alert)
}

fn read<'a>(text: &'a str, tree: impl FnOnce(&mut Parser<'a>) -> Option<MonitorQuery>) -> Parsed<MonitorQuery> {
    let mut parser = Parser::new(text, Layer::Metric);
    parser.blanks();
    let tree = tree(&mut parser);
    parser.finish(tree)
}

impl Parser<'_> {
    fn event_chain(&mut self) -> Option<MonitorQuery> {
        let start = self.at();
        let source = self.source()?;
        self.check_source(&source);
        let text = self.argument_text("a search in double quotes")?;
        if text.quote == Quote::Single && !source.is("events") {
            self.single_quotes(&text);
        }
        let search = inside(&text, search::search);
        let (methods, condition) = self.methods_and_condition();
        let span = self.since(start);
        Some(MonitorQuery::Chain(EventChain { span, source, text, search, methods, condition }))
    }

    fn formula_monitor(&mut self) -> Option<MonitorQuery> {
        let start = self.at();
        self.source()?;
        let text = self.argument_text("a formula in double quotes")?;
        let formula = inside(&text, expr::formula);
        let (methods, condition) = self.methods_and_condition();
        let span = self.since(start);
        Some(MonitorQuery::Formula(FormulaMonitor { span, text, formula, methods, condition }))
    }

    fn service_check(&mut self) -> Option<MonitorQuery> {
        let start = self.at();
        let Some(check) = self.quoted() else {
            return self.expected("the name of a check in double quotes", &["`\"`"]);
        };
        let methods = self.methods("method").unwrap_or_default();
        self.blanks();
        let compares = matches!(self.peek(), Some('>' | '<' | '=' | '!'));
        let condition = if compares { self.condition("the methods") } else { None };
        self.end();
        let span = self.since(start);
        Some(MonitorQuery::ServiceCheck(ServiceCheck { span, check, methods, condition }))
    }

    fn slo_alert(&mut self) -> Option<MonitorQuery> {
        let start = self.at();
        let measure = self.source()?;
        let slo = self.argument_text("the id of an SLO in double quotes")?;
        let inner = Word::new(slo.inside(), slo.raw.trim());
        let reference = if inner.text.len() == slo.raw.len() { reference(&inner) } else { None };
        if slo.raw.contains("%{") {
            let fault = Fault::new(slo.inside(), format!("expected the id of an SLO, found `{}`", slo.raw));
            self.tell::<()>(fault.hint("`%{..}` is of another tool; an SLO of this project is `${slo:key}`"));
        }
        let (methods, condition) = self.methods_and_condition();
        let span = self.since(start);
        Some(MonitorQuery::SloAlert(SloAlert { span, measure, slo, reference, methods, condition }))
    }

    /// `logs`, `ci-tests`, ..
    fn source(&mut self) -> Option<Word> {
        let source = self.run(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
        match source.text.is_empty() {
            true => self.expected("a source of events, such as `logs(\"..\")`", &["a source"]),
            false => Some(source),
        }
    }

    /// `log(` for `logs(`: Datadog's own answer to it says nothing. A source that is like none may be a new one.
    fn check_source(&mut self, source: &Word) {
        let known = || tables::SOURCES.iter().map(|source| source.name);
        if known().any(|name| source.is(name)) {
            return;
        }
        if let Some(near) = nearest(&source.text, known()) {
            let fault = Fault::new(source.span, format!("expected a source of events, found `{}`", source.text));
            let fault = fault.expected(&["a source"]).hint(format!("did you mean `{near}`?")).fix(source.span, near);
            self.tell::<()>(fault);
        }
    }

    /// `("..")` behind a source.
    fn argument_text(&mut self, what: &str) -> Option<Text> {
        if self.eat("(").is_none() {
            return self.expected("`(` behind the source", &["`(`"]);
        }
        self.blanks();
        let start = self.at();
        let faults = self.faults.len();
        let Some(text) = self.quoted() else {
            if self.faults.len() > faults {
                return None;
            }
            let fault = self.fault(what, &["`\"`"]);
            return self.tell(fault.hint("put double quotes around the text"));
        };
        if self.eat(")").is_some() {
            return Some(text);
        }
        self.unescaped(start)
    }

    /// The text ended too early, at a quote inside it: read up to the last that a bracket and a dot follow.
    fn unescaped(&mut self, start: usize) -> Option<Text> {
        let fault = self.fault("`)` behind the text", &["`)`"]);
        let Some(end) = last_quote(self.text(), self.at()) else {
            return self.tell(fault);
        };
        let inside = Span::new(start + 1, end);
        let escaped = escaped(inside.of(self.text()), '"');
        let hint = "a quote inside the text needs a backslash before it: `\\\"`";
        self.tell::<()>(fault.hint(hint).fix(inside, escaped));
        self.cursor.jump(end + 1);
        let text = Text { span: self.since(start), quote: Quote::Double, raw: inside.of(self.text()).to_owned() };
        self.eat(")");
        Some(text)
    }

    fn single_quotes(&mut self, text: &Text) {
        let fault = Fault::new(text.span, "expected the search in double quotes, found single ones")
            .expected(&["`\"`"])
            .hint("Datadog refuses single quotes here")
            .fix(text.span, format!("\"{}\"", escaped(&text.raw, '"')));
        self.tell::<()>(fault);
    }

    fn methods_and_condition(&mut self) -> (Vec<Method>, Option<Condition>) {
        let (methods, whole) = match self.methods("method") {
            Ok(methods) => (methods, true),
            Err(Told) => (Vec::new(), false),
        };
        let condition = if whole { self.condition_ahead("the methods", &["`.`", "a comparator"]) } else { None };
        if condition.is_some() {
            self.end();
        }
        (methods, condition)
    }
}

/// What a parser makes of the text between the quotes, with the places of the query.
fn inside<T: Spans>(text: &Text, read: fn(&str) -> Parsed<T>) -> Parsed<T> {
    let mut parsed = read(&text.value());
    let places = text.places();
    let place = |at: usize| places.get(at).or(places.last()).copied().unwrap_or_default();
    parsed.each_span(&mut |span| *span = Span::new(place(span.start), place(span.end)));
    for fix in parsed.faults.iter_mut().filter_map(|fault| fault.fix.as_mut()) {
        fix.text = escaped(&fix.text, text.quote.mark());
    }
    parsed
}

/// With a backslash before each quote that has none.
fn escaped(text: &str, quote: char) -> String {
    let mut out = String::new();
    let mut behind_backslash = false;
    for c in text.chars() {
        if c == quote && !behind_backslash {
            out.push('\\');
        }
        behind_backslash = c == '\\' && !behind_backslash;
        out.push(c);
    }
    out
}

/// The last quote behind `from` that closes a text: `")` and then a dot or a comparator. The methods have quotes too, but
/// no dot stands in front of theirs.
fn last_quote(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    let closes = |at: &usize| {
        let behind = rest.get(at + 1..).unwrap_or_default().trim_start();
        behind.strip_prefix(')').is_some_and(|rest| rest.trim_start().starts_with('.'))
    };
    rest.match_indices('"').map(|(at, _)| at).find(closes).map(|at| from + at)
}
