//! `avg:system.load.1{env:prod} by {host}.rollup(max, 60)`, and the monitor over it.

use super::arguments::Told;
use super::words::is_word;
use super::{Layer, Parser};
use crate::query::tree::{
    Bound, Bounds, Expr, GroupBy, MetricMonitor, MetricQuery, MonitorQuery, Scope, SpaceAggregator, Word,
};
use crate::syntax::{Fault, Parsed, Span};

pub fn metric_monitor(text: &str) -> Parsed<MonitorQuery> {
    let mut parser = Parser::new(text, Layer::Metric);
    let tree = parser.metric_monitor().map(MonitorQuery::Metric);
    parser.finish(tree)
}

fn is_name(c: char) -> bool {
    is_word(c) || c == '.'
}

fn is_key(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, ',' | '{' | '}' | '(' | ')' | '"' | '\'')
}

impl Parser<'_> {
    fn metric_monitor(&mut self) -> Option<MetricMonitor> {
        self.blanks();
        let start = self.at();
        let head = self.head()?;
        self.colon();
        self.blanks();
        let expression = self.expr();
        let broken = Span::point(self.at());
        let expr = expression.unwrap_or(Expr::Missing(broken));
        let condition = self.condition_ahead("the expression", &["an operator", "a modifier", "`by`", "a comparator"]);
        if condition.is_some() {
            self.end();
        }
        Some(MetricMonitor { span: self.since(start), head, expr, condition })
    }

    fn colon(&mut self) {
        let behind = self.at();
        if self.eat(":").is_none() {
            let fault = self.fault("`:` behind the window", &["`:`"]);
            let begins = self.peek().is_some_and(|c| is_word(c) || c == '(');
            self.tell::<()>(if begins { fault.fix(Span::point(behind), ":") } else { fault });
        }
    }

    /// At a letter. A call has been ruled out.
    pub(super) fn metric(&mut self) -> Option<MetricQuery> {
        let start = self.at();
        let aggregator = self.aggregator()?;
        self.blanks();
        let name = self.metric_name(aggregator.as_ref())?;
        let mut metric =
            MetricQuery { span: name.span, aggregator, name, scope: None, group_by: None, modifiers: Vec::new() };
        let before = self.at();
        self.blanks();
        if self.peek() == Some('{') {
            metric.scope = Some(self.scope()?);
        } else {
            self.cursor.jump(before);
        }
        self.tail(&mut metric)?;
        metric.span = self.since(start);
        Some(metric)
    }

    /// Some(None) where there is none.
    #[expect(clippy::option_option, reason = "the outer None is a fault, as everywhere in the parsers")]
    fn aggregator(&mut self) -> Option<Option<SpaceAggregator>> {
        let start = self.at();
        let name = self.run(is_name);
        let bounds = match self.is_bounds(&name) {
            true => Some(self.nested(Self::bounds)?),
            false => None,
        };
        let span = self.since(start);
        if self.eat(":").is_some() {
            return Some(Some(SpaceAggregator { span, name, bounds }));
        }
        if bounds.is_some() {
            return self.expected("`:` and a metric behind the bounds", &["`:`"]);
        }
        self.cursor.jump(start);
        Some(None)
    }

    /// `count(v: v<5)` and not the call of a function.
    pub(super) fn is_bounds(&self, name: &Word) -> bool {
        let inside = self.cursor.rest().trim_start().strip_prefix('(').map(str::trim_start);
        name.is("count")
            && inside.and_then(|rest| rest.strip_prefix('v')).is_some_and(|rest| rest.trim_start().starts_with(':'))
    }

    fn bounds(&mut self) -> Option<Bounds> {
        self.blanks();
        let start = self.at();
        self.eat("(")?;
        self.blanks();
        let variable = self.identifier()?;
        self.eat(":")?;
        let mut bounds = vec![self.bound(&variable, false)?];
        loop {
            if self.eat(")").is_some() {
                return Some(Bounds { span: self.since(start), variable, bounds });
            }
            let or = self.keyword("OR").or_else(|| self.eat("||")).is_some();
            if !or && self.keyword("AND").or_else(|| self.eat("&&")).is_none() {
                return self.expected("`AND`, `OR` or `)` behind the bound", &["`AND`", "`OR`", "`)`"]);
            }
            bounds.push(self.bound(&variable, or)?);
        }
    }

    fn bound(&mut self, variable: &Word, or: bool) -> Option<Bound> {
        self.blanks();
        let start = self.at();
        if self.identifier().is_none_or(|word| word.text != variable.text) {
            self.cursor.jump(start);
            return self.expected(&format!("`{}` and a comparator", variable.text), &["`v`"]);
        }
        self.blanks();
        let Some((comparator, _)) = self.comparator() else {
            return self.expected("a comparator in the bound", &["`>`", "`>=`", "`<`", "`<=`"]);
        };
        self.blanks();
        let Some(number) = self.signed_number() else {
            return self.expected("a number in the bound", &["a number"]);
        };
        Some(Bound { span: self.since(start), or, comparator, number })
    }

    /// The name is as long as it can be; where `(` stands behind it, its last part is a modifier.
    fn metric_name(&mut self, aggregator: Option<&SpaceAggregator>) -> Option<Word> {
        let start = self.at();
        let begins = self.peek().is_some_and(|c| c.is_ascii_alphabetic() || c == '_') || self.cursor.starts_with("${");
        if !begins {
            let behind =
                aggregator.map(|aggregator| format!(" behind `{}:`", aggregator.name.text)).unwrap_or_default();
            return self.expected(&format!("a metric{behind}"), &["a metric"]);
        }
        let name = self.run(is_name);
        if !self.cursor.starts_with("(") {
            return Some(name);
        }
        if let Some(dot) = name.text.rfind('.').filter(|dot| *dot > 0) {
            self.cursor.jump(start + dot);
            return Some(Word::new(self.since(start), name.text.get(..dot).unwrap_or_default()));
        }
        self.cursor.jump(start);
        let fault = self.fault("a metric", &["a metric"]);
        self.tell(
            fault.hint("a space aggregator stands before a metric, inside the brackets of a function: `abs(avg:m{*})`"),
        )
    }

    /// Modifiers and the group-by, in whatever order.
    fn tail(&mut self, metric: &mut MetricQuery) -> Option<()> {
        loop {
            match self.method("modifier") {
                Ok(Some(modifier)) => metric.modifiers.push(modifier),
                Err(Told) => return None,
                Ok(None) => match self.group_by() {
                    Ok(Some(by)) => self.take_group_by(metric, by)?,
                    Ok(None) => return Some(()),
                    Err(Told) => return None,
                },
            }
        }
    }

    /// A scope may stand behind the group-by by mistake.
    fn take_group_by(&mut self, metric: &mut MetricQuery, by: GroupBy) -> Option<()> {
        if metric.group_by.is_some() {
            let fault = Fault::new(by.span, "expected one group-by, found a second");
            self.tell::<()>(fault.hint("put all keys into one pair of braces: `by {host,env}`"));
            return Some(());
        }
        let before = self.at();
        self.blanks();
        if self.peek() == Some('{') && metric.scope.is_none() {
            let open = self.at();
            let scope = self.scope()?;
            self.swapped(&by, &scope, open);
            metric.scope = Some(scope);
        } else {
            self.cursor.jump(before);
        }
        metric.group_by = Some(by);
        Some(())
    }

    fn swapped(&mut self, by: &GroupBy, scope: &Scope, open: usize) {
        let fault =
            Fault::new(Span::new(open, open + 1), "expected a modifier or the end behind the group-by, found `{`")
                .expected(&["a modifier", "an operator", "a comparator"])
                .hint("the scope stands in front of `by`")
                .fix(by.span.to(scope.span), format!("{scope} {by}"));
        self.tell::<()>(fault);
    }

    fn group_by(&mut self) -> Result<Option<GroupBy>, Told> {
        let before = self.at();
        let Some(by) = self.keyword("by") else {
            self.cursor.jump(before);
            return Ok(None);
        };
        let close = match () {
            () if self.eat("{").is_some() => "}",
            () if self.eat("(").is_some() => ")",
            () => return self.unbraced(by),
        };
        let keys = self.keys(close).ok_or(Told)?;
        Ok(Some(GroupBy { span: self.since(by.start), keys }))
    }

    /// `by host`: read as meant.
    fn unbraced(&mut self, by: Span) -> Result<Option<GroupBy>, Told> {
        let fault = self.fault("`{` behind `by`", &["`{`"]);
        let key = self.run(|c| is_word(c) || c == '-');
        if key.text.is_empty() {
            self.tell::<()>(fault.hint("the keys stand in braces: `by {host}`"));
            return Err(Told);
        }
        let hint = format!("the keys stand in braces: `by {{{}}}`", key.text);
        self.tell::<()>(fault.hint(hint).fix(key.span, format!("{{{}}}", key.text)));
        Ok(Some(GroupBy { span: self.since(by.start), keys: vec![key] }))
    }

    fn keys(&mut self, close: &str) -> Option<Vec<Word>> {
        let mut keys = Vec::new();
        loop {
            self.blanks();
            let key = self.run(is_key);
            if key.text.is_empty() {
                return self.expected("the key of a tag to group by", &["a key"]);
            }
            let behind = key.span.end;
            keys.push(key);
            if self.eat(close).is_some() {
                return Some(keys);
            }
            if self.eat(",").is_none() {
                let fault = self.fault(&format!("`,` or `{close}` behind the key"), &["`,`", "`}`"]);
                if !self.peek().is_some_and(is_key) {
                    return self.tell(fault);
                }
                self.tell::<()>(fault.hint("a comma is missing between the keys").fix(Span::point(behind), ","));
            }
        }
    }
}
