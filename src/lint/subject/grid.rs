//! Where widgets lie: rectangles, and the sections within which two must not share a cell.

use serde_json::{Number, Value};

use super::Dashboard;

/// Columns of the grid of an ordered dashboard, and of each group in it.
pub const COLUMNS: f64 = 12.0;

/// A widget's `layout`, in cells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// Widgets of one coordinate space, each as its index in [`Dashboard::widgets`], in the order of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// The group whose widgets these are; None for those of the dashboard itself.
    pub group: Option<usize>,
    pub widgets: Vec<(usize, Rect)>,
}

impl Rect {
    /// None where the layout is not four numbers: the schema speaks of it.
    pub fn of(layout: &Value) -> Option<Self> {
        let number = |key| layout.get(key).and_then(Value::as_f64);
        Some(Self { x: number("x")?, y: number("y")?, width: number("width")?, height: number("height")? })
    }

    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// Whether they share a cell; edges may touch.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }
}

impl Section {
    /// Under its lowest widget.
    pub fn bottom(&self) -> f64 {
        self.widgets.iter().map(|(_, rect)| rect.bottom()).fold(0.0, f64::max)
    }
}

impl Dashboard<'_> {
    /// The coordinate spaces. On an ordered dashboard a widget with a column break begins one, and so does a later widget in
    /// the corner (0, 0): measured on shipped dashboards, which would overlap a hundred times otherwise.
    pub fn sections(&self) -> Vec<Section> {
        let groups = self.widgets.iter().enumerate().filter(|(_, widget)| widget.definition.get("widgets").is_some());
        let spaces = std::iter::once(None).chain(groups.map(|(index, _)| Some(index)));
        spaces.flat_map(|group| self.sections_of(group)).collect()
    }

    fn sections_of(&self, group: Option<usize>) -> Vec<Section> {
        let mut sections = vec![Section { group, widgets: Vec::new() }];
        for (index, widget) in self.widgets.iter().enumerate().filter(|(_, widget)| widget.group == group) {
            let Some((layout, rect)) = widget.layout.and_then(|layout| Some((layout, Rect::of(layout)?))) else {
                continue;
            };
            let breaks = layout.get("is_column_break") == Some(&Value::Bool(true)) || rect.x.max(rect.y) <= 0.0;
            let empty = sections.last().is_none_or(|section| section.widgets.is_empty());
            if breaks && !empty && self.layout_type == "ordered" {
                sections.push(Section { group, widgets: Vec::new() });
            }
            sections.iter_mut().next_back().into_iter().for_each(|section| section.widgets.push((index, rect)));
        }
        sections
    }
}

/// Whole numbers as JSON writes them: `6`, not `6.0`.
pub fn json(cells: f64) -> Value {
    format!("{cells}").parse::<Number>().map_or(Value::Null, Value::Number)
}
