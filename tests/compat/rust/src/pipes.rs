use serde_json::{Value, json};
use workos::resources::pipes::{
    AuthorizeDataIntegrationParams, DeleteUserConnectedAccountParams, GetAccessTokenParams,
};

use crate::harness::{Outcome, REDIRECT_URI, Step, World, browse, equal, step};

/// Of the emulator's default fixture.
const JOHN: &str = "user_01HQRS5H000000000000000001";

pub const STEPS: &[Step] = &[
    step!("is told that no account is connected", is_not_connected),
    step!("connects an account through the consent page", connects),
    step!("gets an access token of the account", gets_a_token),
    step!("disconnects the account", disconnects),
];

async fn token(world: &World) -> Outcome<Value> {
    let params = GetAccessTokenParams::new(serde_json::from_value(json!({"user_id": JOHN}))?);
    Ok(serde_json::to_value(world.workos.pipes().get_access_token("github", params).await?)?)
}

async fn is_not_connected(world: &mut World) -> Outcome {
    equal(token(world).await?, json!({"active": false, "error": "not_installed"}))
}

async fn connects(world: &mut World) -> Outcome {
    let body = json!({"user_id": JOHN, "return_to": format!("{REDIRECT_URI}?state=kX3")});
    let params = AuthorizeDataIntegrationParams::new(serde_json::from_value(body)?);
    let answer = world.workos.pipes().authorize_data_integration("github", params).await?;
    let query = browse(&answer.url).await?;
    equal(query.into_iter().collect::<Vec<_>>(), [("state".to_owned(), "kX3".to_owned())])
}

async fn gets_a_token(world: &mut World) -> Outcome {
    let answer = token(world).await?;
    equal(&answer["active"], &json!(true))?;
    let token = &answer["access_token"];
    equal(&token["scopes"], &json!(["repo", "user:email"]))?;
    equal(&token["missing_scopes"], &json!([]))
}

async fn disconnects(world: &mut World) -> Outcome {
    let params = DeleteUserConnectedAccountParams::default();
    world.workos.pipes().delete_user_connected_account(JOHN, "github", params).await?;
    is_not_connected(world).await
}
