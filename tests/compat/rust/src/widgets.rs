use serde_json::json;
use workos::resources::widgets::CreateTokenParams;

use crate::harness::{Outcome, Step, World, equal, refused, step};

/// Of the emulator's default fixture.
const ACME: &str = "org_01H5K5Z4J8T9D3G2F1N6M8V7C4";
const JOHN: &str = "user_01HQRS5H000000000000000001";

pub const STEPS: &[Step] = &[
    step!("gets a widget token", gets_a_token),
    step!("is refused with a widget token of an unknown organization", unknown_organization),
];

fn params(organization: &str) -> Outcome<CreateTokenParams> {
    let body = json!({"organization_id": organization, "user_id": JOHN, "scopes": ["widgets:sso:manage"]});
    Ok(CreateTokenParams::new(serde_json::from_value(body)?))
}

async fn gets_a_token(world: &mut World) -> Outcome {
    let answer = world.workos.widgets().create_token(params(ACME)?).await?;
    equal(answer.token.expose().split('.').count(), 3)
}

async fn unknown_organization(world: &mut World) -> Outcome {
    refused(world.workos.widgets().create_token(params("org_unknown")?).await, 404, None)
}
