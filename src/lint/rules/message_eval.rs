//! `{{eval "..."}}` that cannot be calculated.

use crate::lint::subject::{Eval, Monitor, Text};
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::message::eval::{Expr, FUNCTIONS, Operator, Term, function};
use crate::message::{Path, Word};
use crate::model::Severity;
use crate::syntax::{Fault, nearest};

pub static RULE: Rule = Rule {
    id: "eval-expression",
    severity: Severity::Error,
    repair: Repair::Sometimes,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/eval-expression.md"),
    ..Rule::REST
};

/// Variables that are words; only `strip` takes them.
const WORDS: &[&str] = &["comparator", "check_message", "timeframe", "first_triggered_at", "last_triggered_at"];

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    for text in &monitor.texts {
        for eval in &text.evals {
            let mut look = Look { monitor, text, told };
            if look.is_written_well(eval) {
                eval.expression.root.iter().for_each(|root| look.expr(root, false));
            }
        }
    }
}

struct Look<'l, 't> {
    monitor: &'l Monitor<'l>,
    text: &'l Text<'l>,
    told: &'l mut Told<'t>,
}

impl Look<'_, '_> {
    fn fault(&mut self, fault: &Fault) {
        self.told
            .about(self.monitor, fault.message.clone())
            .help("an expression is `{{eval \"value / 1024\"}}`")
            .fault(&self.text.at, fault);
    }

    /// The tag, its one argument, and the expression in it.
    fn is_written_well(&mut self, eval: &Eval) -> bool {
        let tag = eval.tag.span;
        let in_tag = |fault: &&Fault| tag.start <= fault.span.start && fault.span.end <= tag.end;
        let of_tag: Vec<&Fault> = self.text.template.faults.iter().map(|found| &found.fault).filter(in_tag).collect();
        if !of_tag.is_empty() {
            of_tag.into_iter().for_each(|fault| self.fault(fault));
            return false;
        }
        if eval.tag.args.len() != 1 {
            let found = eval.tag.args.len();
            self.told
                .about(self.monitor, format!("`eval` takes one expression in quotes, and here are {found}"))
                .inside(&self.text.at, tag)
                .help("write all of it between one pair of quotes: `{{eval \"value / 1024\"}}`");
            return false;
        }
        eval.expression.faults.iter().for_each(|fault| self.fault(fault));
        eval.expression.faults.is_empty()
    }

    /// `text` is whether words are taken here.
    fn expr(&mut self, expr: &Expr, text: bool) {
        match &expr.term {
            Term::Variable(path) if !text => self.variable(path),
            Term::Number(_) | Term::Text(_) | Term::Variable(_) => {}
            Term::Negative(inner) => self.expr(inner, false),
            Term::Binary { operator, left, right } => {
                self.expr(left, false);
                self.expr(right, false);
                let divides = matches!(operator, Operator::Divide | Operator::Remainder);
                if divides && matches!(right.term, Term::Number(0.0)) {
                    self.told
                        .about(self.monitor, "the expression divides by zero")
                        .inside(&self.text.at, right.span)
                        .label("zero")
                        .help("divide by another number");
                }
            }
            Term::Call { name, args } => {
                self.call(expr, name, args.len());
                args.iter().for_each(|arg| self.expr(arg, name.text == "strip"));
            }
        }
    }

    fn variable(&mut self, path: &Path) {
        let name = path.dotted();
        if WORDS.contains(&name.as_str()) {
            let help = match name.strip_suffix("_triggered_at") {
                Some(_) => format!("`{name}_epoch` is the time in milliseconds"),
                None => format!("`{{{{{{{name}}}}}}}` shows it as it is"),
            };
            self.told
                .about(self.monitor, format!("`{name}` is a text, and `eval` calculates with numbers"))
                .inside(&self.text.at, path.span)
                .label("no number")
                .help(help);
        }
    }

    fn call(&mut self, call: &Expr, name: &Word, count: usize) {
        let Some(known) = function(&name.text) else {
            let telling = self
                .told
                .about(self.monitor, format!("`eval` has no function `{}`", name.text))
                .inside(&self.text.at, name.span)
                .label("unknown");
            match nearest(&name.text, FUNCTIONS.iter().map(|function| function.name)) {
                Some(near) => telling.help(format!("did you mean `{near}`?")).fix_text(
                    format!("write `{near}`"),
                    &self.text.at,
                    name.span,
                    near,
                ),
                None => telling
                    .severity(Severity::Warning)
                    .help("it has `round`, `abs`, `int`, `humanize_bytes` and mathematical functions"),
            };
            return;
        };
        let (fewest, most) = known.arity;
        if count < fewest || most < count {
            let wanted = match (fewest, most) {
                (1, 1) => "one argument".to_owned(),
                (fewest, most) if fewest == most => format!("{fewest} arguments"),
                (fewest, most) => format!("{fewest} to {most} arguments"),
            };
            self.told
                .about(self.monitor, format!("`{}` takes {wanted}, and has {count}", name.text))
                .inside(&self.text.at, call.span)
                .help(example(&name.text));
        }
    }
}

fn example(function: &str) -> String {
    match function {
        "round" => "`round(value, 2)` keeps two digits".to_owned(),
        "strip" => "`strip(host.name, 'prod-')` takes the prefix off".to_owned(),
        "atan2" => "write `atan2(y, x)`".to_owned(),
        other => format!("write `{other}(value)`"),
    }
}
