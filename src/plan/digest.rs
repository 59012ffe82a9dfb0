//! The fingerprint of a plan: equal for equal work on equal ground, whatever the order of files or keys.

use sha2::{Digest as _, Sha256};

use super::canonical::{Canonical, stable_text};
use super::{Action, Change};

/// `sha256:` and 64 hex digits over addresses, actions, ids, what would be written and what that would replace.
pub fn digest(scope: &str, changes: &[Change]) -> String {
    let mut lines: Vec<String> = changes.iter().map(line).collect();
    lines.sort_unstable();
    let mut hash = Sha256::new();
    hash.update(scope.as_bytes());
    for line in lines {
        hash.update(b"\n");
        hash.update(line.as_bytes());
    }
    let hex: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hex}")
}

fn line(change: &Change) -> String {
    let kind = change.address.kind;
    let desired = match change.action {
        Action::Delete => String::new(),
        _ => change.spec.as_ref().map(|spec| stable_text(Canonical::of(kind, spec).value())).unwrap_or_default(),
    };
    let live = change.live.as_ref().map(|live| stable_text(Canonical::of(kind, &live.object).value()));
    let id = change.id.as_deref().unwrap_or_default();
    format!("{} {} {id} {desired} {}", change.address, change.action.name(), live.unwrap_or_default())
}
