use serde_json::json;
use workos::resources::admin_portal::GenerateLinkParams;

use crate::harness::{Outcome, REDIRECT_URI, Step, World, equal, left, refused, step};

/// Of the emulator's default fixture.
const INITECH: &str = "org_01H1234567890ABCDEFGHIJK";

pub const STEPS: &[Step] = &[
    step!("opens a portal link", opens_a_link),
    step!("opens no portal link twice", opens_no_link_twice),
    step!("is refused with a portal link of an unknown organization", unknown_organization),
];

fn params(organization: &str) -> Outcome<GenerateLinkParams> {
    let body = json!({"organization": organization, "intent": "sso", "return_url": REDIRECT_URI});
    Ok(GenerateLinkParams::new(serde_json::from_value(body)?))
}

async fn opens_a_link(world: &mut World) -> Outcome {
    let answer = world.workos.admin_portal().generate_link(params(INITECH)?).await?;
    let link = answer.link.expose().to_owned();
    equal(link.starts_with(&format!("{}/portal/launch?token=", world.url)), true)?;
    let page = reqwest::get(&link).await?;
    equal(page.status().as_u16(), 200)?;
    equal(page.text().await?.contains("Initech"), true)?;
    world.portal_link = Some(link);
    Ok(())
}

async fn opens_no_link_twice(world: &mut World) -> Outcome {
    equal(reqwest::get(left!(world.portal_link)?).await?.status().as_u16(), 400)
}

async fn unknown_organization(world: &mut World) -> Outcome {
    let result = world.workos.admin_portal().generate_link(params("org_unknown")?).await;
    refused(result, 404, Some("organization_not_found"))
}
