//! Connects an account, gets tokens, and handles a revocation, step by step and without a server.
//!
//! `cargo run -p workos-pipes --example connect`

#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use futures_executor::block_on;
use serde_json::{Value, json};
use workos_pipes::{
    Client, ConnectedAccounts, DataIntegrations, PipesEvent, PipesReturn, TokenSource, UserId, random_state,
};
use workos_transport_mock::{Reply, Script};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // A real application calls `Client::from_env()?`; here, a script plays the server.
    let script = Script::new()
        .reply(Reply::json(200, json!({"url": "https://api.workos.com/data-integrations/x/authorize"})))
        .reply(Reply::json(404, json!({"message": "Connected account not found"})))
        .reply(Reply::json(200, account("connected")))
        .reply(Reply::json(200, json!({"active": true, "access_token": token()})))
        .reply(Reply::json(200, json!({"active": false, "error": "needs_reauthorization"})));
    let client = Client::builder().api_key("sk_test_example").transport(script.clone()).build()?;
    let ann = UserId::from("user_01EHZNVPK3SFK441A1RGBFSHRT");

    let state = random_state()?;
    let call = DataIntegrations::new(&client).authorize("github", &ann);
    let url = block_on(call.return_to("https://yourapp.com/connected").state(&state).send())?;
    println!("/connect/github redirects to {}", url.expose());

    for query in ["state=forged".to_owned(), format!("state={}", state.expose())] {
        match PipesReturn::parse(&query, &state) {
            Ok(_) => println!("/connected: the right browser returned"),
            Err(error) => println!("/connected: {error}\n  {}", error.hint().unwrap_or_default()),
        }
    }
    let outcome = block_on(ConnectedAccounts::new(&client).wait_until_connected(&ann, "github").send())?;
    println!("connected: {} after {} requests", outcome.is_connected(), script.requests().len() - 1);

    let tokens = TokenSource::new(&client);
    let fresh = block_on(tokens.access_token(&ann, "github", None))?.require_active()?;
    println!("a token: {fresh:?}");

    let event =
        PipesEvent::read("pipes.connected_account.reauthorization_needed", &account("needs_reauthorization"));
    if event.is_some_and(|event| event.ends_access()) {
        tokens.forget(&ann, "github", None);
    }
    match block_on(tokens.access_token(&ann, "github", None))?.require_active() {
        Ok(_) => println!("there still is a token"),
        Err(error) => println!("{error}\n  {}", error.hint().unwrap_or_default()),
    }
    Ok(())
}

fn account(state: &str) -> Value {
    json!({
        "object": "connected_account", "id": "data_installation_01EHZNVPK3SFK441A1RGBFSHRT", "provider_slug": "github",
        "user_id": "user_01EHZNVPK3SFK441A1RGBFSHRT", "organization_id": null, "scopes": ["repo"], "state": state,
        "created_at": "2026-01-15T12:00:00.000Z", "updated_at": "2026-01-15T12:00:00.000Z",
    })
}

fn token() -> Value {
    json!({
        "object": "access_token", "access_token": "gho_example", "expires_at": null, "scopes": ["repo"],
        "missing_scopes": ["user:email"],
    })
}
