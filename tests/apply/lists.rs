//! A list that did not come back whole is an error: taken for whole it would create everything a second time.

use ddsync::sandbox::{Effect, Fault};
use serde_json::json;

use super::{DASHBOARD, MONITOR, of};
use crate::common::house::{DASHBOARDS, House, MONITORS};

fn ok(body: &str) -> Effect {
    let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
    Effect::Answer { status: 200, headers, body: body.to_owned() }
}

#[tokio::test]
async fn what_is_no_list_is_no_empty_list() {
    // By effect, what is said of a list that is the answer itself, and of one that stands in it.
    let no_list = "JSON without the list `dashboards`";
    let effects = [
        (Effect::Html(200), ["an HTML page instead of JSON"; 2]),
        (Effect::Html(502), ["(502: an HTML page)"; 2]),
        (Effect::CutBody(15), ["an answer that is cut off"; 2]),
        (Effect::LoseAnswer, ["the connection ended before the answer was complete"; 2]),
        (ok(""), ["nothing: try again", no_list]),
        (ok("null"), ["nothing: try again", no_list]),
        (ok("{}"), ["JSON that is not a list", no_list]),
        (ok("{\"errors\": [\"no\"]}"), ["errors beside the data (no)"; 2]),
        (ok("[{\"name\": \"x\"}]"), ["an object without `id`", no_list]),
    ];
    let definitions = of(&[MONITOR, DASHBOARD]);
    for (effect, told) in effects {
        for (path, told) in [MONITORS, DASHBOARDS].into_iter().zip(told) {
            let house = House::open().await;
            house.apply(&definitions).await;
            house.sandbox.script(Fault::once("GET", path, effect.clone()).exactly().times(usize::MAX));
            let error = house.inventory(&definitions).await.unwrap_err().to_string();
            assert!(error.contains(told) && error.contains(path), "{effect:?} {error}");
        }
    }
}

#[tokio::test]
async fn a_page_that_is_not_full_and_not_the_last_is_an_error() {
    let house = House::open().await;
    for number in 0..101 {
        let board = json!({"title": format!("Board {number}"), "layout_type": "ordered", "widgets": []});
        house.post(DASHBOARDS, &board).await;
    }
    let definitions = of(&[DASHBOARD]);
    assert!(house.inventory(&definitions).await.unwrap().is_empty());
    // Once may be somebody's deletion meanwhile: the list is read again.
    house.sandbox.script(Fault::once("GET", DASHBOARDS, Effect::ShortList(60)).exactly());
    assert!(house.inventory(&definitions).await.unwrap().is_empty());
    house.sandbox.script(Fault::once("GET", DASHBOARDS, Effect::ShortList(60)).exactly().times(usize::MAX));
    let error = house.inventory(&definitions).await.unwrap_err().to_string();
    assert!(error.contains("60"), "{error}");
}
