//! Everything that was ever recorded, made in a sandbox and imported. The recordings lie beside the project and are no
//! part of it; without them these tests say so and pass.

use ddsync::kinds;
use ddsync::model::Kind;
use serde_json::{Value, json};

use super::recorded;
use super::yard::{Hand, PROJECT, Yard, counts};

/// Recorded creates: where they were sent, and what.
fn creates(kind: &str) -> Vec<(String, Value)> {
    let pairs = recorded::pairs(kind).unwrap_or_default();
    let creates = pairs.into_iter().filter(|row| row["op"] == "create");
    creates.map(|row| (row["path"].as_str().unwrap().to_owned(), row["desired"].clone())).collect()
}

async fn fill(hand: &Hand, creates: &[(String, Value)]) -> usize {
    let mut made = 0;
    for (path, body) in creates {
        // Twins, composites whose members were never recorded, and routes that the sandbox has not are refused.
        made += usize::from(hand.try_to("POST", path, body).await.is_ok());
    }
    made
}

/// What Datadog has accepted and is wrong all the same, which a person would put into a baseline.
const ACCEPTED: &str = "lint: {formula-undefined-query: warning, duplicate-monitor: warning}\n";

#[test]
fn an_import_of_everything_is_adopted_and_then_in_sync() {
    let yard = Yard::new(&format!("{PROJECT}{ACCEPTED}"));
    let mut all = 0;
    for kind in kinds::ALL {
        let creates = creates(kind.folder);
        let made = yard.behind(async |hand| fill(hand, &creates).await);
        println!("{:<20}{:>5} of {:>5} recorded creates made", kind.folder, made, creates.len());
        all += made;
    }
    if all == 0 {
        return;
    }
    let said = yard.ok(&["import", "--all"]);
    let written = said.out.lines().count();
    println!("{written} files");
    assert!(written > all / 2, "{}", said.err);
    // Kinds without a place for a mark are known by their natural keys: there is nothing to adopt.
    let compared = counts(&yard.diff(&[]));
    assert_eq!(compared.iter().map(|(_, count)| count).sum::<u64>(), written as u64);
    assert!(compared.iter().all(|(what, _)| what == "adopt" || what == "unchanged"), "{compared:?}");
    yard.ok(&["apply"]);
    assert_eq!(counts(&yard.diff(&[])), [("unchanged".to_owned(), written as u64)]);
    let again = yard.ok(&["import", "--all"]);
    assert_eq!(again.out, "", "all of it is there already");

    let objects: Vec<(&Kind, &str)> = said.out.lines().filter_map(imported).collect();
    assert_eq!(objects.len(), written);
    let drifted = yard.behind(async |hand| drift(hand, &objects).await);
    println!("{drifted} drifted");
    assert!(drifted > written / 2);
    let updated = yard.ok(&["import", "--update"]);
    assert_eq!(updated.out.lines().count(), drifted, "{}", updated.err);
    assert_eq!(counts(&yard.diff(&[])), [("unchanged".to_owned(), written as u64)]);
}

/// `wrote monitors/a.yaml  (monitor 123)`
fn imported(line: &str) -> Option<(&'static Kind, &str)> {
    let (kind, id) = line.rsplit_once('(')?.1.strip_suffix(')')?.split_once(' ')?;
    Some((kinds::by_name(kind)?, id))
}

/// Somebody renames everything and puts every list of parts into another order.
async fn drift(hand: &Hand, objects: &[(&Kind, &str)]) -> usize {
    let mut drifted = 0;
    for (kind, id) in objects {
        let path = format!("{}/{id}", kind.path);
        let Ok(mut object) = hand.try_to("GET", &path, &Value::Null).await else { continue };
        let Some(name) = object[kind.label].as_str().map(|name| format!("{name} # \"drifted\"")) else { continue };
        object[kind.label] = json!(name);
        for list in object.as_object_mut().unwrap().values_mut().filter_map(Value::as_array_mut) {
            if list.iter().all(Value::is_object) && !list.is_empty() {
                list.rotate_left(1);
            }
        }
        let Some(fields) = object.as_object_mut() else { continue };
        // A write with one of these is refused.
        fields.retain(|field, _| !kind.server_owned.contains(&format!("/{field}").as_str()));
        drifted += usize::from(hand.try_to("PUT", &path, &object).await.is_ok());
    }
    drifted
}
