//! The page at `/`: what is stored, for people.

use std::fmt::Write;

use serde_json::Value;

use super::kinds;
use super::store::Objects;
use super::wire::{Answer, Body, Reply};

/// Lists the live objects of every kind.
pub(super) fn page(objects: &Objects<'_>) -> Answer {
    let mut html = String::from(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>ddsync sandbox</title>\
         <style>body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}\
         td{padding:.1rem 1rem .1rem 0;vertical-align:top}</style></head><body><h1>ddsync sandbox</h1>",
    );
    for kind in kinds::ALL.iter().filter(|kind| !kind.name.is_empty()) {
        let stored = objects.list(kind.name)?;
        let _ = write!(html, "<h2>{} ({})</h2><table>", escape(kind.name), stored.len());
        for object in &stored {
            let _ = write!(html, "<tr><td>{}</td><td>{}</td></tr>", escape(&id(object)), escape((kind.title)(object)));
        }
        html.push_str("</table>");
    }
    html.push_str("</body></html>");
    Ok(Reply::new(200, Body::Html(html)))
}

fn id(object: &Value) -> String {
    match object.get("id") {
        Some(Value::String(id)) => id.clone(),
        Some(id) => id.to_string(),
        None => String::new(),
    }
}

fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}
