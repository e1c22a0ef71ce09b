//! Handles `/settings/sso` of an application: creates a link for this administrator and redirects to it.
//!
//! `cargo run -p workos-admin-portal --example portal_link`

#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use futures_executor::block_on;
use workos_admin_portal::{
    AdminPortal, Client, Error, IconTheme, PortalIntent, PortalLink, provider_icon_url,
};
use workos_transport_mock::{Reply, Script};

fn main() -> Result<(), Error> {
    // A real application calls `Client::from_env()?`; here, a script plays the server.
    let link = serde_json::json!({"link": "https://setup.workos.com?token=example"});
    let script = Script::new().reply(Reply::json(201, link));
    let client = Client::builder().api_key("sk_test_example").transport(script).build()?;
    let portal = AdminPortal::new(&client);

    let created_at = client.clock().now();
    let answer = block_on(settings(&portal, "https://yourapp.com/settings"))?;
    println!("302 Found\nLocation: {}", answer.link.expose());
    println!("(valid once, until {}; a log shows {answer:?})\n", PortalLink::expires_at(created_at));

    for return_url in ["/settings", "http://yourapp.com/settings", "https://evil.example/settings"] {
        match block_on(settings(&portal, return_url)) {
            Ok(_) => println!("{return_url} was accepted"),
            Err(error) => println!("{return_url}: {error}"),
        }
    }
    println!("\nThe button shows {}", provider_icon_url("okta", IconTheme::Light));
    Ok(())
}

async fn settings(portal: &AdminPortal, return_url: &str) -> Result<PortalLink, Error> {
    portal
        .generate_link("org_01EHZNVPK3SFK441A1RGBFSHRT")
        .intent(PortalIntent::Sso)
        .return_url(return_url)
        .allow_return_hosts(["yourapp.com"])
        .external_user_id("user_7")
        .send()
        .await
}
