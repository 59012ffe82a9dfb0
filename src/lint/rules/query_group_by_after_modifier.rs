use crate::lint::subject::Expression;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::{Change, Patch};
use crate::query::Walk as _;
use crate::syntax::Span;

pub static RULE: Rule = Rule {
    id: "group-by-after-modifier",
    repair: Repair::Always,
    check: Check::Expression(check),
    page: include_str!("../../../tests/rules/group-by-after-modifier.md"),
    ..Rule::REST
};

fn check(found: &Expression<'_, '_>, _: &Context<'_>, told: &mut Told<'_>) {
    for metric in found.expr.metrics() {
        let (Some(modifier), Some(by)) = (metric.modifier_before_group_by(), &metric.group_by) else { continue };
        let before = metric.modifiers.iter().filter(|modifier| modifier.span.start < by.span.start);
        let modifiers = before.map(|modifier| modifier.span).reduce(Span::to).unwrap_or(modifier.span);
        let text = found.resource.text(&found.at.to_string()).unwrap_or_default();
        let swapped = format!(" {}{}", by.span.of(text), modifiers.of(text));
        let all = Span::new(modifiers.start, by.span.end);
        let change = Change::Text { range: all.range(), text: swapped };
        told.about(found.resource, format!("`by` stands behind `.{}(..)`, and belongs before it", modifier.name))
            .inside(&found.at, by.span)
            .label("move it before the dot")
            .related_inside(&found.at, modifier.span, "this comes behind")
            .help("the modifier is of the grouped series: `sum:m{*} by {key}.as_count()`")
            .fix("write `by` before the modifier", vec![Patch { at: found.at.clone(), change }]);
    }
}
