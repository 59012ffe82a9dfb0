//! Groups and tabs with nothing in them, and groups where Datadog does not draw them.

use serde_json::Value;

use crate::lint::subject::{Dashboard, Widget};
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::{Pointer, Severity};

pub static RULE: Rule = Rule {
    id: "empty-group",
    repair: Repair::Sometimes,
    check: Check::Dashboard(check),
    page: include_str!("../../../tests/rules/empty-group.md"),
    ..Rule::REST
};

fn check(dashboard: &Dashboard<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    for widget in dashboard.widgets.iter().filter(|widget| widget.widget_type == "group") {
        match (widget.group, is_empty(widget.definition, "widgets")) {
            (Some(_), _) => nested(dashboard, widget, told),
            (None, true) => empty(dashboard, widget, told),
            (None, false) => placed(dashboard, widget, told),
        }
    }
    for (index, tab) in dashboard.list("/tabs").iter().enumerate().filter(|(_, tab)| is_empty(tab, "widget_ids")) {
        let name = tab.get("name").and_then(Value::as_str).filter(|name| !name.is_empty());
        let tab = name.map_or_else(|| "a tab".to_owned(), |name| format!("the tab `{name}`"));
        told.about(dashboard, format!("{tab} has no widgets"))
            .at(&Pointer::parse("/tabs").index(index).key("widget_ids"))
            .help("name its widgets, `@1` is the first of the dashboard, or take the tab out");
    }
}

fn is_empty(value: &Value, key: &str) -> bool {
    value.get(key).and_then(Value::as_array).is_some_and(Vec::is_empty)
}

fn nested(dashboard: &Dashboard<'_>, widget: &Widget<'_>, told: &mut Told<'_>) {
    told.about(dashboard, format!("the group {} stands in a group", called(widget)))
        .at(&widget.definition_at().key("type"))
        .label("a group in a group")
        .help("put its widgets into the outer group, or the group beside it")
        .severity(Severity::Error);
}

fn empty(dashboard: &Dashboard<'_>, widget: &Widget<'_>, told: &mut Told<'_>) {
    let telling = told
        .about(dashboard, format!("the group {} has no widgets", called(widget)))
        .at(&widget.definition_at().key("widgets"))
        .label("empty")
        .help("give it widgets, or take it out");
    // Tabs count widgets, and would mean others then.
    if dashboard.list("/tabs").is_empty() {
        telling.fix_remove("take the group out", &widget.at);
    }
}

fn placed(dashboard: &Dashboard<'_>, widget: &Widget<'_>, told: &mut Told<'_>) {
    if dashboard.layout_type == "free" {
        told.about(dashboard, format!("the group {} stands on a dashboard with `layout_type: free`", called(widget)))
            .at(&widget.definition_at().key("type"))
            .label("not on a free dashboard")
            .help("Datadog has refused groups there; write `layout_type: ordered`, or put the widgets in its place");
    }
    if widget.text("title").is_none_or(str::is_empty) {
        told.about(dashboard, "a group has no title, and nobody can tell what is in it once it is folded")
            .at(&widget.definition_at())
            .help("write `title`")
            .severity(Severity::Info);
    }
}

fn called(widget: &Widget<'_>) -> String {
    widget.text("title").map_or_else(|| "without a title".to_owned(), |title| format!("`{title}`"))
}
