//! The calls of the crate against scripted answers.

use futures_executor::block_on;
use serde_json::json;
use workos_LIBRARY::{Client, HANDLE};
use workos_transport_mock::{Reply, Script};

#[test]
fn an_object_is_fetched_by_its_id() {
    let answer = json!({"id": "MODULE_1", "created_at": "2026-01-15T12:00:00.000Z"});
    let script = Script::new().reply(Reply::json(200, answer));
    let client = Client::builder().api_key("sk_test_1").transport(script.clone()).build().unwrap();
    let object = block_on(HANDLE::new(&client).get("MODULE_1").send()).unwrap();
    assert_eq!(object.id, "MODULE_1");
    assert_eq!(script.requests()[0].uri().path(), "/NAME/MODULE_1");
}
