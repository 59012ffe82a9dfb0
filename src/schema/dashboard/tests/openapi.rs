//! The schema has every field and value of Datadog's OpenAPI file, at its place, and the same fields are required.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value, json};

use crate::schema::dashboard::schema;
use crate::schema::tests::reference;

/// Where the schema means to differ: (fault as the walk tells it, reason).
const MEANT: &[(&str, &str)] = &[
    ("WidgetFormulaSort.index: is required", "Datadog took and kept a treemap's sort without it, as recorded"),
    ("HostMapRequest.q: deprecated true and not null", "the whole request is deprecated"),
    ("ScatterPlotRequest.q: deprecated true and not null", "the old form of queries is deprecated everywhere"),
    ("TreeMapWidgetDefinition.color_by: deprecated true and not null", "deprecated in its description alone"),
    ("TreeMapWidgetDefinition.group_by: deprecated true and not null", "deprecated in its description alone"),
    ("TreeMapWidgetDefinition.size_by: deprecated true and not null", "deprecated in its description alone"),
];

#[test]
fn the_schema_covers_the_openapi_file() {
    let Some(text) = reference("reference/openapi_v1.yaml") else {
        return;
    };
    let api: Value = serde_yaml::from_str(&text).unwrap();
    let schema = schema();
    let mut walk = Walk { api: &api["components"]["schemas"], ours: schema.as_value(), known: HashMap::new() };

    let faults = walk.compare(&json!({"$ref": "#/components/schemas/Dashboard"}), schema.as_value(), "Dashboard");

    let unexpected: Vec<_> = faults.iter().filter(|fault| MEANT.iter().all(|(meant, _)| meant != fault)).collect();
    assert_eq!(unexpected, Vec::<&String>::new());
    let stale: Vec<_> = MEANT.iter().filter(|(meant, _)| !faults.contains(*meant)).collect();
    assert_eq!(stale, Vec::<&(&str, &str)>::new());
    let compared: BTreeSet<_> = walk.known.keys().map(|(name, _)| name).collect();
    assert!(compared.len() > 400, "the walk reached only {} schemas", compared.len());
}

type Faults = BTreeSet<String>;

struct Walk<'a> {
    api: &'a Value,
    ours: &'a Value,
    /// Faults of a pair of definitions that was compared, none while it is: the schemas are recursive.
    known: HashMap<(String, String), Faults>,
}

impl Walk<'_> {
    /// What of the API's schema is missing in ours. `place` is the API's name for it.
    fn compare(&mut self, api: &Value, ours: &Value, place: &str) -> Faults {
        let Some(name) = api["$ref"].as_str().and_then(|target| target.rsplit('/').next()) else {
            return self.compare_best(api, &self.resolved(ours), place);
        };
        let pair = (name.to_owned(), ours.to_string());
        if let Some(faults) = self.known.get(&pair) {
            return faults.clone();
        }
        self.known.insert(pair.clone(), Faults::new());
        let faults = self.compare_best(&self.api[name].clone(), &self.resolved(ours), name);
        self.known.insert(pair, faults.clone());
        faults
    }

    /// Follows references, and takes the other half of "this or null".
    fn resolved(&self, ours: &Value) -> Value {
        let target = ours["anyOf"][0].get("$ref").or_else(|| ours.get("$ref")).and_then(Value::as_str);
        match target {
            Some(target) => self.resolved(self.ours.pointer(target.trim_start_matches('#')).unwrap()),
            None => ours.clone(),
        }
    }

    /// Each member of the API's union must be one of our alternatives: the one with the fewest faults is meant.
    fn compare_best(&mut self, api: &Value, ours: &Value, place: &str) -> Faults {
        if let Some(members) = api["oneOf"].as_array() {
            return members.iter().flat_map(|member| self.compare_best_of(member, ours, place)).collect();
        }
        self.compare_best_of(api, ours, place)
    }

    fn compare_best_of(&mut self, api: &Value, ours: &Value, place: &str) -> Faults {
        if api.get("$ref").is_some() {
            return self.compare(api, ours, place);
        }
        let alternatives = self.alternatives(ours);
        let faults = alternatives.iter().map(|alternative| self.compare_one(api, alternative, place));
        // A tag that is not listed weighs most: it tells that another branch was meant.
        let weight =
            |faults: &Faults| (faults.iter().filter(|fault| fault.ends_with("not listed")).count(), faults.len());
        faults.collect::<Vec<_>>().into_iter().min_by_key(weight).unwrap()
    }

    /// The branches of a tagged union, each with the properties of the union; or the schema alone.
    fn alternatives(&self, ours: &Value) -> Vec<Value> {
        let Some(branches) = ours["allOf"].as_array() else {
            return vec![ours.clone()];
        };
        let merge = |branch: &Value| {
            let then = self.resolved(&branch["then"]);
            let mut merged = ours.clone();
            let restricted = branch["if"]["properties"].as_object().cloned().unwrap_or_default();
            merged["properties"].as_object_mut().unwrap().extend(restricted.into_iter().map(|(tag, condition)| {
                let values = condition.get("const").map_or(condition["enum"].clone(), |value| json!([value]));
                (tag, json!({"enum": values}))
            }));
            merged["properties"]
                .as_object_mut()
                .unwrap()
                .extend(then["properties"].as_object().cloned().unwrap_or_default());
            let required = strings(&ours["required"]).into_iter().chain(strings(&then["required"]));
            merged["required"] = json!(required.collect::<BTreeSet<_>>());
            if branches.iter().any(|branch| branch["if"].get("not").is_some()) {
                merged["may lack"] = branch["if"]["required"][0].clone();
            }
            merged.as_object_mut().unwrap().remove("allOf");
            merged
        };
        branches.iter().map(merge).collect()
    }

    fn compare_one(&mut self, api: &Value, ours: &Value, place: &str) -> Faults {
        let mut faults = Faults::new();
        let (Some(wanted), types) = (api["type"].as_str(), types(ours)) else {
            return faults;
        };
        if !types.is_empty() && !types.contains(wanted) {
            faults.insert(format!("{place}: {wanted} is not taken"));
        }
        for limit in ["minimum", "maximum", "minItems", "maxItems"] {
            if api[limit].as_i64() != ours[limit].as_i64() {
                faults.insert(format!("{place}: {limit} {} and not {}", ours[limit], api[limit]));
            }
        }
        for value in strings(&api["enum"]).difference(&listed(ours)) {
            faults.insert(format!("{place}: {value:?} is not listed"));
        }
        if wanted == "array" {
            faults.extend(self.compare(&api["items"], &ours["items"], &format!("{place}[]")));
        }
        if let Some(values) = api["additionalProperties"].as_object() {
            let values = Value::Object(values.clone());
            faults.extend(self.compare(&values, &ours["additionalProperties"], &format!("{place}{{}}")));
        }
        if let Some(properties) = api["properties"].as_object() {
            faults.extend(self.compare_properties(properties, api, ours, place));
        }
        faults
    }

    fn compare_properties(&mut self, api: &Map<String, Value>, parent: &Value, ours: &Value, place: &str) -> Faults {
        let mut faults = Faults::new();
        for (key, property) in api {
            let place = format!("{place}.{key}");
            let Some(own) = ours["properties"].get(key) else {
                faults.insert(format!("{place}: is missing"));
                continue;
            };
            for flag in ["deprecated", "readOnly"] {
                if property[flag].as_bool().unwrap_or(false) != own[flag].as_bool().unwrap_or(false) {
                    faults.insert(format!("{place}: {flag} {} and not {}", own[flag], property[flag]));
                }
            }
            faults.extend(self.compare(property, own, &place));
        }
        let (wanted, required) = (strings(&parent["required"]), strings(&ours["required"]));
        // A union with a branch for the tag's absence has no say on whether the other branches need it.
        let compared = wanted.symmetric_difference(&required).filter(|key| ours["may lack"] != **key);
        faults.extend(compared.map(|key| {
            let side = if wanted.contains(key) { "is required" } else { "is not required" };
            format!("{place}.{key}: {side}")
        }));
        faults
    }
}

fn strings(value: &Value) -> BTreeSet<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The JSON types that a schema of ours takes; none where it takes all.
fn types(ours: &Value) -> BTreeSet<&str> {
    // Every integer is a number.
    let wider = |name: &&str| {
        if *name == "number" { Some("integer") } else { None }
    };
    let own = match &ours["type"] {
        Value::String(name) => vec![name.as_str()],
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let any = ours["anyOf"].as_array().into_iter().flatten().filter_map(|any| any["type"].as_str());
    let all: Vec<_> = own.into_iter().chain(any).collect();
    all.iter().copied().chain(all.iter().filter_map(wider)).collect()
}

/// The values that a schema of ours lists.
fn listed(ours: &Value) -> BTreeSet<String> {
    strings(&ours["enum"]).union(&strings(&ours["anyOf"][0]["enum"])).cloned().collect()
}
