//! Datadog refuses a widget without a layout where it would have to guess: "'layout' is a required property".

use serde_json::json;

use crate::lint::subject::Dashboard;
use crate::lint::subject::grid::{COLUMNS, Rect, Section, json};
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::Severity;

pub static RULE: Rule = Rule {
    id: "missing-layout",
    severity: Severity::Error,
    repair: Repair::Always,
    of_absence: true,
    check: Check::Dashboard(check),
    page: include_str!("../../../tests/rules/missing-layout.md"),
    ..Rule::REST
};

fn check(dashboard: &Dashboard<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    match (dashboard.layout_type, dashboard.reflow_type) {
        ("free", _) => missing(dashboard, "`layout_type: free`", told),
        ("ordered", Some("fixed")) => missing(dashboard, "`reflow_type: fixed`", told),
        ("ordered", Some("auto")) => needless(dashboard, told),
        _ => {}
    }
}

fn missing(dashboard: &Dashboard<'_>, why: &str, told: &mut Told<'_>) {
    let mut sections = dashboard.sections();
    for (index, widget) in dashboard.widgets.iter().enumerate().filter(|(_, widget)| widget.layout.is_none()) {
        let section = sections.iter_mut().rfind(|section| section.group == widget.group);
        let rect = place(dashboard, index, section.as_deref());
        section.into_iter().for_each(|section| section.widgets.push((index, rect)));
        let layout = json!({
            "x": json(rect.x), "y": json(rect.y), "width": json(rect.width), "height": json(rect.height)
        });
        told.about(dashboard, format!("{} has no `layout`, and with {why} each widget needs one", widget.label()))
            .at(&widget.at)
            .label("no `layout`")
            .help(format!("say where it lies: `layout: {}`", shown(rect)))
            .fix_set("put it under the others", &widget.at.key("layout"), layout);
    }
}

fn shown(rect: Rect) -> String {
    format!("{{x: {}, y: {}, width: {}, height: {}}}", rect.x, rect.y, rect.width, rect.height)
}

/// Under everything that stands in its section, as large as Datadog makes a new widget.
fn place(dashboard: &Dashboard<'_>, index: usize, section: Option<&Section>) -> Rect {
    let sections = dashboard.sections();
    let inner = sections.iter().filter(|section| section.group == Some(index)).map(Section::bottom);
    let (width, height) = match (dashboard.layout_type, inner.reduce(f64::max)) {
        ("free", _) => (47.0, 15.0),
        // A heading of one cell, and its widgets.
        (_, Some(inner)) => (COLUMNS, inner + 1.0),
        (_, None) => (4.0, 2.0),
    };
    Rect { x: 0.0, y: section.map_or(0.0, Section::bottom), width, height }
}

fn needless(dashboard: &Dashboard<'_>, told: &mut Told<'_>) {
    for widget in dashboard.widgets.iter().filter(|widget| widget.group.is_none() && widget.layout.is_some()) {
        let at = widget.at.key("layout");
        let message =
            format!("{} has a `layout`, and with `reflow_type: auto` Datadog arranges the widgets", widget.label());
        told.about(dashboard, message)
            .at_key(&at)
            .label("without effect")
            .help("take it out, or write `reflow_type: fixed` and give each widget one")
            .severity(Severity::Warning)
            .fix_remove("take it out", &at);
    }
}
