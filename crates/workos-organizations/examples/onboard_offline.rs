//! Onboards a customer: creates an organization and its domain, and waits until the domain is verified.
//!
//! Runs without a WorkOS account: responses are scripted, and pauses take no real time, because the script has its
//! own clock.
//!
//! `cargo run -p workos-organizations --example onboard_offline`

#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use std::time::Duration;

use serde_json::{Value, json};
use workos_organizations::{Client, DomainVerification, Error, OrganizationDomains, Organizations};
use workos_transport_mock::{Reply, Script};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let script = Script::new()
        .reply(Reply::json(201, json!({"id": "org_01", "name": "Acme"})))
        .reply(Reply::json(201, domain("unverified")))
        .reply(Reply::json(201, domain("pending")))
        .replies(["pending", "pending", "verified"].map(|state| Reply::json(200, domain(state))));
    let client = Client::builder().api_key("sk_test_1").transport(script.clone()).build()?;
    futures_executor::block_on(onboard(&client))?;
    for request in script.requests() {
        println!("{:>4} s  {} {}", request.at().as_secs(), request.method(), request.path());
    }
    Ok(())
}

async fn onboard(client: &Client) -> Result<(), Error> {
    let organization = Organizations::new(client).create("Acme").external_id("customer-7").send().await?;
    println!("created {} ({})", organization.name, organization.id);

    let domains = OrganizationDomains::new(client);
    let domain = domains.create(&organization.id, "acme.com").send().await?;
    let token = domain.verification_token.as_deref().unwrap_or("none");
    println!("publish a TXT record for {} with the token {token}", domain.domain);

    domains.verify(&domain.id).send().await?;
    match domains.wait_until_verified(&domain.id).within(Duration::from_secs(600)).send().await? {
        DomainVerification::Verified(domain) => println!("{} is verified", domain.domain),
        DomainVerification::Failed(domain) => println!("the verification of {} failed", domain.domain),
        outcome => println!("{} is not verified yet", outcome.domain().domain),
    }
    Ok(())
}

fn domain(state: &str) -> Value {
    json!({
        "id": "org_domain_01", "organization_id": "org_01", "domain": "acme.com", "state": state,
        "verification_token": "m5Oztg3jdK4NJLgs8uIlIprMw",
    })
}
