//! What holds for every definition that validates: applied once, it is there, and stays as it is.
//!
//! `PROPTEST_CASES=2000 PROPTEST_RNG_SEED=7 cargo test --test properties` looks further than the few cases of every day.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::cast_possible_truncation, clippy::needless_pass_by_value, reason = "small numbers, short helpers")]

mod common;
#[path = "properties/definitions.rs"]
mod definitions;
#[path = "properties/sides.rs"]
mod sides;

use common::house::{Definitions, House};
use ddsync::plan::{Outcome, Plan};
use ddsync::report::Verb;
use definitions::{File, dashboard, monitor};
use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestCaseError};
use tokio::runtime::Runtime;

fn few() -> ProptestConfig {
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 16;
    }
    if std::env::var_os("PROPTEST_RNG_SEED").is_none() {
        config.rng_seed = RngSeed::Fixed(20_260_101);
    }
    config
}

/// Three definitions, and the folder each stands in.
fn project() -> impl Strategy<Value = Vec<File>> {
    (monitor(), monitor(), dashboard()).prop_map(|(one, other, board)| {
        vec![File::new("monitors/one", one), File::new("monitors/other", other), File::new("dashboards/board", board)]
    })
}

fn written(files: &[File]) -> Vec<(String, String)> {
    files.iter().map(File::written).collect()
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

fn went_well(outcomes: &[Outcome]) -> Result<(), TestCaseError> {
    let refused: Vec<&Outcome> = outcomes.iter().filter(|outcome| !outcome.succeeded()).collect();
    prop_assert!(refused.is_empty(), "{refused:#?}");
    Ok(())
}

fn is_nothing(definitions: &Definitions, plan: &Plan) -> Result<(), TestCaseError> {
    prop_assert!(plan.is_empty(), "{}", definitions.text(Verb::Diff, plan, &[], &[]));
    Ok(())
}

proptest! {
    #![proptest_config(few())]

    /// Applied once, it plans to nothing; applied twice is applied once. Neither the names nor the order of files matter.
    #[test]
    fn applied_is_applied(files in project()) {
        runtime().block_on(async {
            let house = House::open().await;
            let definitions = Definitions::of(&written(&files));
            let (first, _) = house.plan(&definitions).await;
            prop_assert_eq!(&first.digest, &house.plan(&definitions).await.0.digest);
            went_well(&house.apply(&definitions).await)?;
            is_nothing(&definitions, &house.plan(&definitions).await.0)?;

            let seen = house.seen();
            went_well(&house.apply(&definitions).await)?;
            prop_assert_eq!(house.writes(seen), []);

            let moved: Vec<File> = files.iter().rev().map(File::moved).collect();
            let moved = Definitions::of(&written(&moved));
            is_nothing(&moved, &house.plan(&moved).await.0)
        })?;
    }

    /// Whatever was there before under the same key, be it of another type or protected until now.
    #[test]
    fn the_file_is_the_whole_truth(before in project(), after in project()) {
        runtime().block_on(async {
            let house = House::open().await;
            let after: Vec<File> = after.iter().map(File::unprotected).collect();
            went_well(&house.apply(&Definitions::of(&written(&before))).await)?;
            let definitions = Definitions::of(&written(&after));
            let backwards: Vec<File> = after.iter().rev().cloned().collect();
            let (plan, _) = house.plan(&definitions).await;
            let (same, _) = house.plan(&Definitions::of(&written(&backwards))).await;
            prop_assert_eq!(&plan.digest, &same.digest);
            went_well(&house.apply(&definitions).await)?;
            is_nothing(&definitions, &house.plan(&definitions).await.0)
        })?;
    }
}
