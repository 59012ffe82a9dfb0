//! Datadog takes widgets that lie on each other, and draws one over the other.

use crate::lint::subject::Dashboard;
use crate::lint::subject::grid::{Rect, Section, json};
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::{Change, Patch};

pub static RULE: Rule = Rule {
    id: "overlapping-widgets",
    repair: Repair::Always,
    check: Check::Dashboard(check),
    page: include_str!("../../../tests/rules/overlapping-widgets.md"),
    ..Rule::REST
};

/// On a free dashboard words and pictures lie over others on purpose.
const DECORATION: &[&str] = &["note", "free_text", "image", "iframe"];

fn check(dashboard: &Dashboard<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let free = dashboard.layout_type == "free";
    for mut section in dashboard.sections() {
        section.widgets.retain(|(index, _)| {
            let kind = dashboard.widgets.get(*index).map_or("", |widget| widget.widget_type);
            !(free && DECORATION.contains(&kind))
        });
        look(dashboard, &section, told);
    }
}

fn look(dashboard: &Dashboard<'_>, section: &Section, told: &mut Told<'_>) {
    let mut patches = None;
    for (at, (index, rect)) in section.widgets.iter().enumerate() {
        let before = section.widgets.iter().take(at);
        let Some((other, _)) = before.into_iter().find(|(_, other)| rect.overlaps(other)) else { continue };
        let (Some(widget), Some(other)) = (dashboard.widgets.get(*index), dashboard.widgets.get(*other)) else {
            continue;
        };
        let patches = patches.get_or_insert_with(|| pushed_down(dashboard, section));
        told.about(dashboard, format!("{} lies on {}", widget.label(), other.label()))
            .at(&widget.at.key("layout"))
            .label(shown(*rect))
            .related(&other.at.key("layout"), "the other one")
            .help("move one of them, or make it smaller")
            .fix("move what is covered further down", patches.clone());
    }
}

fn shown(rect: Rect) -> String {
    format!("columns {} to {}, rows {} to {}", rect.x, rect.right(), rect.y, rect.bottom())
}

/// The new `y` of every widget that has to go down so that none lies on another: from the top, each as little as possible.
fn pushed_down(dashboard: &Dashboard<'_>, section: &Section) -> Vec<Patch> {
    let mut order = section.widgets.clone();
    order.sort_by(|(left, a), (right, b)| a.y.total_cmp(&b.y).then(left.cmp(right)));
    let mut placed: Vec<Rect> = Vec::new();
    let mut patches = Vec::new();
    for (index, rect) in order {
        let mut moved = rect;
        while let Some(above) = placed.iter().find(|above| above.overlaps(&moved)) {
            moved.y = above.bottom();
        }
        placed.push(moved);
        if let Some(widget) = dashboard.widgets.get(index).filter(|_| moved.y > rect.y) {
            patches.push(Patch { at: widget.at.key("layout").key("y"), change: Change::Set(json(moved.y)) });
        }
    }
    patches
}
