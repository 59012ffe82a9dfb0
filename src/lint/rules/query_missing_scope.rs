use crate::lint::subject::Expression;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::query::Walk as _;
use crate::syntax::Span;

pub static RULE: Rule = Rule {
    id: "missing-scope",
    repair: Repair::Always,
    check: Check::Expression(check),
    page: include_str!("../../../tests/rules/missing-scope.md"),
    ..Rule::REST
};

fn check(found: &Expression<'_, '_>, _: &Context<'_>, told: &mut Told<'_>) {
    for metric in found.expr.metrics() {
        let (span, message) = match &metric.scope {
            Some(scope) if scope.filter.is_some() => continue,
            Some(scope) => (scope.span, format!("the scope of `{}` is empty, which means everything", metric.name)),
            // A bare name may be a word, and with a `-` behind it is told by invalid-metric-name.
            None if metric.is_bare() || is_cut(found.text(), metric.span.end) => continue,
            None => {
                let behind = Span::point(metric.name.span.end);
                (behind, format!("`{}` has no scope, which means everything", metric.name))
            }
        };
        told.about(found.resource, message)
            .inside(&found.at, metric.name.span.to(span))
            .label("everything")
            .help("write `{*}` if that is meant, else the tags: `{env:prod}`")
            .fix_text("write `{*}`", &found.at, span, "{*}");
    }
}

fn is_cut(text: &str, end: usize) -> bool {
    text.get(end..).is_some_and(|rest| rest.starts_with('-'))
}
