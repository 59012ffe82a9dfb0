//! What was changed in Datadog, as a table: the most dangerous first, with who did it and when.

use super::diff;
use crate::plan::{Change, Drift, Drifts, Plan};
use crate::report::inert::{code, prose};
use crate::report::tell::{self, Block, Side};
use crate::report::{Report, value, visible};

/// Fields of a row; the rest stands in the fold below.
const MOST: usize = 4;

pub(crate) const HEAD: &str =
    "| | Resource | In Datadog, not in Git | Changed by | When | File |\n|---|---|---|---|---|---|";

pub(super) fn table(report: &Report<'_>, plan: &Plan, drifts: &Drifts) -> String {
    let rows = plan.changes.iter().map(|change| row(report, change, drifts.of(change), diff::gists));
    format!("{HEAD}\n{}", rows.collect::<Vec<_>>().join("\n"))
}

/// `gists` tells of the fields of a part, in phrases that are inert already.
pub(crate) fn row(
    report: &Report<'_>,
    change: &Change,
    drift: Option<&Drift>,
    gists: fn(&Block) -> Vec<String>,
) -> String {
    let (symbol, word) = tell::sign(change.action, Side::Datadog);
    let risks =
        drift.iter().flat_map(|drift| &drift.risks).map(|risk| format!("**{}**", prose(&tell::drift::risk(risk))));
    let gists: Vec<String> = tell::blocks(change, Side::Datadog).iter().flat_map(gists).collect();
    let rest = gists.len().saturating_sub(MOST);
    let more = (rest > 0).then(|| format!("and {rest} more"));
    let told: Vec<String> = risks.chain(gists.into_iter().take(MOST)).chain(more).collect();
    let touched = drift.map(|drift| drift.touched.clone()).unwrap_or_default();
    let file = change.place.map(|place| code(&report.shown_line(place))).unwrap_or_default();
    format!(
        "| {} {word} | {} {} | {} | {} | {} | {file} |",
        prose(symbol),
        code(&change.address.to_string()),
        prose(&value::quoted(&visible::line(&change.label))),
        told.join("<br>"),
        prose(&tell::drift::who(&touched)),
        prose(&tell::drift::when(&touched)),
    )
}

/// Why nobody tells who it was.
pub(crate) fn untold(drifts: &Drifts) -> Option<String> {
    Some(format!("<sub>{}</sub>", prose(&visible::line(drifts.untold.as_ref()?))))
}
