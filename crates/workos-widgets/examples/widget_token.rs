//! Handles `/widget-token` of an application: creates a token for the signed-in user.
//!
//! `cargo run -p workos-widgets --example widget_token`

#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use futures_executor::block_on;
use serde_json::json;
use workos_transport_mock::{Reply, Script};
use workos_widgets::{Client, Error, WidgetPermission, WidgetScope, Widgets};

fn main() -> Result<(), Error> {
    // A real application calls `Client::from_env()?`; here, a script plays the server.
    let script =
        Script::new().reply(Reply::json(201, json!({"token": "eyJhbGciOiJSUzI1NiJ9.example"}))).reply(
            Reply::json(200, json!({"token": "widget_example", "expires_at": "2026-01-15T12:00:05.000Z"})),
        );
    let client = Client::builder().api_key("sk_test_example").transport(script).build()?;
    let widgets = Widgets::new(&client);

    let call = widgets
        .token()
        .organization_id("org_01EHZNVPK3SFK441A1RGBFSHRT")
        .user_id("user_01E4ZCR3C56J083X43JQXF3JK5")
        .scopes([WidgetPermission::ManageSso]);
    let token = block_on(call.send())?;
    println!("a token: {token:?}, valid for {:?}", token.lifetime(client.clock().now()));

    match block_on(widgets.token().scopes([WidgetPermission::ManageSso]).send()) {
        Ok(_) => println!("a token without an organization was created"),
        Err(error) => println!("\n{error}"),
    }

    let token = block_on(widgets.token_for_widget_scope("org_1", WidgetScope::Sso).expires_in(5).send())?;
    if let Err(error) = token.lifetime(client.clock().now()) {
        println!("\n{error}\n  {}", error.hint());
    }
    Ok(())
}
