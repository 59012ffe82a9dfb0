//! Which item of the old list is which item of the new one. Widgets have no names, so this is a judgement:
//! equal items first (a twin at its own place before a twin elsewhere), then items of the same type and title, then the
//! most alike, then the same place.

use std::collections::HashMap;

use serde_json::Value;

use super::canonical::stable_text;

/// Beyond this many unmatched items a side, likeness is not measured pair by pair.
const MOST_COMPARED: usize = 64;
/// Share of equal leaves from which two items are the same one, changed.
const ALIKE: f64 = 0.5;
/// The same for two items of different type at one place.
const ALIKE_IN_PLACE: f64 = 0.3;

/// For each item of the new list: its place in the old one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alignment {
    pub old_of_new: Vec<Option<usize>>,
    pub removed: Vec<usize>,
}

impl Alignment {
    pub fn of(old: &[Value], new: &[Value]) -> Self {
        let mut matcher = Matcher { old_of_new: vec![None; new.len()], taken: vec![false; old.len()] };
        matcher.in_place(old, new, |old, new| old == new);
        matcher.by_key(old, new, |item| Some(stable_text(item)), Repeats::InOrder);
        matcher.by_key(old, new, identity, Repeats::Skip);
        matcher.by_likeness(old, new);
        matcher.in_place(old, new, same_but_changed);
        let removed = (0..old.len()).filter(|at| !matcher.taken[*at]).collect();
        Self { old_of_new: matcher.old_of_new, removed }
    }

    /// New places whose items changed their order among the items that both lists have; as few as explain it.
    pub fn moved(&self) -> Vec<usize> {
        let pairs: Vec<(usize, usize)> =
            self.old_of_new.iter().enumerate().filter_map(|(new, old)| Some((new, (*old)?))).collect();
        let kept = longest_rising(&pairs.iter().map(|(_, old)| *old).collect::<Vec<_>>());
        pairs.iter().enumerate().filter(|(at, _)| !kept.contains(at)).map(|(_, (new, _))| *new).collect()
    }
}

#[derive(Clone, Copy)]
enum Repeats {
    /// Equal items are interchangeable.
    InOrder,
    /// A key that stands twice names nothing.
    Skip,
}

struct Matcher {
    old_of_new: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl Matcher {
    fn pair(&mut self, old: usize, new: usize) {
        self.old_of_new[new] = Some(old);
        self.taken[old] = true;
    }

    fn free_old(&self) -> Vec<usize> {
        (0..self.taken.len()).filter(|at| !self.taken[*at]).collect()
    }

    fn free_new(&self) -> Vec<usize> {
        (0..self.old_of_new.len()).filter(|at| self.old_of_new[*at].is_none()).collect()
    }

    fn by_key(&mut self, old: &[Value], new: &[Value], key: impl Fn(&Value) -> Option<String>, repeats: Repeats) {
        let group = |places: Vec<usize>, items: &[Value]| {
            let mut groups: HashMap<String, Vec<usize>> = HashMap::new();
            for at in places {
                if let Some(key) = key(&items[at]) {
                    groups.entry(key).or_default().push(at);
                }
            }
            groups
        };
        let olds = group(self.free_old(), old);
        for (key, news) in group(self.free_new(), new) {
            let Some(olds) = olds.get(&key) else { continue };
            if matches!(repeats, Repeats::Skip) && (olds.len() > 1 || news.len() > 1) {
                continue;
            }
            for (old, new) in olds.iter().zip(&news) {
                self.pair(*old, *new);
            }
        }
    }

    fn by_likeness(&mut self, old: &[Value], new: &[Value]) {
        let (olds, news) = (self.free_old(), self.free_new());
        if olds.len().max(news.len()) > MOST_COMPARED {
            return;
        }
        let olds: Vec<_> = olds.into_iter().map(|at| (at, kind_of(&old[at]), leaves_of(&old[at]))).collect();
        let news: Vec<_> = news.into_iter().map(|at| (at, kind_of(&new[at]), leaves_of(&new[at]))).collect();
        let mut scored = Vec::new();
        for (new, new_kind, new_leaves) in &news {
            for (old, old_kind, old_leaves) in &olds {
                let score = likeness(old_leaves, new_leaves);
                if new_kind == old_kind && score >= ALIKE {
                    scored.push((score, *old, *new));
                }
            }
        }
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.2, a.1).cmp(&(b.2, b.1))));
        for (_, old, new) in scored {
            if !self.taken[old] && self.old_of_new[new].is_none() {
                self.pair(old, new);
            }
        }
    }

    fn in_place(&mut self, old: &[Value], new: &[Value], same: impl Fn(&Value, &Value) -> bool) {
        for at in self.free_new() {
            if at < old.len() && !self.taken[at] && same(&old[at], &new[at]) {
                self.pair(at, at);
            }
        }
    }
}

/// At one place of the list, less likeness is asked for than across it, and even the type may have changed.
fn same_but_changed(old: &Value, new: &Value) -> bool {
    let (old_leaves, new_leaves) = (leaves_of(old), leaves_of(new));
    kind_of(old) == kind_of(new) || likeness(&old_leaves, &new_leaves) >= ALIKE_IN_PLACE || one_field(old, new)
}

/// Both have one and the same field, so nothing else can tell them apart: an assertion that is but a type, say.
fn one_field(old: &Value, new: &Value) -> bool {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => old.len() == 1 && old.keys().eq(new.keys()),
        _ => false,
    }
}

/// What people would call the item by. A widget's text stands in its definition.
fn identity(item: &Value) -> Option<String> {
    let inner = item.get("definition").unwrap_or(item);
    let name = ["title", "name", "key", "facet"].iter().find_map(|field| inner.get(field)?.as_str())?;
    Some(format!("{}\u{0}{name}", kind_of(item)))
}

fn kind_of(item: &Value) -> &str {
    let inner = item.get("definition").unwrap_or(item);
    inner.get("type").or_else(|| inner.get("data_source")).and_then(Value::as_str).unwrap_or("")
}

fn leaves_of(item: &Value) -> Vec<String> {
    fn collect(path: &str, value: &Value, leaves: &mut Vec<String>) {
        match value {
            Value::Object(map) => map.iter().for_each(|(key, child)| collect(&format!("{path}/{key}"), child, leaves)),
            Value::Array(items) => items.iter().for_each(|child| collect(&format!("{path}/*"), child, leaves)),
            scalar => leaves.push(format!("{path}={scalar}")),
        }
    }
    let mut leaves = Vec::new();
    collect("", item, &mut leaves);
    leaves.sort_unstable();
    leaves
}

/// Shared leaves over all leaves, 0 to 1 (Dice), of two sorted lists.
fn likeness(left: &[String], right: &[String]) -> f64 {
    let (mut l, mut r, mut shared) = (0, 0, 0u32);
    while let (Some(a), Some(b)) = (left.get(l), right.get(r)) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => l += 1,
            std::cmp::Ordering::Greater => r += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                l += 1;
                r += 1;
            }
        }
    }
    let all = u32::try_from(left.len() + right.len()).unwrap_or(u32::MAX).max(1);
    2.0 * f64::from(shared) / f64::from(all)
}

/// Places of a longest rising run in `values`, by patience sorting: O(n log n).
fn longest_rising(values: &[usize]) -> Vec<usize> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; values.len()];
    for (at, value) in values.iter().enumerate() {
        let pile = tails.partition_point(|tail| values[*tail] < *value);
        before[at] = pile.checked_sub(1).map(|pile| tails[pile]);
        match tails.get_mut(pile) {
            Some(tail) => *tail = at,
            None => tails.push(at),
        }
    }
    let mut run = Vec::new();
    let mut next = tails.last().copied();
    while let Some(at) = next {
        run.push(at);
        next = before[at];
    }
    run.reverse();
    run
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn widget(title: &str, query: &str) -> Value {
        json!({"definition": {"type": "timeseries", "title": title, "requests": [{"q": query}]}})
    }

    #[test]
    fn a_moved_widget_is_the_same_widget() {
        let old = [widget("a", "1"), widget("b", "2"), widget("c", "3")];
        let new = [widget("c", "3"), widget("a", "1"), widget("b", "2")];
        let alignment = Alignment::of(&old, &new);
        assert_eq!(alignment.old_of_new, [Some(2), Some(0), Some(1)]);
        assert_eq!(alignment.moved(), [0]);
    }

    #[test]
    fn an_inserted_widget_moves_nobody() {
        let old = [widget("a", "1"), widget("b", "2")];
        let new = [widget("x", "9"), widget("a", "1"), widget("b", "2 changed")];
        let alignment = Alignment::of(&old, &new);
        assert_eq!(alignment.old_of_new, [None, Some(0), Some(1)]);
        assert!(alignment.moved().is_empty());
        assert!(alignment.removed.is_empty());
    }

    #[test]
    fn twins_are_matched_in_order() {
        let old = [widget("a", "1"), widget("a", "1")];
        let alignment = Alignment::of(&old, &old);
        assert_eq!(alignment.old_of_new, [Some(0), Some(1)]);
    }

    #[test]
    fn a_retitled_widget_is_found_by_likeness() {
        let old = [widget("gone", "0"), widget("latency", "avg:a{*}")];
        let mut renamed = widget("p95 latency", "avg:a{*}");
        renamed["layout"] = json!({"x": 0});
        let alignment = Alignment::of(&old, &[renamed]);
        assert_eq!(alignment.old_of_new, [Some(1)]);
        assert_eq!(alignment.removed, [0]);
    }
}
