//! What planning and its guards tell, by stable names.

/// Rule and what it means, in the order of the alphabet.
pub const RULES: &[(&str, &str)] = &[
    (
        "alerting",
        "the plan changes, replaces or deletes a monitor that alerts right now, and nobody can be asked: somebody is \
         perhaps looking at it. Wait until it is over, or apply with --allow-alerting",
    ),
    (
        "duplicate-id",
        "two definitions mean the same object in Datadog, by its `id` or by the name that makes it the only one of its \
         kind. One object has one definition: applied by turns they would undo each other",
    ),
    (
        "duplicate-mark",
        "two objects in Datadog bear the mark of one resource, most likely since somebody cloned one there. The older one \
         is managed, the other is left alone: take its ddsync tags or the last line of its description off, or delete it",
    ),
    (
        "faulty-base",
        "the definitions at the reference that `--base` names have errors, so some of them may be missing, and what this \
         branch changed cannot be told from drift",
    ),
    (
        "foreign-mark",
        "a definition means an object that another project or environment manages: it bears that one's mark. Release it \
         there first, or take the `id` out of the definition",
    ),
    (
        "missing-object",
        "a definition names an `id` that Datadog does not have. Without the `id` the object is made anew; in another \
         organisation it has another one",
    ),
    (
        "muted-monitor",
        "a monitor is as its definition says and tells nobody, since somebody muted it without an end. Mutes belong to \
         whoever is on call, so applying leaves them; `ddsync drift` tells of them, and they are no drift",
    ),
    (
        "protected",
        "an object with `protect: true` is never deleted, so it cannot be replaced either. Take the line out of its \
         definition, apply, and then make the change",
    ),
    (
        "prune-limit",
        "one apply would delete more objects than `prune.max_deletes` or `prune.max_delete_percent` in ddsync.yaml allow. \
         Most often definitions are missing: a folder that moved, a checkout that is not whole",
    ),
    (
        "same-name",
        "an object would be created although Datadog has one of that name that nobody manages. To take it over write its \
         `id` in the `ddsync` block, or apply with --adopt; otherwise there will be two",
    ),
    (
        "shared-object",
        "two environments define one object otherwise, and its kind bears no mark that could say whose it is. Each would \
         undo the other's: give the object a name of its own in each, such as `deploy-${vars.env}`",
    ),
    (
        "unread-kinds",
        "the keys may not read some kinds, so nothing is known of their objects. No file defines any, so the rest is \
         planned; `ddsync doctor` names the permissions",
    ),
];
