//! What an import says, as texts.

use std::path::{Path, PathBuf};

use crate::commands::gather::{Owner, Skipped};
use crate::exit::Failure;
use crate::import::{Conflict, Kept, NewFile, Proof, Refused, Updated};
use crate::model::{Address, Live, Pointer, Severity};

#[derive(Debug, Default)]
pub struct Told {
    /// What was written.
    pub result: String,
    /// What was left, and what to do next.
    pub hints: String,
    /// The hints are more than hints.
    pub must_be_seen: bool,
}

const NOTHING: &str =
    "nothing was written; rename or remove what is in the way, or use --update to write drift back into it";

pub fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

pub fn imported(new: &[NewFile], skipped: &[Skipped], proof: &Proof) -> Told {
    let line = |file: &NewFile| format!("wrote {}  ({} {})\n", shown(&file.path), file.address.kind.name, file.id);
    let mut hints = skipped.iter().map(left_out).collect::<String>();
    for (address, tags) in &proof.added_tags {
        let tags = tags.join(", ");
        hints.push_str(&format!("{address}: applying will add {tags}, as ddsync.yaml's defaults say\n"));
    }
    let is_new = |address: &Address| new.iter().any(|file| file.address == *address);
    let errors = proof.checked.findings().iter().filter(|finding| finding.severity == Severity::Error);
    let errors = errors.filter(|finding| finding.address.as_ref().is_some_and(is_new)).count();
    if errors > 0 {
        hints.push_str(&format!("the rules find {errors} errors in the new files: see `ddsync validate`\n"));
    }
    hints.push_str(match new.is_empty() {
        true => "nothing new to import\n",
        false => "next: `ddsync diff` shows that nothing but our marks is missing, `ddsync apply` adopts\n",
    });
    Told { result: new.iter().map(line).collect(), hints, must_be_seen: false }
}

pub fn updated(updated: &Updated, refused: &[Refused]) -> Told {
    let line = |(_, path, fields): &(Address, PathBuf, Vec<Pointer>)| {
        let fields: Vec<String> = fields.iter().map(ToString::to_string).collect();
        format!("updated {}  {}\n", shown(path), fields.join(" "))
    };
    let mut hints = String::new();
    for Kept { address, at, why } in &updated.kept {
        hints.push_str(&format!("left {address} {at} as it is: {why}\n"));
    }
    for Refused { path, why } in refused {
        let (path, why) = (shown(path), why.join("; "));
        hints.push_str(&format!("left {path} as it is, since it would not come out right: {why}\n"));
    }
    let must_be_seen = !hints.is_empty();
    if updated.changed.is_empty() && !must_be_seen {
        hints.push_str("nothing drifted\n");
    }
    Told { result: updated.changed.iter().map(line).collect(), hints, must_be_seen }
}

pub fn claimed(live: &Live, address: &Address, path: &Path) -> Told {
    Told {
        result: format!("updated {}  /ddsync/id ({} {})\n", shown(path), live.kind.name, live.id),
        hints: format!("next: `ddsync diff {address}` shows what the object has otherwise here\n"),
        must_be_seen: false,
    }
}

pub fn again(address: &Address, path: &Path) -> Told {
    let hints = format!("left {address} without its id, since {} was changed just now: run it again\n", shown(path));
    Told { hints, must_be_seen: true, ..Told::default() }
}

pub fn would_overwrite(files: &[&NewFile]) -> Failure {
    let paths: Vec<String> = files.iter().map(|file| shown(&file.path)).collect();
    Failure::error(format!("the import would overwrite {}", paths.join(", "))).help(NOTHING)
}

pub fn in_the_way(conflicts: &[Conflict]) -> Failure {
    let lines = conflicts.iter().map(|conflict| {
        let Conflict { label, kind, id, path } = conflict;
        format!("{kind} {id} \"{label}\" would overwrite {}", shown(path))
    });
    Failure::error(lines.collect::<Vec<_>>().join("; ")).help(NOTHING)
}

pub fn unproven(proof: &Proof) -> Failure {
    let told: String = proof.told().iter().map(|line| format!("\n  {line}")).collect();
    Failure::error(format!("the new files would not mean what Datadog has, so none was written:{told}"))
        .help("this is a bug in ddsync: please report it with these lines")
}

fn left_out(skipped: &Skipped) -> String {
    let Skipped { kind, id, label, owner } = skipped;
    match owner {
        Owner::Defined(address) => format!("left out {} {id} \"{label}\": it is {address} already\n", kind.name),
        Owner::Other(scope) => format!("left out {} {id} \"{label}\": it is managed by {scope}\n", kind.name),
    }
}
