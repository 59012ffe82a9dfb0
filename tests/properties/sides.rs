//! Who changed what, where only one side did.

use ddsync::kinds;
use ddsync::model::{Address, Key, Live, Mark};
use ddsync::plan::{Cause, Sides, Three, Wish, plan_for, sides};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::common::house::Definitions;
use super::definitions::{File, dashboard, monitor};
use super::few;

/// An object of ours as Datadog would have it.
fn live(address: &Address, definitions: &Definitions, spec: &Value) -> Live {
    let mut object = spec.clone();
    object["id"] = address.kind.id_value("17");
    Mark { scope: definitions.scope.clone(), key: address.key.clone(), protect: false }
        .write(address.kind, &mut object);
    Live::new(address.kind, object).unwrap()
}

/// Plans `head` over `live`, and asks who made the differences since `base`.
fn told(name: &str, [base, head, object]: [&Value; 3]) -> (usize, Sides) {
    let read = |spec: &Value| Definitions::of(&[File::new(name, spec.clone()).unprotected().written()]);
    let (base, head) = (read(base), read(head));
    let kind = kinds::by_folder(name.split_once('/').unwrap().0).unwrap();
    let address = Address::new(kind, Key::parse("one").unwrap());
    let mut object = object.clone();
    object.as_object_mut().unwrap().remove("ddsync");
    let live = [live(&address, &head, &object)];
    let (plan, _) = plan_for(&head.checked, &live, &head.scope, Wish::default());
    let (base, head) = (base.checked.resources(), head.checked.resources());
    let sides = sides(&Three { name: "main", base, head, live: &live }, &plan);
    (plan.changes.iter().map(|change| change.fields.len()).sum(), sides)
}

fn one_side(name: &str, old: &Value, new: &Value) -> Result<(), TestCaseError> {
    let (fields, sides) = told(name, [old, new, old]);
    prop_assert_eq!((sides.count(Cause::Branch), sides.already.len()), (fields, 0), "{:#?}", sides);
    let (fields, sides) = told(name, [old, old, new]);
    prop_assert_eq!((sides.count(Cause::Drift), sides.already.len()), (fields, 0), "{:#?}", sides);
    // Both went the same way: nothing is left to do.
    let (fields, sides) = told(name, [old, new, new]);
    prop_assert_eq!((fields, sides.changes.len()), (0, 0), "{:#?}", sides);
    Ok(())
}

/// The widgets of both in some order.
fn mixed(one: &Value, other: &Value, order: &[prop::sample::Index]) -> Value {
    let widgets = |board: &Value| board["widgets"].as_array().cloned().unwrap_or_default();
    let mut all = [widgets(one), widgets(other)].concat();
    let mut mixed = one.clone();
    let mut list = Vec::new();
    for index in order {
        if !all.is_empty() {
            list.push(all.swap_remove(index.index(all.len())));
        }
    }
    mixed["widgets"] = json!(list);
    mixed
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..few() })]

    #[test]
    fn one_side_alone_is_its_own_doing(old in monitor(), new in monitor()) {
        one_side("monitors/one", &old, &new)?;
    }

    #[test]
    fn of_dashboards_too(
        old in dashboard(), new in dashboard(), order in prop::collection::vec(any::<prop::sample::Index>(), 0..6)
    ) {
        one_side("dashboards/one", &old, &new)?;
        one_side("dashboards/one", &old, &mixed(&old, &new, &order))?;
    }
}
