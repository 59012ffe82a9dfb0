//! What was changed in Datadog, as a table: the most dangerous first, with who did it and when.

use super::diff;
use crate::plan::{Change, Drift, Drifts, Plan};
use crate::report::inert::{code, prose};
use crate::report::tell::{self, Side};
use crate::report::{Report, value, visible};

/// Fields of a row; the rest stands in the fold below.
const MOST: usize = 4;

pub(crate) const HEAD: &str =
    "| | Resource | In Datadog, not in Git | Changed by | When | File |\n|---|---|---|---|---|---|";

/// What stands otherwise in an issue, which has links and marks words.
pub(crate) struct Cells {
    /// The address.
    pub resource: String,
    /// Phrases about the fields.
    pub told: Vec<String>,
    /// Where it is defined; empty where no file defines it.
    pub file: String,
}

pub(super) fn table(report: &Report<'_>, plan: &Plan, drifts: &Drifts) -> String {
    let rows = plan.changes.iter().map(|change| {
        let cells = Cells {
            resource: code(&change.address.to_string()),
            told: tell::blocks(change, Side::Datadog).iter().flat_map(diff::gists).collect(),
            file: change.place.map(|place| code(&report.shown_line(place))).unwrap_or_default(),
        };
        row(change, drifts.of(change), cells)
    });
    format!("{HEAD}\n{}", rows.collect::<Vec<_>>().join("\n"))
}

/// The cells are inert already.
pub(crate) fn row(change: &Change, drift: Option<&Drift>, cells: Cells) -> String {
    let (symbol, word) = tell::sign(change.action, Side::Datadog);
    let risk = |risk| format!("**{}**", prose(&tell::drift::risk(risk)));
    let rest = cells.told.len().saturating_sub(MOST);
    let more = (rest > 0).then(|| format!("and {rest} more"));
    let risks = drift.iter().flat_map(|drift| &drift.risks).map(risk);
    let told: Vec<String> = risks.chain(cells.told.into_iter().take(MOST)).chain(more).collect();
    let authors = drift.map(|drift| tell::drift::authors(change, drift)).unwrap_or_default();
    let each = |text: fn(&tell::drift::Author<'_>) -> String| authors.iter().map(text).collect::<Vec<_>>().join("<br>");
    format!(
        "| {} {word} | {} {} | {} | {} | {} | {} |",
        prose(symbol),
        cells.resource,
        prose(&value::quoted(&visible::line(&change.label))),
        told.join("<br>"),
        each(who),
        each(|author| prose(&tell::drift::when(author.touched))),
        cells.file,
    )
}

/// `ana@example.com`, with the fields in front where others changed other ones.
fn who(author: &tell::drift::Author<'_>) -> String {
    let who = prose(&tell::drift::who(author.touched));
    if author.fields.is_empty() { who } else { format!("{}: {who}", prose(&author.fields)) }
}

/// Why nobody tells who it was.
pub(crate) fn untold(drifts: &Drifts) -> Option<String> {
    Some(format!("<sub>{}</sub>", prose(&visible::line(drifts.untold.as_ref()?))))
}
