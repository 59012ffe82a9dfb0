//! Plans in files.

use std::path::Path;

use super::compare::{SameName, Wish};
use super::connect::Line;
use super::definitions::Definitions;
use crate::exit::{Exit, Failure};
use crate::plan::{Circumstances, Plan, Saved};
use crate::world::World;

const TOOL: &str = env!("CARGO_PKG_VERSION");

pub fn of(wish: Wish, definitions: &Definitions, line: &Line, plan: &Plan) -> Saved {
    let adopt = wish.same_name == SameName::Adopt;
    Saved::of(plan, definitions.checked.resources(), Circumstances { tool: TOOL, target: &line.target, adopt })
}

/// # Errors
///
/// The file cannot be written.
pub fn write(path: &Path, saved: &Saved, world: &World) -> Result<(), Failure> {
    let failed = |error| Failure::error(format!("cannot write {}: {error}", path.display()));
    world.write(&world.cwd.join(path), &saved.to_json()).map_err(failed)
}

/// # Errors
///
/// There is no plan in the file that this ddsync can read.
pub fn read(path: &Path, world: &World) -> Result<Saved, Failure> {
    let shown = path.display();
    let text =
        world.read(&world.cwd.join(path)).map_err(|error| Failure::error(format!("cannot read {shown}: {error}")))?;
    let wrong = |why: String| {
        Failure::error(format!("{shown} is no plan: {why}")).help("make one with `ddsync diff --out plan.json`")
    };
    let value: serde_json::Value = serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))?;
    match value.get("version").and_then(serde_json::Value::as_u64) {
        Some(version) if version == u64::from(Saved::VERSION) => {}
        Some(version) => {
            return Err(Failure::new(
                Exit::Stale,
                format!("{shown} is a plan of version {version}, and this ddsync reads version {}", Saved::VERSION),
            )
            .help("make it anew with `ddsync diff --out`"));
        }
        None => return Err(wrong("it says no `version`".to_owned())),
    }
    serde_json::from_value(value).map_err(|error| wrong(error.to_string()))
}

/// # Errors
///
/// The plan was made for something else, or on other ground: what moved is told, resource by resource.
pub fn check(path: &Path, reviewed: &Saved, now: &Saved) -> Result<(), Failure> {
    let shown = path.display();
    let stale = |why: String| Failure::new(Exit::Stale, why);
    if reviewed.scope != now.scope {
        let why = format!("{shown} is a plan for {}, and this run is for {}", reviewed.scope, now.scope);
        return Err(stale(why).help("choose the environment with --env"));
    }
    if reviewed.target != now.target {
        return Err(stale(format!("{shown} is a plan for {}, and this run talks to {}", reviewed.target, now.target)));
    }
    if reviewed.digest == now.digest {
        return Ok(());
    }
    let mut lines: Vec<String> = reviewed.moved(now).iter().map(ToString::to_string).collect();
    if reviewed.tool != now.tool {
        lines.push(format!("it was made by ddsync {}, and this is {} (tool version)", reviewed.tool, now.tool));
    }
    let lines: String = lines.iter().map(|line| format!("\n  {line}")).collect();
    let failure = stale(format!("{shown} no longer holds, so nothing was applied:{lines}"));
    Err(failure.help("make the plan anew with `ddsync diff --out`, look at it, and apply that"))
}
