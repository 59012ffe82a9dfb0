//! Who changed what, in tables of their own: what is not the author's doing must not hide among what is.

use super::inert::{code, prose};
use crate::plan::{Cause, How, Plan, Sides};
use crate::report::tell::sides::{label, label_already, of_cause, shown};
use crate::report::{count, visible};

pub fn parts(plan: &Plan, sides: &Sides) -> Vec<String> {
    [conflicts(plan, sides), drift(plan, sides), already(sides)].into_iter().flatten().collect()
}

fn conflicts(plan: &Plan, sides: &Sides) -> Option<String> {
    let base = code(&visible::line(&sides.base));
    let rows = rows(plan, sides, Cause::Both);
    let fields = count(rows.len(), "field");
    let head = format!("**{fields} changed by this branch, and in Datadog to something else**\n\n");
    let head = format!("{head}| Resource | Field | At {base} | In Datadog | This branch |\n|---|---|---|---|---|\n");
    let line =
        |row: &Row| format!("| {} | {} | {} | {} | {} |", row.address, row.field, row.base, row.before, row.after);
    (!rows.is_empty()).then(|| head + &rows.iter().map(line).collect::<Vec<_>>().join("\n"))
}

fn drift(plan: &Plan, sides: &Sides) -> Option<String> {
    let rows = rows(plan, sides, Cause::Drift);
    let fields = count(rows.len(), "field");
    let summary =
        format!("<summary>Also undone by applying: {fields} changed in Datadog, not by this branch</summary>");
    let head = "| Resource | Field | In Datadog | Definitions |\n|---|---|---|---|";
    let line = |row: &Row| format!("| {} | {} | {} | {} |", row.address, row.field, row.before, row.after);
    let lines = rows.iter().map(line).collect::<Vec<_>>().join("\n");
    (!rows.is_empty()).then(|| format!("<details>{summary}\n\n{head}\n{lines}\n</details>"))
}

fn already(sides: &Sides) -> Option<String> {
    let lines: Vec<String> = sides
        .already
        .iter()
        .flat_map(|already| {
            already.fields.iter().map(|field| {
                format!(
                    "| {} | {} | {} | {} |",
                    code(&already.address.to_string()),
                    prose(&label_already(already, field)),
                    code(&shown(field.before.as_ref())),
                    code(&shown(field.after.as_ref()))
                )
            })
        })
        .collect();
    let base = code(&visible::line(&sides.base));
    let summary = format!("<summary>Live already: {} changed by this branch</summary>", count(lines.len(), "field"));
    let head = format!("| Resource | Field | At {base} | Now |\n|---|---|---|---|");
    (!lines.is_empty()).then(|| format!("<details>{summary}\n\n{head}\n{}\n</details>", lines.join("\n")))
}

/// Cells, made inert.
struct Row {
    address: String,
    field: String,
    base: String,
    before: String,
    after: String,
}

fn rows(plan: &Plan, sides: &Sides, cause: Cause) -> Vec<Row> {
    let caused = plan.changes.iter().filter_map(|change| Some((change, sides.of(change)?)));
    let rows = caused.flat_map(|(change, caused)| {
        of_cause(change, caused, cause).map(|(field, base)| Row {
            address: code(&change.address.to_string()),
            field: prose(&label(change, field)),
            base: code(&shown(base)),
            before: match &field.how {
                How::Moved { from } => code(&from.to_string()),
                How::Value | How::Set | How::Item => code(&shown(field.before.as_ref())),
            },
            after: match &field.how {
                How::Moved { .. } => code(&field.path.to_string()),
                How::Value | How::Set | How::Item => code(&shown(field.after.as_ref())),
            },
        })
    });
    rows.collect()
}
