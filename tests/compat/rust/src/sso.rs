use futures_util::TryStreamExt;
use workos::enums::{ConnectionState, ConnectionType, TokenQueryGrantType};
use workos::helpers::{
    PublicClient, SsoAuthorizationUrlParams, SsoPkceAuthorizationUrl, SsoPkceCodeExchangeParams,
};
use workos::models::{SSOTokenResponse, TokenQuery};
use workos::resources::sso::{GetAuthorizationUrlParams, GetProfileAndTokenParams, ListConnectionsParams};
use workos::{Client, Error};

use crate::harness::{Outcome, REDIRECT_URI, Step, World, browse, client, equal, left, refused, step};

// Of the emulator's default fixture.
const ACME: &str = "org_01H5K5Z4J8T9D3G2F1N6M8V7C4";
const ACME_SAML: &str = "conn_01HQRS5H000000000000000001";

pub const STEPS: &[Step] = &[
    step!("lists connections", lists_connections),
    step!("gets a connection", gets_a_connection),
    step!("finds no unknown connection", finds_no_unknown_connection),
    step!("is refused with a wrong API key", wrong_api_key),
    step!("signs in through a connection and gets its state back", signs_in_through_a_connection),
    step!("exchanges the code for a profile and a token", exchanges_the_code),
    step!("gets the profile of the token", gets_the_profile),
    step!("is refused with a code that was used before", used_code),
    step!("signs in through an organization", signs_in_through_an_organization),
    step!("signs in through a provider", signs_in_through_a_provider),
    step!("is sent back with an error if a sign-in cannot begin", sent_back_with_an_error),
    step!("signs in with PKCE", signs_in_with_pkce),
    step!("is refused with a wrong PKCE verifier", wrong_verifier),
    step!("signs in with PKCE and without an API key", signs_in_without_an_api_key),
];

async fn lists_connections(world: &mut World) -> Outcome {
    let sso = world.workos.sso();
    let of_acme = ListConnectionsParams { organization_id: Some(ACME.into()), ..Default::default() };
    let page = sso.list_connections(of_acme).await?;
    equal(page.data.iter().map(|connection| connection.id.as_str()).collect::<Vec<_>>(), [ACME_SAML])?;
    let one_by_one = ListConnectionsParams { limit: Some(1), ..Default::default() };
    let everything: Vec<_> = sso.list_connections_auto_paging(one_by_one).try_collect().await?;
    equal(everything.len() > 1, true)
}

async fn gets_a_connection(world: &mut World) -> Outcome {
    let connection = world.workos.sso().get_connection(ACME_SAML).await?;
    equal(connection.organization_id.as_deref(), Some(ACME))?;
    equal(&connection.connection_type, &ConnectionType::GenericSAML)?;
    equal(&connection.state, &ConnectionState::Active)?;
    equal(connection.domains.iter().map(|domain| domain.domain.as_str()).collect::<Vec<_>>(), ["acme.com"])
}

async fn finds_no_unknown_connection(world: &mut World) -> Outcome {
    refused(world.workos.sso().get_connection("conn_unknown").await, 404, None)
}

async fn wrong_api_key(world: &mut World) -> Outcome {
    let stranger = client(&world.url, "sk_test_of_somebody_else", &world.client_id)?;
    refused(stranger.sso().list_connections(ListConnectionsParams::default()).await, 401, None)
}

async fn signs_in_through_a_connection(world: &mut World) -> Outcome {
    let state = "of this sign-in &=+%ü";
    let mut params = GetAuthorizationUrlParams::new(REDIRECT_URI);
    params.connection = Some(ACME_SAML.into());
    params.login_hint = Some("grace@acme.com".into());
    params.state = Some(state.into());
    let callback = browse(&world.workos.sso().get_authorization_url(params)?).await?;
    equal(callback.get("error"), None::<&String>)?;
    equal(callback.get("state").map(String::as_str), Some(state))?;
    world.code = callback.get("code").cloned();
    left!(world.code)?;
    Ok(())
}

async fn exchanges_the_code(world: &mut World) -> Outcome {
    let answer = exchange(world, left!(world.code)?).await?;
    equal(&*answer.token_type, "Bearer")?;
    equal(answer.expires_in, 600)?;
    let profile = &answer.profile;
    equal(&*profile.email, "grace@acme.com")?;
    equal(profile.name.as_deref(), Some("Grace Hopper"))?;
    equal(&*profile.connection_id, ACME_SAML)?;
    equal(profile.organization_id.as_deref(), Some(ACME))?;
    equal(profile.role.as_ref().map(|role| role.slug.as_str()), Some("member"))?;
    equal(profile.groups.as_deref(), Some(&["Engineering".to_owned()][..]))?;
    world.session = Some(answer);
    Ok(())
}

async fn gets_the_profile(world: &mut World) -> Outcome {
    let session = left!(world.session)?;
    let profile = world.workos.sso().get_profile(session.access_token.expose()).await?;
    equal(serde_json::to_value(profile)?, serde_json::to_value(&session.profile)?)
}

async fn used_code(world: &mut World) -> Outcome {
    left!(world.session)?;
    refused(exchange(world, left!(world.code)?).await, 400, Some("invalid_grant"))
}

async fn signs_in_through_an_organization(world: &mut World) -> Outcome {
    let params = SsoAuthorizationUrlParams { organization: Some(ACME.into()), ..to_us() };
    let code = sign_in(world, params).await?;
    equal(&*exchange(world, &code).await?.profile.connection_id, ACME_SAML)
}

async fn signs_in_through_a_provider(world: &mut World) -> Outcome {
    // The fixture has a connection for Google, and none for Microsoft.
    for provider in ["GoogleOAuth", "MicrosoftOAuth"] {
        let params = SsoAuthorizationUrlParams { provider: Some(provider.into()), ..to_us() };
        let code = sign_in(world, params).await?;
        equal(exchange(world, &code).await?.profile.connection_type.as_str(), provider)?;
    }
    Ok(())
}

async fn sent_back_with_an_error(world: &mut World) -> Outcome {
    let params = SsoAuthorizationUrlParams {
        connection: Some("conn_unknown".into()),
        state: Some("kept".into()),
        ..to_us()
    };
    let callback = browse(&world.workos.sso_helpers().authorization_url(params)?).await?;
    equal(callback.get("error").map(String::as_str), Some("connection_invalid"))?;
    equal(callback.contains_key("error_description"), true)?;
    equal(callback.get("state").map(String::as_str), Some("kept"))?;
    equal(callback.get("code"), None::<&String>)
}

async fn signs_in_with_pkce(world: &mut World) -> Outcome {
    let exchange =
        sign_in_with_pkce(world.workos.sso_helpers().pkce_authorization_url(through_acme())?).await?;
    let answer = world.workos.sso_helpers().pkce_code_exchange(exchange).await?;
    equal(&*answer.profile.connection_id, ACME_SAML)
}

async fn wrong_verifier(world: &mut World) -> Outcome {
    let sso = world.workos.sso_helpers();
    let mut exchange = sign_in_with_pkce(sso.pkce_authorization_url(through_acme())?).await?;
    exchange.code_verifier = sso.pkce_authorization_url(through_acme())?.code_verifier;
    refused(sso.pkce_code_exchange(exchange).await, 400, Some("invalid_grant"))
}

async fn signs_in_without_an_api_key(world: &mut World) -> Outcome {
    let app = PublicClient::with_base_url(&world.client_id, &world.url);
    let exchange = sign_in_with_pkce(app.sso_authorization_url(through_acme())?).await?;
    let answer = Client::sso_helpers(app.client()).pkce_code_exchange(exchange).await?;
    equal(&*answer.profile.connection_id, ACME_SAML)
}

async fn sign_in(world: &World, params: SsoAuthorizationUrlParams) -> Outcome<String> {
    code_of(&world.workos.sso_helpers().authorization_url(params)?).await.map(|(code, _)| code)
}

async fn sign_in_with_pkce(started: SsoPkceAuthorizationUrl) -> Outcome<SsoPkceCodeExchangeParams> {
    let (code, state) = code_of(&started.url).await?;
    equal(state, Some(started.state))?;
    Ok(SsoPkceCodeExchangeParams { code, code_verifier: started.code_verifier })
}

/// The code and the state that come back.
async fn code_of(url: &str) -> Outcome<(String, Option<String>)> {
    let mut callback = browse(url).await?;
    let code = callback.remove("code").ok_or_else(|| format!("no code came back: {callback:?}"))?;
    Ok((code, callback.remove("state")))
}

async fn exchange(world: &World, code: &str) -> Result<SSOTokenResponse, Error> {
    let query = TokenQuery {
        client_id: world.client_id.clone(),
        client_secret: world.api_key.as_str().into(),
        code: Some(code.into()),
        grant_type: TokenQueryGrantType::AuthorizationCode,
        code_verifier: None,
        subject_token: None,
        subject_token_type: None,
        organization_id: None,
    };
    world.workos.sso().get_profile_and_token(GetProfileAndTokenParams::new(query)).await
}

fn through_acme() -> SsoAuthorizationUrlParams {
    SsoAuthorizationUrlParams { connection: Some(ACME_SAML.into()), ..to_us() }
}

fn to_us() -> SsoAuthorizationUrlParams {
    SsoAuthorizationUrlParams { redirect_uri: REDIRECT_URI.into(), ..Default::default() }
}
