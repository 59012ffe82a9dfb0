//! A plan: one block per change, with what changes below it.

use super::line::{Line, Page, Paint};
use crate::plan::{Action, Already, Cause, Change, Drift, Plan, Sides};
use crate::report::Report;
use crate::report::tell::{self, Block, Side, Told, What};
use crate::report::value::quoted;
use crate::report::visible;
use crate::report::words::{Row, Segment, Tag};

/// Where the lines of a change start.
const INDENT: usize = 6;
/// Widest column of labels.
const LABELS: usize = 32;

pub fn write(report: &Report<'_>, plan: &Plan, page: &mut Page) {
    let side = Side::of(report.verb);
    for change in &plan.changes {
        page.gap();
        head(report, change, side, page);
        if let Some(impact) = plan.impact.get(&change.address).filter(|_| side == Side::Files) {
            for (warns, phrase) in tell::impact::phrases(change.action, impact) {
                let (sign, paint) = if warns { ("! ", Paint::Delete) } else { ("", Paint::Dim) };
                page.line(&Line::plain(" ".repeat(INDENT)).add(paint, format!("{sign}{phrase}")), INDENT + 2);
            }
        }
        if let Some(drift) = plan.drifts.as_ref().and_then(|drifts| drifts.of(change)) {
            drifted(change, drift, page);
        }
        match plan.sides.as_ref() {
            Some(sides) => by_cause(change, sides, side, page),
            None => tell::blocks(change, side).iter().for_each(|block| part(block, side, INDENT, page)),
        }
    }
    for already in plan.sides.iter().flat_map(|sides| &sides.already) {
        page.gap();
        live_already(already, page);
    }
}

fn drifted(change: &Change, drift: &Drift, page: &mut Page) {
    let start = || Line::plain(" ".repeat(INDENT));
    for risk in &drift.risks {
        page.line(&start().add(Paint::Delete, format!("! {}", tell::drift::risk(risk))), INDENT + 2);
    }
    for author in tell::drift::authors(change, drift) {
        page.line(&start().add(Paint::Dim, tell::drift::sentence(change.action, &author)), INDENT + 2);
    }
}

/// The fields under who changed them.
fn by_cause(change: &Change, sides: &Sides, side: Side, page: &mut Page) {
    let whole = sides.of(change).and_then(|caused| caused.whole);
    if let Some(text) = whole.and_then(|cause| tell::sides::whole(change.action, cause, &sides.base)) {
        page.line(&Line::plain(" ".repeat(INDENT)).add(Paint::Dim, text), INDENT);
    }
    for group in tell::sides::groups(change, Some(sides), side) {
        let paint = if group.cause == Cause::Both { Paint::Delete } else { Paint::Dim };
        let title = tell::sides::title(group.cause, &sides.base);
        page.line(&Line::plain(" ".repeat(INDENT)).add(paint, title), INDENT);
        group.blocks.iter().for_each(|block| part(block, side, INDENT + 2, page));
        for base in &group.base {
            let text = format!("at {}, {base}", visible::line(&sides.base));
            page.line(&Line::plain(" ".repeat(INDENT + 2)).add(Paint::Dim, text), INDENT + 4);
        }
    }
}

fn live_already(already: &Already, page: &mut Page) {
    let head = Line::plain("  = already  ").add(Paint::Bold, already.address.to_string());
    page.line(&head.add(Paint::Dim, "  Datadog has it; nothing is done"), INDENT);
    for field in &already.fields {
        let (from, to) = (tell::sides::shown(field.before.as_ref()), tell::sides::shown(field.after.as_ref()));
        let text = format!("{:INDENT$}{}  {from} → {to}", "", tell::sides::label_already(already, field));
        page.line(&Line::default().add(Paint::Dim, text), INDENT + 2);
    }
}

fn paint(action: Action, side: Side) -> Paint {
    match (side, action) {
        (Side::Files, Action::Create) | (Side::Datadog, Action::Delete) => Paint::Create,
        (Side::Files, Action::Update) | (Side::Datadog, Action::Update | Action::Replace) => Paint::Update,
        (_, Action::Adopt) => Paint::Adopt,
        (Side::Files, Action::Replace | Action::Delete) | (Side::Datadog, Action::Create) => Paint::Delete,
    }
}

fn head(report: &Report<'_>, change: &Change, side: Side, page: &mut Page) {
    let (symbol, word) = tell::sign(change.action, side);
    let size = if side == Side::Files { 7 } else { 8 };
    let first = Line::plain("  ")
        .add(paint(change.action, side), format!("{symbol} {word:size$}"))
        .add(Paint::Plain, "  ")
        .add(Paint::Bold, change.address.to_string());
    let mut rest = vec![Line::default().add(Paint::Dim, quoted(&change.label))];
    rest.extend(remark(change, side).map(|text| Line::default().add(Paint::Dim, text)));
    rest.extend(change.place.map(|place| Line::default().add(Paint::Dim, report.shown_line(place))));
    flow(first, rest, page);
}

/// Parts two spaces apart; one that does not fit starts a line.
fn flow(first: Line, rest: Vec<Line>, page: &mut Page) {
    let mut line = first;
    for part in rest {
        if line.width() + 2 + part.width() <= page.style.width {
            line = line.add(Paint::Plain, "  ").join(part);
        } else {
            page.line(&line, INDENT);
            line = Line::plain(" ".repeat(INDENT)).join(part);
        }
    }
    page.line(&line, INDENT);
}

/// What the action alone does not say.
fn remark(change: &Change, side: Side) -> Option<String> {
    let id = change.id.as_ref().map(|id| visible::line(id)).unwrap_or_default();
    if let Some(old) = &change.renamed_from {
        return Some(format!("(renamed from {old})"));
    }
    if let Some(text) = protection(change) {
        return Some(format!("(id {id}, {text})"));
    }
    match (side, change.action) {
        (_, Action::Create | Action::Update) => None,
        (Side::Files, Action::Adopt) => Some(format!("(marks the existing {} {id} as ours)", change.address.kind.name)),
        (Side::Files, Action::Replace) => Some(format!("(a new object comes, id {id} goes)")),
        (Side::Datadog, Action::Adopt) => Some(format!("(id {id} does not bear our mark)")),
        (Side::Datadog, Action::Replace) => Some(format!("(id {id})")),
        (_, Action::Delete) if change.protected() => Some(format!("(id {id}, protected; no file asks for it)")),
        (_, Action::Delete) => Some(format!("(id {id}; no file asks for it)")),
    }
}

/// What else of a mark may change, where it is ours already.
fn protection(change: &Change) -> Option<&'static str> {
    let old = change.live.as_ref()?.mark.as_ref()?;
    match (change.action, old.protect, change.mark().protect) {
        (Action::Adopt, false, true) => Some("to be protected"),
        (Action::Adopt, true, false) => Some("no longer to be protected"),
        _ => None,
    }
}

fn part(block: &Block, side: Side, mut indent: usize, page: &mut Page) {
    if !block.subject.is_empty() {
        let subject = Line::plain(" ".repeat(indent)).add(Paint::Plain, block.subject.clone());
        // What moved and nothing else is one line.
        if let [Told::Note { label, text }] = block.told.as_slice()
            && label.is_empty()
        {
            return page.line(&subject.add(Paint::Plain, "  ").add(Paint::Update, text.clone()), indent + 2);
        }
        page.line(&subject, indent + 2);
        indent += 2;
    }
    let labels = block.told.iter().filter_map(|told| match told {
        Told::Field { label, .. } | Told::Note { label, .. } => Some(visible::width(label)),
        Told::Item { .. } => None,
    });
    let column = labels.filter(|width| *width <= LABELS).max().unwrap_or(0);
    for told in &block.told {
        write_told(told, indent, column, side, page);
    }
}

fn write_told(told: &Told, indent: usize, column: usize, side: Side, page: &mut Page) {
    match told {
        Told::Item { gone, what } => {
            let line = Line::plain(" ".repeat(indent)).join(signed(*gone, what));
            page.line(&line, indent + 4);
        }
        Told::Note { label, text } if label.is_empty() => {
            page.line(&Line::plain(" ".repeat(indent)).add(Paint::Update, text.clone()), indent + 2);
        }
        Told::Note { label, text } => {
            let value = vec![Line::default().add(Paint::Update, text.clone())];
            beside(label, &value, indent, column, page);
        }
        Told::Field { label, what, needs_new } => {
            let label = if label.is_empty() { "(the object)" } else { label };
            let mut lines = value_lines(what, side, page.style.color);
            if let Some(first) = lines.first_mut().filter(|_| *needs_new) {
                *first = std::mem::take(first).add(Paint::Dim, "  (needs a new object)");
            }
            match what {
                What::Rows(_) => {
                    page.line(&Line::plain(format!("{:indent$}{label}", "")), indent + 2);
                    for line in &lines {
                        page.line(&shifted(line, indent + 2), indent + 6);
                    }
                }
                _ => beside(label, &lines, indent, column, page),
            }
        }
    }
}

/// The value to the right of its label where all of it fits, else below.
fn beside(label: &str, lines: &[Line], indent: usize, column: usize, page: &mut Page) {
    let column = column.max(visible::width(label));
    let widest = lines.iter().map(Line::width).max().unwrap_or(0);
    let start = indent + column + 2;
    if start + widest <= page.style.width {
        let pad = column - visible::width(label) + 2;
        let mut before = format!("{:indent$}{label}{:pad$}", "", "");
        for line in lines {
            page.line(&Line::plain(before).join(line.clone()), start);
            before = " ".repeat(start);
        }
    } else {
        page.line(&Line::plain(format!("{:indent$}{label}", "")), indent + 2);
        for line in lines {
            page.line(&shifted(line, indent + 2), indent + 4);
        }
    }
}

fn shifted(line: &Line, indent: usize) -> Line {
    Line::plain(" ".repeat(indent)).join(line.clone())
}

fn value_lines(what: &What, side: Side, color: bool) -> Vec<Line> {
    match what {
        What::Arrow { from, to } => vec![arrow(from, to, side)],
        What::Words(segments) => {
            vec![segments.iter().fold(Line::default(), |line, segment| word(line, segment, color))]
        }
        What::Swap { from, to } => vec![signed(true, from), signed(false, to)],
        What::Rows(rows) => rows.iter().map(row).collect(),
        What::Items(items) => items.iter().map(|(gone, item)| signed(*gone, item)).collect(),
    }
}

fn arrow(from: &str, to: &str, side: Side) -> Line {
    match side {
        Side::Files => Line::default().add(Paint::Delete, from).add(Paint::Dim, " → ").add(Paint::Create, to),
        Side::Datadog => {
            Line::plain("is ").add(Paint::Delete, to).add(Paint::Plain, ", should be ").add(Paint::Create, from)
        }
    }
}

fn word(line: Line, segment: &Segment, color: bool) -> Line {
    match (segment.tag, color) {
        (Tag::Same, _) => line.add(Paint::Plain, segment.text.clone()),
        (Tag::Gone, true) => line.add(Paint::Gone, segment.text.clone()),
        (Tag::New, true) => line.add(Paint::New, segment.text.clone()),
        (Tag::Gone, false) => line.add(Paint::Gone, format!("[-{}-]", segment.text)),
        (Tag::New, false) => line.add(Paint::New, format!("{{+{}+}}", segment.text)),
    }
}

fn row(row: &Row) -> Line {
    match row {
        Row::Line { tag: Tag::Same, text } => Line::plain("  ").add(Paint::Dim, text.clone()),
        Row::Line { tag: Tag::Gone, text } => signed(true, text),
        Row::Line { tag: Tag::New, text } => signed(false, text),
        Row::Skipped(lines) => Line::default().add(Paint::Dim, format!("… {lines} unchanged")),
    }
}

fn signed(gone: bool, text: &str) -> Line {
    if gone {
        Line::default().add(Paint::Delete, format!("- {text}"))
    } else {
        Line::default().add(Paint::Create, format!("+ {text}"))
    }
}
