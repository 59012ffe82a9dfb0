//! What a placeholder that cannot be filled in was probably meant to be.

use super::project::{Vars, is_name};
use super::suggest;
use crate::kinds;
use crate::model::Node;

pub fn var(name: &str, vars: Option<&Vars>) -> String {
    let known = vars.into_iter().flat_map(Vars::keys).map(String::as_str);
    suggest::help(name, known, "ddsync.yaml has no `vars`")
}

pub fn each(name: &str, items: &[(String, Node)]) -> String {
    let known = items.iter().map(|(name, _)| name.as_str());
    let without = "`${each.x}` stands for an item of `ddsync.for_each`, which this definition does not have";
    suggest::help(name, known, without)
}

/// For a `${body}` of an unknown form.
pub fn meant(body: &str, vars: Option<&Vars>) -> String {
    let literal = "to mean the text itself, as in a shell script, write `$${`";
    let trimmed = body.trim();
    let name = trimmed.rsplit_once(['.', ':']).map_or(trimmed, |(_, name)| name);
    let known = |name: &str| vars.is_some_and(|vars| vars.contains_key(name));
    if trimmed.len() != body.len() && !trimmed.is_empty() {
        return format!("write it without spaces: `${{{trimmed}}}`; {literal}");
    }
    if known(name) {
        return format!("did you mean `${{vars.{name}}}`? {literal}");
    }
    if let Some((kind, key)) = body.split_once(':')
        && let Some(near) = suggest::nearest(kind, kinds::ALL.iter().map(|kind| kind.name))
    {
        return format!("did you mean `${{{near}:{key}}}`? {literal}");
    }
    if let Some((word, name)) = body.split_once('.')
        && is_name(name)
        && let Some(near) = suggest::nearest(word, ["vars", "each", "env"])
    {
        return format!("did you mean `${{{near}.{name}}}`? {literal}");
    }
    format!("known are `${{vars.x}}`, `${{each.x}}`, `${{env.NAME}}` and `${{monitor:key}}`; {literal}")
}
