//! `sso.profile_and_token`, `sso.profile` and `sso.jwks`: what an application gets for a code.

use http::StatusCode;
use serde_json::{Map, Value, json};

use crate::base::lenient::{Check, Lenient};
use crate::base::pkce;
use crate::domains::domain::Reply;
use crate::domains::sso::browser::bad_request;
use crate::domains::sso::model::{Grant, Session};
use crate::domains::tx::Tx;
use crate::http::answer::{Answer, Failure, json as respond, secret_json, shown};
use crate::http::request::Call;

/// Seconds until an access token expires.
const TOKEN_LIFETIME: i64 = 600;
/// Seconds until a provider's access token expires, as most providers have it.
const PROVIDER_TOKEN_LIFETIME: i64 = 3600;

/// `POST /sso/token`, by form, JSON or query: exchanges a code once.
pub(crate) fn profile_and_token(call: &Call, tx: &mut Tx<'_>) -> Result<Reply, Failure> {
    let request = TokenRequest::read(call)?;
    match request.get("grant_type") {
        None => return Err(bad_request("invalid_request", "grant_type is missing.")),
        Some("authorization_code") => {}
        Some("urn:ietf:params:oauth:grant-type:token-exchange") => return exchange(call, tx, &request),
        Some(_) => {
            let description = "grant_type must be 'authorization_code' or \
                               'urn:ietf:params:oauth:grant-type:token-exchange'.";
            return Err(bad_request("unsupported_grant_type", description));
        }
    }
    let required = |name: &str| {
        request.get(name).ok_or_else(|| bad_request("invalid_request", format!("{name} is missing.")))
    };
    let (client_id, code) = (required("client_id")?, required("code")?);
    check_client(tx, &request, client_id)?;

    let settings = &tx.env.settings;
    let grant = tx.state.sso.codes.get(call.now, code).ok_or_else(|| {
        let description = format!("The code '{}' is unknown, has expired or was used before.", shown(code));
        bad_request("invalid_grant", description)
    })?;
    check_grant(grant, &request, client_id, settings.lenient)?;
    let Some(grant) = tx.state.sso.codes.remove(call.now, code) else {
        return Err(Failure::internal("The code no longer exists."));
    };
    sign_in(call, tx, &grant)
}

/// Exchanges an ID token of an emulated identity provider (RFC 8693); `Emulator::id_token` issues them.
fn exchange(call: &Call, tx: &mut Tx<'_>, request: &TokenRequest<'_>) -> Result<Reply, Failure> {
    let required = |name: &str| {
        request.get(name).ok_or_else(|| bad_request("invalid_request", format!("{name} is missing.")))
    };
    let (client_id, token) = (required("client_id")?, required("subject_token")?);
    if required("subject_token_type")? != "urn:ietf:params:oauth:token-type:id_token" {
        let description = "subject_token_type must be 'urn:ietf:params:oauth:token-type:id_token'.";
        return Err(bad_request("invalid_request", description));
    }
    let organization_id = required("organization_id")?;
    required("client_secret").map_err(|_| bad_request("invalid_client", "A client_secret is required."))?;
    check_client(tx, request, client_id)?;
    if tx.state.organizations.all.get(organization_id).is_none() {
        return Err(Failure::not_found("Organization", organization_id));
    }
    let claims = tx.state.environment.verify(token);
    let profile = tx.state.profile_of_id_token(claims, organization_id, call.now);
    let grant = Grant {
        client_id: client_id.to_owned(),
        profile_id: profile.map_err(|description| bad_request("invalid_grant", description))?,
        code_challenge: None,
        provider_scopes: Vec::new(),
    };
    sign_in(call, tx, &grant)
}

/// Signs a person in, and answers with a token that stands for them.
fn sign_in(call: &Call, tx: &mut Tx<'_>, grant: &Grant) -> Result<Reply, Failure> {
    let session_id = tx.moment.id("session");
    let session = Session { profile_id: grant.profile_id.clone() };
    tx.state.sso.sessions.insert(call.now, session_id.clone(), session);
    let (mut answer, claims) = token_answer(call, tx, grant, &session_id)?;
    let key = tx.state.environment.signing_key();
    Ok(Reply::finish(move || {
        let token = key.sign(&claims);
        answer["access_token"] =
            json!(token.ok_or_else(|| Failure::internal("The token cannot be signed."))?);
        Ok(secret_json(StatusCode::OK, &answer))
    }))
}

/// `GET /sso/profile`: the profile of the access token that is the bearer.
pub(crate) fn profile(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let token = call.bearer().ok_or_else(Failure::unauthorized)?;
    Ok(secret_json(StatusCode::OK, &profile_of_token(call, tx, token)?))
}

/// `POST /sso/profile`: the profile of the access token in the body, wrapped.
pub(crate) fn profile_by_post(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let fields = call.fields()?;
    let token = fields.get("access_token").and_then(Value::as_str).unwrap_or_default();
    Ok(secret_json(StatusCode::OK, &json!({"profile": profile_of_token(call, tx, token)?})))
}

/// `GET /sso/jwks/{clientId}`
pub(crate) fn jwks(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let client_id = call.path("clientId");
    // The emulator's own `/sso/jwks` names no client: it has one key for all.
    if !client_id.is_empty() && !tx.state.environment.knows_client(client_id) {
        return Err(Failure::not_found("Client", client_id));
    }
    Ok(respond(StatusCode::OK, &tx.state.environment.jwks()))
}

/// The fields of a token request; those of the body win over those of the query.
struct TokenRequest<'a> {
    body: &'a Map<String, Value>,
    call: &'a Call,
}

impl<'a> TokenRequest<'a> {
    fn read(call: &'a Call) -> Result<Self, Failure> {
        let body = call
            .fields()
            .map_err(|_| bad_request("invalid_request", "The body is neither a form nor a JSON object."))?;
        Ok(Self { body, call })
    }

    /// A parameter that has a value: one without counts as left out (RFC 6749 section 3.2). The official Rust crate
    /// sends an empty secret where it has none.
    fn get(&self, name: &str) -> Option<&str> {
        let of_body = self.body.get(name).and_then(Value::as_str).filter(|value| !value.is_empty());
        of_body.or_else(|| self.call.query.filled(name))
    }
}

/// Checks who asks: a client with its secret, or a public one that will prove itself by PKCE.
fn check_client(tx: &Tx<'_>, request: &TokenRequest<'_>, client_id: &str) -> Result<(), Failure> {
    let settings = &tx.env.settings;
    let problem = match request.get("client_secret") {
        _ if !tx.state.environment.knows_client(client_id) => "The client_id is unknown.",
        _ if settings.lenient.skips(Check::ClientSecret) => return Ok(()),
        Some(secret) if tx.state.environment.api_key(secret).is_some() => return Ok(()),
        Some(_) => "The client_secret is not the API key of this environment.",
        None if request.get("code_verifier").is_some() => return Ok(()),
        None => "A client_secret, or the code_verifier of a public client, is required.",
    };
    if settings.switches.legacy_token_errors {
        return Err(Failure::oauth(StatusCode::UNAUTHORIZED, "unauthorized", problem));
    }
    Err(bad_request("invalid_client", problem))
}

/// Checks that the code was made for this client and this verifier (RFC 7636 section 4.6).
fn check_grant(
    grant: &Grant,
    request: &TokenRequest<'_>,
    client_id: &str,
    lenient: Lenient,
) -> Result<(), Failure> {
    let verifier = request.get("code_verifier");
    let problem = match (&grant.code_challenge, verifier) {
        _ if grant.client_id != client_id => "The code was issued for another client.",
        (None, None) => return Ok(()),
        _ if lenient.skips(Check::Pkce) => return Ok(()),
        (Some(challenge), Some(verifier)) if pkce::fits(challenge, verifier) => return Ok(()),
        (Some(_), Some(_)) => "The code_verifier does not match the code_challenge.",
        (Some(_), None) => "The code was requested with a code_challenge, so a code_verifier is required.",
        // RFC 9700 section 4.8.2: otherwise an attacker could strip the challenge.
        (None, Some(_)) => {
            "The code was requested without a code_challenge, so a code_verifier is not allowed."
        }
    };
    Err(bad_request("invalid_grant", problem))
}

/// The answer but for its access token, and the claims of that.
fn token_answer(
    call: &Call,
    tx: &Tx<'_>,
    grant: &Grant,
    session_id: &str,
) -> Result<(Value, Value), Failure> {
    let gone = || bad_request("invalid_grant", "The person of this code was deleted.");
    let profile = tx.state.sso.profiles.get(&grant.profile_id).ok_or_else(gone)?;
    let (ids, now) = (&tx.env.ids, call.now);
    let claims = json!({
        "iss": call.base_url,
        "sub": profile.id,
        "aud": grant.client_id,
        "sid": session_id,
        "jti": ids.ulid(now),
        "iat": now.as_secs(),
        "exp": now.as_secs() + TOKEN_LIFETIME,
    });
    let mut answer = json!({
        "token_type": "Bearer",
        "expires_in": TOKEN_LIFETIME,
        "session_id": session_id,
        "profile": profile.to_json(),
    });
    if profile.connection_type.ends_with("OAuth") {
        let scopes = if grant.provider_scopes.is_empty() {
            ["email", "openid", "profile"].map(str::to_owned).to_vec()
        } else {
            grant.provider_scopes.clone()
        };
        answer["oauth_tokens"] = json!({
            "provider": profile.connection_type,
            "access_token": ids.id("emulated_access", now),
            "refresh_token": ids.id("emulated_refresh", now),
            "expires_at": now.as_secs() + PROVIDER_TOKEN_LIFETIME,
            "scopes": scopes,
        });
    }
    Ok((answer, claims))
}

/// # Errors
/// 401 unless the token is this emulator's, has not expired, and its session has not ended.
fn profile_of_token(call: &Call, tx: &mut Tx<'_>, token: &str) -> Result<Value, Failure> {
    let claims = tx.state.environment.verify(token).ok_or_else(Failure::unauthorized)?;
    let expired = claims["exp"].as_i64().is_none_or(|exp| exp <= call.now.as_secs())
        || tx.state.sso.expired_tokens.get(call.now, token).is_some();
    let session = claims["sid"].as_str().and_then(|id| tx.state.sso.sessions.get(call.now, id));
    match session.map(|session| session.profile_id.clone()) {
        Some(profile_id) if !expired => {
            let profile = tx.state.sso.profiles.get(&profile_id);
            Ok(profile.ok_or_else(|| Failure::not_found("Profile", &profile_id))?.to_json())
        }
        _ => Err(Failure::unauthorized()),
    }
}
