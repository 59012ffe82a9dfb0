//! What is told of objects that cannot be paired.

use crate::model::{Address, Desired, Finding, Live, Scope};

pub(super) fn missing_id(resource: &Desired, id: &str) -> Finding {
    let kind = resource.address.kind.name;
    Finding::error("missing-object", format!("Datadog has no {kind} with the id {id}"))
        .at(resource.place)
        .of(&resource.address)
        .help("take `id` out of the `ddsync` block to create the object anew, or correct the id or the environment")
}

pub(super) fn claimed_twice(resource: &Desired, first: &Desired, id: &str) -> Finding {
    Finding::error("duplicate-id", format!("{} and {} both claim the id {id}", first.address, resource.address))
        .at(resource.place)
        .related(first.place, "claimed here first")
        .of(&resource.address)
        .help("one live object can have one definition: take `id` out of one of them")
}

pub(super) fn defined_twice(resource: &Desired, first: &Desired, natural: &str) -> Finding {
    let kind = resource.address.kind.name;
    Finding::error(
        "duplicate-id",
        format!("{} and {} both define the {kind} `{natural}`", first.address, resource.address),
    )
    .at(resource.place)
    .related(first.place, "defined here first")
    .of(&resource.address)
    .help("one live object can have one definition: take one of the two away, or change what it defines")
}

pub(super) fn named_twice(resource: &Desired, first: &Desired, id: &str) -> Finding {
    let kind = resource.address.kind.name;
    let message = format!("{} and {} are the same {kind} in Datadog, {id}", first.address, resource.address);
    Finding::error("duplicate-id", message)
        .at(resource.place)
        .related(first.place, "defined here first")
        .of(&resource.address)
        .help(format!("a {kind} is known by its name: give each its own, or take one of them out"))
}

pub(super) fn foreign(resource: &Desired, live: &Live, owner: &Scope) -> Finding {
    let message = format!("{} {} \"{}\" is managed by {owner}", live.kind.name, live.id, live.label());
    Finding::error("foreign-mark", message)
        .at(resource.place)
        .of(&resource.address)
        .help(format!("remove it from {owner} first, or take `id` out of this file"))
}

pub(super) fn duplicate_mark(address: &Address, kept: &Live, other: &Live) -> Finding {
    let message = format!(
        "two objects bear the mark of {address}: {} and {}; {} is taken, the other is left alone",
        kept.id, other.id, kept.id
    );
    Finding::warning("duplicate-mark", message).help(
        "most likely a copy made in Datadog: remove its ddsync tags or the last line of its description, or delete it",
    )
}
