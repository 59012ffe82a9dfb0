//! `{env:prod,!role:db}`.

use super::{Layer, Parser, joined};
use crate::query::tree::variable::is_part;
use crate::query::tree::{
    Filter, In, InForm, Joined, Joint, Not, NotSign, Paren, Quote, Scope, Tag, Value, Variable, Word,
};
use crate::syntax::{Fault, Parsed, Span};

pub fn scope(text: &str) -> Parsed<Scope> {
    let mut parser = Parser::new(text, Layer::Metric);
    parser.blanks();
    let tree = match parser.peek() {
        Some('{') => parser.scope(),
        _ => parser.expected("a scope, `{key:value}`", &["`{`"]),
    };
    parser.finish_whole(tree)
}

pub fn filter(text: &str) -> Parsed<Filter> {
    let mut parser = Parser::new(text, Layer::Metric);
    let tree = parser.filter();
    parser.finish_whole(tree)
}

/// What a key is made of. Whether Datadog takes all of it is for the rules.
fn is_key(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, ',' | '{' | '}' | '(' | ')' | '"' | '\'' | ':' | '=' | '<' | '>')
}

fn is_value(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, ',' | '{' | '}' | '(' | ')' | '"' | '\'')
}

impl Parser<'_> {
    /// At a `{`.
    pub(super) fn scope(&mut self) -> Option<Scope> {
        let start = self.at();
        self.cursor.eat("{")?;
        if self.cursor.starts_with("{") {
            return self.doubled(start);
        }
        if self.eat("}").is_some() {
            return Some(Scope { span: self.since(start), filter: None });
        }
        let filter = self.filter();
        if filter.is_some() {
            if self.eat("}").is_some() {
                return Some(Scope { span: self.since(start), filter });
            }
            if self.unclosed_scope() {
                return Some(Scope { span: self.since(start), filter });
            }
        }
        // The rest of the query can be read where the scope closes at all, and before the next one opens.
        let close = self.cursor.rest().find(['{', '}'])?;
        self.cursor.jump(self.at() + close);
        self.cursor.eat("}")?;
        Some(Scope { span: self.since(start), filter })
    }

    /// Whether it is clear where the scope was to end: here.
    fn unclosed_scope(&mut self) -> bool {
        let fault = self.fault("`,`, `AND`, `OR` or `}` in the scope", &["`,`", "`AND`", "`OR`", "`}`"]);
        let by = self.is_by();
        let fault = match (by, &fault.hint) {
            (true, _) => fault.hint("the scope is not closed before `by`").fix(Span::point(self.behind_blanks()), "}"),
            (false, None) if !self.cursor.rest().contains('}') => fault.hint("the `{` of the scope is not closed"),
            (false, _) => fault,
        };
        self.tell::<()>(fault);
        by
    }

    /// The end of what stands before the blanks here.
    pub(super) fn behind_blanks(&self) -> usize {
        self.text().get(..self.at()).unwrap_or_default().trim_end().len()
    }

    /// `{{env:prod}}`: read as meant.
    fn doubled(&mut self, start: usize) -> Option<Scope> {
        let inner = self.nested(Self::scope)?;
        let closed = self.eat("}").is_some();
        let span = Span::new(start, start + 2);
        let fault = Fault::new(span, "expected one `{` before the scope, found two")
            .expected(&["`{`"])
            .hint("doubled braces come from a template that was not filled in; a scope has single ones");
        let doubled = if closed { self.since(start) } else { Span::new(start, inner.span.end) };
        self.tell::<()>(fault.fix(doubled, inner.span.of(self.text())));
        Some(inner)
    }

    /// Whether a group-by begins here.
    pub(super) fn is_by(&self) -> bool {
        let rest = self.cursor.rest();
        let behind = rest.strip_prefix("by").or_else(|| rest.strip_prefix("BY")).map(str::trim_start);
        behind.is_some_and(|rest| rest.starts_with(['{', '(']))
    }

    pub(super) fn filter(&mut self) -> Option<Filter> {
        self.nested(Self::or)
    }

    fn or(&mut self) -> Option<Filter> {
        let mut operands = vec![self.and()?];
        let mut joints = Vec::new();
        while let Some(span) = self.keyword("OR").or_else(|| self.sign("||", "OR")) {
            joints.push((Joint::Word, span));
            operands.push(self.and()?);
        }
        Some(joined(operands, Filter::span, |span, operands| Filter::Or(Joined { span, operands, joints })))
    }

    fn and(&mut self) -> Option<Filter> {
        let mut operands = vec![self.not()?];
        let mut joints = Vec::new();
        while let Some(joint) = self.joint() {
            joints.push(joint);
            operands.push(self.not()?);
        }
        Some(joined(operands, Filter::span, |span, operands| Filter::And(Joined { span, operands, joints })))
    }

    /// A sign of the search language that a scope does not have: told, and read as its word.
    fn sign(&mut self, sign: &str, word: &str) -> Option<Span> {
        self.blanks();
        if !self.cursor.starts_with(sign) {
            return None;
        }
        let fault = self.fault(&format!("`{word}`"), &[]).hint(format!("a scope joins with `{word}`"));
        let span = self.cursor.eat(sign)?;
        self.tell::<()>(fault.fix(span, word));
        Some(span)
    }

    fn joint(&mut self) -> Option<(Joint, Span)> {
        let before = self.at();
        if let Some(span) = self.eat(",") {
            return Some((Joint::Comma, span));
        }
        if let Some(span) = self.keyword("AND").or_else(|| self.sign("&&", "AND")) {
            return Some((Joint::Word, span));
        }
        let blank = self.since(before);
        let ends = match self.peek() {
            None | Some('}' | ')' | '{' | '<' | '>' | '=' | ':' | '|') => true,
            _ => self.is_keyword("OR") || self.is_by(),
        };
        (!ends && !blank.range().is_empty()).then_some((Joint::Blank, blank))
    }

    fn not(&mut self) -> Option<Filter> {
        self.blanks();
        let start = self.at();
        let sign = if let Some(span) = self.keyword("NOT") {
            Some((NotSign::Word, span))
        } else if let Some(span) = self.cursor.eat("!") {
            Some((NotSign::Bang, span))
        } else {
            self.cursor.eat("-").map(|span| (NotSign::Minus, span))
        };
        let Some((sign, sign_span)) = sign else {
            return self.primary_filter();
        };
        let operand = Box::new(self.nested(Self::not)?);
        Some(Filter::Not(Not { span: self.since(start), sign, sign_span, operand }))
    }

    fn primary_filter(&mut self) -> Option<Filter> {
        let start = self.at();
        match self.peek() {
            Some('(') => {
                self.cursor.bump();
                let inner = Box::new(self.filter()?);
                if self.eat(")").is_none() {
                    return self.expected("`)` in the scope", &["`,`", "`AND`", "`OR`", "`)`"]);
                }
                Some(Filter::Paren(Paren { span: self.since(start), inner }))
            }
            Some('$') if !self.cursor.starts_with("${") => self.variable_or_tag(),
            _ => self.atom(),
        }
    }

    fn variable_or_tag(&mut self) -> Option<Filter> {
        let start = self.at();
        self.cursor.bump();
        let name = self.cursor.eat_while(is_part);
        if name.range().is_empty() || self.peek().is_some_and(is_value) {
            self.cursor.jump(start);
            return self.atom();
        }
        Some(Filter::Variable(Variable { span: self.since(start), text: name.of(self.text()).to_owned() }))
    }

    fn atom(&mut self) -> Option<Filter> {
        if ["AND", "OR", "IN"].iter().any(|word| self.is_keyword(word)) {
            return self.expected("a tag", &["a tag", "`*`", "`NOT`", "`(`"]);
        }
        let key = self.run(is_key);
        if key.text.is_empty() {
            return self.expected("a tag", &["a tag", "`*`", "`NOT`", "`(`"]);
        }
        if self.cursor.eat(":").is_some() {
            return self.tag(key);
        }
        if self.cursor.starts_with("=") {
            return self.equals(key);
        }
        let behind = self.at();
        if let Some(form) = self.in_form() {
            let values = self.values(form)?;
            return Some(Filter::In(In { span: self.since(key.span.start), key, form, values }));
        }
        self.cursor.jump(behind);
        Some(match key.text.as_str() {
            "*" => Filter::All(key.span),
            text if text.starts_with("${") && text.ends_with('}') => Filter::Placeholder(key),
            _ => Filter::Bare(key),
        })
    }

    /// `env=prod`: read as meant.
    fn equals(&mut self, key: Word) -> Option<Filter> {
        let sign = self.cursor.eat("==").or_else(|| self.cursor.eat("="))?;
        let fault =
            Fault::new(sign, format!("expected `:` behind the key `{}`, found `{}`", key.text, sign.of(self.text())));
        self.tell::<()>(fault.expected(&["`:`"]).hint("a tag is written `key:value`").fix(sign, ":"));
        self.tag(key)
    }

    /// `IN`, `NOT IN`, where one stands here.
    fn in_form(&mut self) -> Option<InForm> {
        if self.keyword("IN").is_some() {
            return Some(InForm::In);
        }
        self.keyword("NOT").and_then(|_| self.keyword("IN")).map(|_| InForm::NotIn)
    }

    /// Behind the colon. Nothing may stand there: Datadog takes it, and the rules tell.
    fn tag(&mut self, key: Word) -> Option<Filter> {
        let behind = self.at();
        self.blanks();
        if self.peek() == Some('(') {
            let values = self.values(InForm::Colon)?;
            return Some(Filter::In(In { span: self.since(key.span.start), key, form: InForm::Colon, values }));
        }
        let value = if ["AND", "OR"].iter().any(|word| self.is_keyword(word)) { None } else { self.value() };
        let value = value.unwrap_or_else(|| {
            self.cursor.jump(behind);
            Value { span: Span::point(behind), text: String::new(), quote: None }
        });
        Some(Filter::Tag(Tag { span: self.since(key.span.start), key, value }))
    }

    fn value(&mut self) -> Option<Value> {
        if let Some('"' | '\'') = self.peek() {
            let text = self.quoted()?;
            return Some(Value { span: text.span, text: text.raw, quote: Some(text.quote) });
        }
        let word = self.run(is_value);
        (!word.text.is_empty()).then_some(Value { span: word.span, text: word.text, quote: None::<Quote> })
    }

    /// `(a, b)`; with `OR` between them behind a colon.
    fn values(&mut self, form: InForm) -> Option<Vec<Value>> {
        if self.eat("(").is_none() {
            return self.expected("`(` and a list of values behind `IN`", &["`(`"]);
        }
        let mut values = Vec::new();
        loop {
            self.blanks();
            match self.value() {
                Some(value) => values.push(value),
                None => return self.expected("a value in the list", &["a value"]),
            }
            if self.eat(")").is_some() {
                return Some(values);
            }
            let or = form == InForm::Colon && self.keyword("OR").is_some();
            if !or && self.eat(",").is_none() {
                return self.expected("`,` or `)` in the list of values", &["`,`", "`)`"]);
            }
        }
    }
}
