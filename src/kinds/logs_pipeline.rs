//! Logs pipelines, `/api/v1/logs/config/pipelines`. A missing one answers 400 (82 recordings).

use serde_json::Value;

use crate::model::{Default, History, Kind, Lit, MarkPlace, Pattern};

pub static LOGS_PIPELINE: Kind = Kind {
    name: "logs-pipeline",
    folder: "logs-pipelines",
    path: "/api/v1/logs/config/pipelines",
    page: "/logs/pipelines/pipeline/edit/{id}",
    history: History { at: "", by: "", asset: "pipeline" },
    mark: MarkPlace::Tags("tags"),
    server_owned: &["/id", "/type", "/is_read_only", "/meta"],
    defaults: &[
        // 17 recordings.
        Default::new("/is_enabled", Lit::Bool(false)),
        Default::new("/tags", Lit::EmptyList),
        Default::new("/description", Lit::Text("")),
        Default::new("/processors", Lit::EmptyList),
    ],
    // They come back sorted (41 recordings).
    sets: &["/tags"],
    // Those of integrations: 790 of 1215 in the recorded lists.
    foreign: |pipeline| pipeline.get("is_read_only") == Some(&Value::Bool(true)),
    canonical: |pipeline| steps(pipeline, "processors"),
    ..Kind::REST
};

/// What each sort of processor or mapper has where nothing is said, inner fields before the objects they empty.
const STEP_DEFAULTS: &[(&str, &[(&str, Lit)])] = &[
    ("grok-parser", &[("/samples", Lit::EmptyList), ("/grok/support_rules", Lit::Text(""))]),
    ("geo-ip-parser", &[("/ip_processing_behavior", Lit::Text("do-nothing"))]),
    ("pipeline", &[("/processors", Lit::EmptyList), ("/tags", Lit::EmptyList), ("/description", Lit::Text(""))]),
    ("schema-processor", &[("/schema/extensions", Lit::EmptyList)]),
    ("schema-remapper", &[("/override_on_conflict", Lit::Bool(false)), ("/preserve_source", Lit::Bool(false))]),
    (
        "schema-category-mapper",
        &[
            ("/fallback/values", Lit::EmptyObject),
            ("/fallback/sources", Lit::EmptyObject),
            ("/fallback", Lit::EmptyObject),
        ],
    ),
    (
        "attribute-remapper",
        &[
            ("/override_on_conflict", Lit::Bool(false)),
            ("/preserve_source", Lit::Bool(false)),
            ("/source_type", Lit::Text("attribute")),
            ("/target_type", Lit::Text("attribute")),
        ],
    ),
    ("arithmetic-processor", &[("/is_replace_missing", Lit::Bool(false))]),
    ("string-builder-processor", &[("/is_replace_missing", Lit::Bool(false))]),
    ("url-parser", &[("/normalize_ending_slashes", Lit::Bool(false))]),
    ("user-agent-parser", &[("/is_encoded", Lit::Bool(false))]),
    // Unlike everywhere else, the source stays.
    ("array-map-processor", &[("/preserve_source", Lit::Bool(true))]),
    (
        "array-processor",
        &[("/operation/preserve_source", Lit::Bool(true)), ("/operation/override_on_conflict", Lit::Bool(false))],
    ),
];

/// Takes out of each step of a list what it has anyway, at any depth.
fn steps(holder: &mut Value, field: &str) {
    for step in holder.get_mut(field).and_then(Value::as_array_mut).into_iter().flatten() {
        steps(step, "processors");
        steps(step, "mappers");
        let sort = step.get("type").and_then(Value::as_str).unwrap_or_default().to_owned();
        let own = STEP_DEFAULTS.iter().find(|(name, _)| *name == sort).map_or(&[][..], |(_, own)| own);
        for (at, default) in own.iter().chain(&[("/is_enabled", Lit::Bool(false))]) {
            Pattern(at).remove_if(step, |found| default.value().as_ref() == Some(found));
        }
    }
}
