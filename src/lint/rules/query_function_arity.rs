//! A known function with too few, too many or the wrong arguments.

use crate::lint::subject::Expression;
use crate::lint::{Check, Context, Rule, Told};
use crate::model::Severity;
use crate::query::Walk as _;
use crate::query::tables::{self, ArgumentKind, Family, Function};
use crate::query::tree::{Argument, Call, Literal};
use crate::syntax::nearest;

pub static RULE: Rule = Rule {
    id: "function-arity",
    severity: Severity::Error,
    check: Check::Expression(check),
    page: include_str!("../../../tests/rules/function-arity.md"),
    ..Rule::REST
};

fn check(found: &Expression<'_, '_>, _: &Context<'_>, told: &mut Told<'_>) {
    for call in found.expr.calls() {
        let Some(function) = tables::function(&call.name.text) else { continue };
        let given: Vec<&Argument> = call.arguments.iter().filter(|argument| argument.name.is_none()).collect();
        if given.len() < function.least || given.len() > function.most() {
            told.about(found.resource, wrong_number(function, call, given.len()))
                .inside(&found.at, call.span)
                .help(format!("it is written {}", form(function)));
            continue;
        }
        // What anomalies and forecasts are told has rules of its own.
        if function.family == Family::Algorithm {
            continue;
        }
        for (argument, kind) in given.iter().zip(function.arguments) {
            if let Some((message, help)) = wrong_kind(function, argument, *kind) {
                told.about(found.resource, message).inside(&found.at, argument.span).help(help);
            }
        }
        for argument in &call.arguments {
            let Some(name) = argument.name.as_ref().filter(|name| !function.keywords.contains(&name.text.as_str()))
            else {
                continue;
            };
            let near = nearest(&name.text, function.keywords.iter().copied());
            told.about(found.resource, format!("`{}` takes no argument `{}`", function.name, name.text))
                .inside(&found.at, argument.span)
                .help(match (near, function.keywords) {
                    (Some(near), _) => format!("did you mean `{near}`?"),
                    (None, []) => "it takes no arguments with a name".to_owned(),
                    (None, keywords) => format!("it takes {}", keywords.join(", ")),
                });
        }
    }
}

fn wrong_number(function: &Function, call: &Call, given: usize) -> String {
    let wanted = match (function.least, function.most()) {
        (least, most) if least == most => format!("{least}"),
        (least, most) => format!("{least} to {most}"),
    };
    let noun = if wanted == "1" { "argument" } else { "arguments" };
    format!("`{}` takes {wanted} {noun}, and has {given}", call.name.text)
}

/// `forecast(series, 'linear', number)`
fn form(function: &Function) -> String {
    let part = |kind: &ArgumentKind| match kind {
        ArgumentKind::Series => "series".to_owned(),
        ArgumentKind::Number => "number".to_owned(),
        ArgumentKind::Word(words) => words.first().map_or_else(String::new, |word| format!("'{word}'")),
        ArgumentKind::Text => "'text'".to_owned(),
        ArgumentKind::Scope => "{scope}".to_owned(),
    };
    let parts: Vec<String> = function.arguments.iter().take(function.least.max(1)).map(part).collect();
    format!("`{}({})`", function.name, parts.join(", "))
}

fn wrong_kind(function: &Function, argument: &Argument, kind: ArgumentKind) -> Option<(String, String)> {
    let name = function.name;
    match (kind, &argument.value) {
        (ArgumentKind::Series, Literal::Text(_) | Literal::Duration(_)) => Some((
            format!("`{name}` is of a series, and `{}` is none", argument.value),
            format!("it is written {}", form(function)),
        )),
        (ArgumentKind::Number, value) if matches!(value, Literal::Text(_) | Literal::Scope(_)) => Some((
            format!("`{name}` wants a number here, and `{value}` is none"),
            format!("it is written {}", form(function)),
        )),
        (ArgumentKind::Word(words), value) => {
            let said = value.said().filter(|said| !said.contains("${"))?;
            let known = words.iter().any(|word| word.eq_ignore_ascii_case(said.trim()));
            let near = nearest(&said, words.iter().copied());
            let help = near
                .map_or_else(|| format!("it is one of {}", words.join(", ")), |near| format!("did you mean `{near}`?"));
            (!known).then(|| (format!("`{name}` does not know `{said}`"), help))
        }
        _ => None,
    }
}
