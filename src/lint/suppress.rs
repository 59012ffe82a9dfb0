//! What people silence on purpose, and whether it still silences anything.
//!
//! ```yaml
//! ddsync: {ignore: [no-notification-handle]}       # this resource
//! # ddsync: ignore[rule, rule] -- reason             # what stands on the next line; before the first, the resource
//! query: ...  # ddsync: ignore[rule] -- reason       # what stands on this line
//! # ddsync: snooze[2027-01-31, rule] -- reason       # the same until that day
//! # ddsync: file-ignore[rule] -- reason              # the file
//! ```

use super::rule::Rule;
use super::rules;
use crate::load::{Comment, nearest};
use crate::model::{Address, Change, Desired, Finding, Fix, Node, Patch, Place, Pointer, Severity, Sources, Tree};
use time::Date;

/// One comment or one list in a block.
#[derive(Debug)]
pub struct Suppression {
    whole: Reach,
    until: Option<Date>,
    rules: Vec<Silenced>,
    has_reason: bool,
    /// In a file whose meaning differs by environment it may be another one that needs it.
    by_environment: bool,
    origin: Origin,
}

#[derive(Debug)]
struct Silenced {
    name: String,
    place: Place,
    used: bool,
}

#[derive(Debug)]
enum Reach {
    Resources(Vec<Address>),
    Bytes(Place),
    File(Place),
}

#[derive(Debug)]
enum Origin {
    Comment(Place),
    /// `ddsync.ignore` of the resource.
    Block(Address),
}

const WORD: &str = "ddsync:";

/// Everything that silences something, and the comments that try and cannot be understood.
pub fn gather(
    resources: &[Desired],
    comments: &[Comment],
    sources: &Sources,
    told: &mut Vec<Finding>,
) -> Vec<Suppression> {
    let mut all: Vec<Suppression> = resources.iter().filter_map(|resource| of_block(resource, sources)).collect();
    for comment in comments {
        let text = comment.text.trim_start_matches('#').trim();
        let Some(text) = text.strip_prefix(WORD) else { continue };
        match of_comment(comment, text.trim(), resources, sources) {
            Ok(suppression) => all.push(suppression),
            Err(why) => told.push(unclear(comment, &why)),
        }
    }
    all
}

/// Whether something silences the finding; what does is marked as used.
pub fn silences(all: &mut [Suppression], finding: &Finding, today: Date) -> bool {
    let mut silenced = false;
    for suppression in all.iter_mut().filter(|suppression| suppression.reaches(finding)) {
        let over = suppression.until.is_some_and(|until| until < today);
        for rule in suppression.rules.iter_mut().filter(|rule| rule.name == finding.rule || rule.name == "*") {
            rule.used = true;
            silenced |= !over;
        }
    }
    silenced
}

/// What is stale, expired, or names no rule. `ran` says whether a rule has looked at all.
pub fn stale(all: &[Suppression], today: Date, ran: impl Fn(&Rule) -> bool, sources: &Sources) -> Vec<Finding> {
    let mut found = Vec::new();
    for suppression in all {
        if let Some(until) = suppression.until.filter(|until| *until < today) {
            let message = format!("this was silenced until {until}, which is over");
            found.push(
                suppression.finding(suppression.place(), message, None, sources).help("mend it, or set another day"),
            );
            continue;
        }
        found.extend(suppression.rules.iter().filter_map(|rule| suppression.fault(rule, &ran, sources)));
        if !suppression.has_reason {
            let mut finding =
                suppression.finding(suppression.place(), "nobody says why this is silenced".to_owned(), None, sources);
            finding.severity = Severity::Pedantic;
            found.push(finding.help(match suppression.origin {
                Origin::Comment(_) => "write ` -- ` and the reason behind the bracket",
                Origin::Block(_) => "write the reason in a comment beside it",
            }));
        }
    }
    found
}

impl Suppression {
    fn reaches(&self, finding: &Finding) -> bool {
        match &self.whole {
            Reach::Resources(addresses) => finding.address.as_ref().is_some_and(|address| addresses.contains(address)),
            Reach::Bytes(bytes) => finding.place.is_some_and(|place| {
                place.source == bytes.source && bytes.start <= place.start && place.start <= bytes.end
            }),
            Reach::File(file) => finding.place.is_some_and(|place| place.source == file.source),
        }
    }

    fn place(&self) -> Place {
        match (&self.origin, self.rules.first()) {
            (Origin::Comment(place), _) | (_, Some(Silenced { place, .. })) => *place,
            (Origin::Block(_), None) => Place::new(crate::model::SourceId(0), 0, 0),
        }
    }

    fn fault(&self, rule: &Silenced, ran: impl Fn(&Rule) -> bool, sources: &Sources) -> Option<Finding> {
        if rule.name == "*" {
            let unused = !rule.used && !self.by_environment;
            return unused.then(|| {
                self.finding(rule.place, "there is nothing here to silence".to_owned(), Some(rule), sources)
                    .help("take it out")
            });
        }
        if !super::ids().any(|id| id == rule.name) {
            let finding = self.finding(rule.place, format!("there is no rule `{}`", rule.name), Some(rule), sources);
            return Some(match nearest(&rule.name, super::ids()) {
                Some(near) => finding.help(format!("did you mean `{near}`?")),
                None => finding.help("`ddsync explain --list` names them all"),
            });
        }
        let looked = rules::by_id(&rule.name).is_none_or(ran);
        if rule.used || !looked || self.by_environment {
            return None;
        }
        let message = format!("`{}` finds nothing here, so there is nothing to silence", rule.name);
        Some(self.finding(rule.place, message, Some(rule), sources).help("take it out"))
    }

    /// `rule` is what can be taken out.
    fn finding(&self, place: Place, message: String, rule: Option<&Silenced>, sources: &Sources) -> Finding {
        let mut finding = Finding::warning(super::UNUSED_SUPPRESSION, message).at(place);
        if let Origin::Block(address) = &self.origin {
            finding = finding.of(address);
        }
        finding.fix = rule.and_then(|rule| self.without(rule, sources));
        finding
    }

    /// The fix that takes one rule, or the whole comment, out: as bytes, since comments are no values.
    fn without(&self, rule: &Silenced, sources: &Sources) -> Option<Fix> {
        let bytes = |place: Place| Fix {
            what: format!("take `{}` out", rule.name),
            patches: vec![Patch { at: Pointer::root(), change: Change::Bytes { place, text: String::new() } }],
        };
        match &self.origin {
            Origin::Comment(comment) if self.rules.len() == 1 => Some(bytes(whole_comment(*comment, sources))),
            Origin::Comment(_) => Some(bytes(with_comma(rule.place, sources))),
            Origin::Block(_) => None,
        }
    }
}

/// The comment with the blanks before it, and with its line where it has one for itself.
fn whole_comment(comment: Place, sources: &Sources) -> Place {
    let text = sources.text(comment.source);
    let before = text.get(..comment.start).unwrap_or_default();
    let blanks = before.len() - before.trim_end_matches([' ', '\t']).len();
    let start = comment.start - blanks;
    let alone = start == 0 || before[..start].ends_with('\n');
    let line_end = text.get(comment.end..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| comment.end + at);
    Place::new(comment.source, start, if alone { (line_end + 1).min(text.len()) } else { comment.end })
}

/// A name in a list, with the comma that parts it from its neighbour.
fn with_comma(name: Place, sources: &Sources) -> Place {
    let text = sources.text(name.source);
    let rest = text.get(name.end..).unwrap_or_default();
    let trimmed = rest.trim_start_matches(' ');
    if let Some(behind) = trimmed.strip_prefix(',') {
        let end = text.len() - behind.trim_start_matches(' ').len();
        return Place::new(name.source, name.start, end);
    }
    let before = text.get(..name.start).unwrap_or_default().trim_end();
    let start = before.strip_suffix(',').map_or(name.start, str::len);
    Place::new(name.source, start, name.end)
}

fn unclear(comment: &Comment, why: &str) -> Finding {
    Finding::warning(super::UNUSED_SUPPRESSION, format!("this comment silences nothing: {why}"))
        .at(comment.place)
        .help("write `# ddsync: ignore[rule] -- reason`, or `# ddsync: snooze[2027-01-31, rule] -- reason`")
}

fn of_block(resource: &Desired, sources: &Sources) -> Option<Suppression> {
    let (_, first) = resource.ignore.first()?;
    let rules = resource.ignore.iter().map(|(name, place)| Silenced { name: name.clone(), place: *place, used: false });
    let commented = |place: &Place| {
        let text = sources.text(place.source);
        let before = text.get(..place.start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = text.get(place.end..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let above = before.get(..line_start).unwrap_or_default().lines().next_back().unwrap_or_default();
        line.contains('#') || above.contains('#')
    };
    Some(Suppression {
        whole: Reach::Resources(vec![resource.address.clone()]),
        until: None,
        has_reason: commented(first),
        rules: rules.collect(),
        by_environment: differs(resource.place, sources),
        origin: Origin::Block(resource.address.clone()),
    })
}

/// Whether what the file means depends on the environment.
fn differs(place: Place, sources: &Sources) -> bool {
    let text = sources.text(place.source);
    ["${vars.", "${env.", "environments:"].iter().any(|word| text.contains(word))
}

fn of_comment(comment: &Comment, text: &str, resources: &[Desired], sources: &Sources) -> Result<Suppression, String> {
    let (verb, rest) = text.split_once('[').ok_or("there is no `[`")?;
    let (inside, behind) = rest.split_once(']').ok_or("there is no `]`")?;
    let mut names: Vec<&str> = inside.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    let mut until = None;
    let whole = match verb.trim() {
        "file-ignore" => Reach::File(comment.place),
        "ignore" => target(comment, resources, sources),
        "snooze" => {
            let day = if names.is_empty() { "" } else { names.remove(0) };
            let form = &time::format_description::well_known::Iso8601::DATE;
            until = Some(Date::parse(day, form).map_err(|_| format!("`{day}` is no day such as 2027-01-31"))?);
            target(comment, resources, sources)
        }
        other => return Err(format!("`{other}` is not one of ignore, snooze and file-ignore")),
    };
    if names.is_empty() {
        return Err("it names no rule".to_owned());
    }
    let raw = sources.slice(comment.place);
    let place = |name: &str| {
        let bracket = raw.find('[').unwrap_or_default();
        let at = raw.get(bracket..).and_then(|raw| raw.find(name)).map_or(0, |at| bracket + at);
        Place::new(comment.place.source, comment.place.start + at, comment.place.start + at + name.len())
    };
    Ok(Suppression {
        whole,
        until,
        rules: names
            .iter()
            .map(|name| Silenced { name: (*name).to_owned(), place: place(name), used: false })
            .collect(),
        has_reason: behind.trim().trim_start_matches('-').trim().len() > 2,
        by_environment: differs(comment.place, sources),
        origin: Origin::Comment(comment.place),
    })
}

/// What a comment speaks of: what begins on its line or, if it has the line for itself, on the next that says something.
fn target(comment: &Comment, resources: &[Desired], sources: &Sources) -> Reach {
    let source = comment.place.source;
    let text = sources.text(source);
    let before = text.get(..comment.place.start).unwrap_or_default();
    let own_line = before.rfind('\n').map_or(0, |at| at + 1);
    let alone = before.get(own_line..).unwrap_or_default().trim().is_empty();
    let line = if alone { next_saying(text, comment.place.end) } else { own_line..comment.place.start };
    let here: Vec<&Desired> = resources.iter().filter(|resource| resource.place.source == source).collect();
    let first = here.iter().filter(|resource| alone && line.contains(&resource.place.start));
    let first: Vec<&&Desired> = first.collect();
    if !first.is_empty() {
        return Reach::Resources(first.iter().map(|resource| resource.address.clone()).collect());
    }
    let mut bytes = Place::new(source, line.start, line.end);
    for resource in here {
        widen(&resource.tree, &line, &mut bytes);
    }
    Reach::Bytes(bytes)
}

/// The first line behind `from` that is neither blank nor a comment.
fn next_saying(text: &str, from: usize) -> std::ops::Range<usize> {
    let mut start = text.get(from..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| from + at + 1);
    loop {
        let line = text.get(start..).and_then(|rest| rest.split('\n').next()).unwrap_or_default();
        let said = line.trim();
        let end = start + line.len();
        if end >= text.len() || !(said.is_empty() || said.starts_with('#')) {
            return start..end;
        }
        start = end + 1;
    }
}

/// Lets `bytes` take in whatever begins on the line.
fn widen(node: &Node, line: &std::ops::Range<usize>, bytes: &mut Place) {
    let mut take = |start: usize, node: &Node| {
        if node.place.source == bytes.source && line.contains(&start) {
            bytes.end = bytes.end.max(node.place.end);
        }
    };
    match &node.tree {
        Tree::Map(map) => map.values().for_each(|entry| take(entry.key.start, &entry.node)),
        Tree::List(items) => items.iter().for_each(|item| take(item.place.start, item)),
        _ => {}
    }
    match &node.tree {
        Tree::Map(map) => map.values().for_each(|entry| widen(&entry.node, line, bytes)),
        Tree::List(items) => items.iter().for_each(|item| widen(item, line, bytes)),
        _ => {}
    }
}
