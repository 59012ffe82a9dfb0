//! What people silence on purpose, and whether it still silences anything.
//!
//! ```yaml
//! ddsync: {ignore: [no-notification-handle]}       # this resource
//! # ddsync: ignore[rule, rule] -- reason             # what stands on the next line; before the first, the resource
//! query: ...  # ddsync: ignore[rule] -- reason       # what stands on this line
//! # ddsync: snooze[2027-01-31, rule] -- reason       # the same until that day
//! # ddsync: file-ignore[rule] -- reason              # the file
//! ```

mod read;

use time::Date;

pub use read::gather;

use super::rule::Rule;
use super::rules;
use crate::load::nearest;
use crate::model::{Address, Change, Finding, Fix, Patch, Place, Pointer, Severity, SourceId, Sources};

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
            (Origin::Block(_), None) => Place::new(SourceId(0), 0, 0),
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
