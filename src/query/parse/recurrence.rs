//! `FREQ=WEEKLY;BYDAY=MO,TU` (RFC 5545).

use super::{Layer, Parser};
use crate::query::tables;
use crate::query::tree::{Recurrence, RulePart, Word};
use crate::syntax::{Fault, Parsed, nearest};

pub fn recurrence(text: &str) -> Parsed<Recurrence> {
    let mut parser = Parser::new(text, Layer::Metric);
    let tree = parser.recurrence();
    parser.finish_whole(tree)
}

impl Parser<'_> {
    fn recurrence(&mut self) -> Option<Recurrence> {
        self.blanks();
        let start = self.at();
        let prefixed = self.cursor.eat("RRULE:").is_some();
        let mut parts = vec![self.rule_part()?];
        while self.eat(";").is_some() {
            self.blanks();
            if self.cursor.is_at_end() {
                break;
            }
            let part = self.rule_part()?;
            if parts.iter().any(|other: &RulePart| other.name.text.eq_ignore_ascii_case(&part.name.text)) {
                self.tell::<()>(Fault::new(part.span, format!("`{}` is there a second time", part.name.text)));
            }
            parts.push(part);
        }
        let rule = Recurrence { span: self.since(start), prefixed, parts };
        if rule.part("FREQ").is_none() {
            let fault = Fault::new(rule.span, "expected `FREQ=` in the rule, found none").expected(&["`FREQ`"]);
            self.tell::<()>(fault.hint("say how often: `FREQ=WEEKLY;BYDAY=MO`"));
        }
        Some(rule)
    }

    fn rule_part(&mut self) -> Option<RulePart> {
        let start = self.at();
        let Some(name) = Some(self.run(|c| c.is_ascii_alphanumeric() || c == '-')).filter(|name| !name.text.is_empty())
        else {
            return self.expected("a part of the rule, `FREQ=WEEKLY`", &["`FREQ`", "`INTERVAL`", "`BYDAY`"]);
        };
        if self.eat("=").is_none() {
            return self.expected(&format!("`=` behind `{}`", name.text), &["`=`"]);
        }
        let mut values = Vec::new();
        loop {
            self.blanks();
            let value = self.run(|c| !c.is_whitespace() && !matches!(c, ';' | ',' | '='));
            if value.text.is_empty() {
                return self.expected(&format!("a value of `{}`", name.text), &["a value"]);
            }
            self.judge(&name, &value);
            values.push(value);
            if self.eat(",").is_none() {
                return Some(RulePart { span: self.since(start), name, values });
            }
        }
    }

    /// Whether a part that RFC 5545 knows takes the value. Other parts are for the rules.
    fn judge(&mut self, name: &Word, value: &Word) {
        let upper = name.text.to_uppercase();
        let Some(part) = tables::RULE_PARTS.iter().find(|part| part.name == upper) else {
            return;
        };
        if value.has_placeholder() || part.takes(&value.text) {
            return;
        }
        let message = format!("expected {} behind `{}=`, found `{}`", part.what, name.text, value.text);
        let fault = Fault::new(value.span, message);
        let near = nearest(&value.text, part.words.iter().copied());
        self.tell::<()>(match near {
            Some(near) => fault.hint(format!("did you mean `{near}`?")).fix(value.span, near),
            None => fault,
        });
    }
}
