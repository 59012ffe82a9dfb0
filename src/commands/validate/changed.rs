//! Which files a branch touched.

use std::path::{Path, PathBuf};

use crate::exit::Failure;
use crate::world::World;

/// The files below `root` that differ from the commit where the branch left `base`, and those that git does not know yet;
/// relative to `root`.
pub fn since(base: &str, root: &Path, world: &World) -> Result<Vec<PathBuf>, Failure> {
    let git = |arguments: &[&str]| {
        let answer = world.git(root, arguments, "").map_err(|error| error.to_string());
        let answer = answer.and_then(|answer| if answer.ok { Ok(answer.out) } else { Err(answer.err) });
        let text = answer.map(|bytes| String::from_utf8_lossy(&bytes).trim_end_matches('\n').to_owned());
        text.map_err(|why| {
            let failure = Failure::error(format!("git cannot say what changed since {base}: {why}"));
            failure.help("name a commit, a branch or a tag that this clone has; a shallow clone needs `fetch-depth: 0`")
        })
    };
    // A name that begins with a dash would be an option.
    let commit = git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{base}^{{commit}}")])?;
    let fork = git(&["merge-base", "HEAD", &commit]).unwrap_or(commit);
    let changed = git(&["diff", "--name-only", "--relative", "-z", &fork])?;
    let new = git(&["ls-files", "--others", "--exclude-standard", "-z"])?;
    let names = changed.split('\0').chain(new.split('\0')).filter(|name| !name.is_empty());
    Ok(names.map(PathBuf::from).collect())
}
