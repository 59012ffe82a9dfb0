//! What became of every change of an apply.

use super::line::{Line, Page, Paint};
use crate::plan::{Action, Done, Outcome};
use crate::report::{Report, outcome, visible};

pub fn write(report: &Report<'_>, page: &mut Page) {
    for told in report.outcomes {
        let (symbol, paint) = sign(told);
        let mut line = Line::plain("  ")
            .add(paint, format!("{symbol} {:9}", outcome::word(told)))
            .add(Paint::Plain, "  ")
            .add(Paint::Bold, told.address.to_string());
        match &told.result {
            Done::Applied { .. } => line = written(report, told, line),
            _ => line = line.add(Paint::Plain, format!(": {}", outcome::sentence(&outcome::why(told)))),
        }
        page.line(&line, 6);
        for note in outcome::notes(told) {
            page.line(&Line::plain("      ").add(Paint::Dim, format!("note: {}", outcome::sentence(note))), 12);
        }
    }
}

fn written(report: &Report<'_>, told: &Outcome, line: Line) -> Line {
    let Some(id) = &told.id else { return line };
    let line = line.add(Paint::Dim, format!("  (id {})", visible::line(id)));
    match outcome::page(report, told) {
        Some(link) => line.add(Paint::Plain, "  ").add(Paint::Adopt, link),
        None => line,
    }
}

fn sign(told: &Outcome) -> (&'static str, Paint) {
    match (&told.result, told.action) {
        (Done::Applied { .. }, Action::Create) => ("+", Paint::Create),
        (Done::Applied { .. }, Action::Update) => ("~", Paint::Update),
        (Done::Applied { .. }, Action::Adopt) => (">", Paint::Adopt),
        (Done::Applied { .. }, Action::Replace) => ("±", Paint::Delete),
        (Done::Applied { .. }, Action::Delete) => ("-", Paint::Delete),
        (Done::Failed { .. }, _) => ("x", Paint::Delete),
        (Done::Unknown { .. }, _) => ("?", Paint::Delete),
        (Done::Partly { .. } | Done::Moved { .. }, _) => ("!", Paint::Delete),
        (Done::Skipped { .. } | Done::Interrupted, _) => ("x", Paint::Update),
        (Done::Left(_), _) => ("=", Paint::Plain),
    }
}
