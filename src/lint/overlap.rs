//! One fault, one finding. The form of a definition and the rules look at the same values, and each would tell of a typing
//! mistake in its own way.

use std::collections::{HashMap, HashSet};

use super::rules;
use crate::model::{Address, Desired, Finding, Place, Severity};

/// Every finding about the form and of the rules, but for those that another one makes superfluous.
pub fn told_once(
    resources: &[Desired],
    of_loading: &[Finding],
    of_form: Vec<Finding>,
    of_rules: Vec<Finding>,
) -> Vec<Finding> {
    let known = Known::of(resources, of_loading, &of_form);
    let of_rules: Vec<Finding> = of_rules.into_iter().filter(|finding| !known.is_behind(finding)).collect();
    // A rule knows what the value is for, the schema only that it is not listed. A hint says less than that.
    let judges = of_rules.iter().filter(|finding| finding.severity >= Severity::Warning);
    let judged: HashSet<Place> = judges.filter_map(|finding| finding.place).collect();
    let is_left =
        |finding: &Finding| !(is_vague(finding) && finding.place.is_some_and(|place| judged.contains(&place)));
    of_form.into_iter().filter(is_left).chain(of_rules).collect()
}

fn is_vague(finding: &Finding) -> bool {
    matches!(finding.rule, "unknown-field" | "unknown-value") && finding.severity < Severity::Error
}

/// What is known to be wrong before the rules look.
struct Known<'f> {
    /// Values that are none.
    places: HashSet<Place>,
    /// The worst of the faults behind which something may seem to be missing, by the resource that has them.
    hides: HashMap<&'f Address, Severity>,
}

impl<'f> Known<'f> {
    fn of(resources: &[Desired], of_loading: &[Finding], of_form: &'f [Finding]) -> Self {
        let errors = of_loading.iter().chain(of_form).filter(|finding| finding.severity == Severity::Error);
        let at_values = errors.filter(|finding| finding.rule != "missing-field");
        // What has no better place stands at the resource, whatever it is about.
        let whole: HashSet<Place> = resources.iter().map(|resource| resource.place).collect();
        let places = at_values.filter_map(|finding| finding.place).filter(|place| !whole.contains(place));
        let mut hides: HashMap<&Address, Severity> = HashMap::new();
        for finding in of_form.iter().filter(|finding| hides_something(finding)) {
            let Some(address) = &finding.address else { continue };
            let worst = hides.entry(address).or_insert(finding.severity);
            *worst = finding.severity.max(*worst);
        }
        Self { places: places.collect(), hides }
    }

    /// Whether a fault of form is behind what a rule says: the rule judges a value that is none, or misses what may be the
    /// very thing that is misspelt. What is worse than the fault is told all the same.
    fn is_behind(&self, finding: &Finding) -> bool {
        let of_absence = rules::by_id(finding.rule).is_some_and(|rule| rule.of_absence);
        let hidden = finding.address.as_ref().and_then(|address| self.hides.get(address));
        finding.place.is_some_and(|place| self.places.contains(&place))
            || of_absence && hidden.is_some_and(|worst| *worst >= finding.severity)
    }
}

/// A field that Datadog has since last month is near none that is known, and hides nothing.
fn hides_something(finding: &Finding) -> bool {
    let is_guessed = || finding.help.as_ref().is_some_and(|help| help.starts_with("did you mean"));
    finding.severity == Severity::Error || finding.rule == "unknown-field" && is_guessed()
}
