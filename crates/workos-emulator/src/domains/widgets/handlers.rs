//! `widgets.*`: tokens for components that an application embeds.

use std::time::Duration;

use http::StatusCode;
use serde_json::{Map, Value, json};

use crate::base::keys::SigningKey;
use crate::base::lenient::{Check, Lenient};
use crate::domains::domain::Reply;
use crate::domains::state::State;
use crate::domains::tx::Tx;
use crate::http::answer::{Failure, secret_json, shown};
use crate::http::request::Call;

/// What a widget may do.
const PERMISSIONS: &[&str] = &[
    "widgets:users-table:manage",
    "widgets:domain-verification:manage",
    "widgets:sso:manage",
    "widgets:api-keys:manage",
    "widgets:dsync:manage",
    "widgets:audit-log-streaming:manage",
    "widgets:pipes:manage",
    "widgets:user-api-keys:manage-self",
    "widgets:user-api-keys:manage-all",
];

/// What a widget manages, in the dialect that names widgets instead of permissions.
const WIDGETS: &[&str] = &["sso", "dsync", "audit_logs", "log_streams"];

/// Seconds until a token expires.
const LIFETIME: u32 = 3600;
/// The same where the request names the widget and no lifetime.
const WIDGET_LIFETIME: u32 = 600;

/// `POST /widgets/token`, in both dialects: `scopes`, or a `widget_scope` with a lifetime of choice.
pub(crate) fn token(call: &Call, tx: &mut Tx<'_>) -> Result<Reply, Failure> {
    let fields = call.fields()?;
    let request = Request::read(fields, call.lenient)?;
    let subject = match (request.user_id, request.organization_id) {
        (Some(id), _) => find_user(tx.state, id)?,
        (None, Some(id)) => tx.state.find_organization(id)?.id.clone(),
        (None, None) => return Err(request.refuse("user_id is required without organization_id")),
    };
    if let Some(id) = request.organization_id {
        tx.state.find_organization(id)?;
    }
    let scopes = json!({"scopes": request.scopes, "widget_scope": request.widget});
    let claims = claims(call, tx, &subject, request.organization_id, request.lifetime, scopes);
    let expires_at = call.now.saturating_add(Duration::from_secs(request.lifetime.into()));
    let names_widget = request.widget.is_some();
    let key = tx.state.environment.signing_key();
    Ok(Reply::finish(move || {
        let token = sign(&key, &claims)?;
        if !names_widget {
            return Ok(secret_json(StatusCode::CREATED, &json!({"token": token})));
        }
        let answer = json!({"token": format!("widget_{token}"), "expires_at": expires_at});
        Ok(secret_json(StatusCode::OK, &answer))
    }))
}

/// `POST /client/token`
pub(crate) fn client_token(call: &Call, tx: &mut Tx<'_>) -> Result<Reply, Failure> {
    let fields = call.fields()?;
    let field = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default();
    let organization = tx.state.find_organization(field("organization_id"))?.id.clone();
    let user = find_user(tx.state, field("user_id"))?;
    let claims = claims(call, tx, &user, Some(&organization), LIFETIME, json!({"scopes": ["client"]}));
    let key = tx.state.environment.signing_key();
    Ok(Reply::finish(move || Ok(secret_json(StatusCode::CREATED, &json!({"token": sign(&key, &claims)?})))))
}

/// A request for a token, whose every field is right.
struct Request<'a> {
    organization_id: Option<&'a str>,
    user_id: Option<&'a str>,
    scopes: Vec<&'a str>,
    widget: Option<&'a str>,
    /// In seconds.
    lifetime: u32,
    names_widget: bool,
}

impl<'a> Request<'a> {
    /// # Errors
    /// 400, in the shape of the dialect.
    fn read(fields: &'a Map<String, Value>, lenient: Lenient) -> Result<Self, Failure> {
        let any_scope = lenient.skips(Check::Scopes);
        let given = |name: &str| fields.get(name).filter(|value| !value.is_null());
        let names_widget = given("widget_scope").is_some() || given("expires_in").is_some();
        let refuse = |problem: &str| refuse(names_widget, problem);
        let text = |name: &str| match given(name) {
            None => Ok(None),
            Some(Value::String(text)) if !text.is_empty() => Ok(Some(text.as_str())),
            Some(_) => Err(refuse(&format!("{name} must be a string that is not empty"))),
        };
        let (organization_id, user_id, widget) =
            (text("organization_id")?, text("user_id")?, text("widget_scope")?);
        if names_widget && organization_id.is_none() {
            return Err(refuse("organization_id is required"));
        }
        if names_widget && widget.is_none() {
            return Err(refuse("widget_scope is required"));
        }
        if let Some(unknown) = widget.filter(|widget| !any_scope && !WIDGETS.contains(widget)) {
            let known = WIDGETS.join(", ");
            return Err(refuse(&format!("widget_scope must be one of {known}, not '{}'", shown(unknown))));
        }
        let scopes = read_scopes(given("scopes"), any_scope).map_err(|problem| refuse(&problem))?;
        if !scopes.is_empty() && organization_id.is_none() {
            return Err(refuse("organization_id is required when scopes are given"));
        }
        let lifetime =
            match given("expires_in") {
                None if names_widget => WIDGET_LIFETIME,
                None => LIFETIME,
                Some(value) => value
                    .as_i64()
                    .map(|seconds| {
                        if lenient.skips(Check::Limits) { seconds.clamp(1, u32::MAX.into()) } else { seconds }
                    })
                    .and_then(|seconds| u32::try_from(seconds).ok())
                    .filter(|seconds| *seconds > 0)
                    .ok_or_else(|| refuse("expires_in must be a number of seconds, 1 or more"))?,
            };
        Ok(Self { organization_id, user_id, scopes, widget, lifetime, names_widget })
    }

    fn refuse(&self, problem: &str) -> Failure {
        refuse(self.names_widget, problem)
    }
}

fn read_scopes(value: Option<&Value>, any: bool) -> Result<Vec<&str>, String> {
    let Some(value) = value else { return Ok(Vec::new()) };
    let items = value.as_array().ok_or("scopes must be an array")?;
    items
        .iter()
        .map(|item| item.as_str().filter(|text| any || PERMISSIONS.contains(text)))
        .collect::<Option<_>>()
        .ok_or_else(|| format!("each value in scopes must be one of {}", PERMISSIONS.join(", ")))
}

/// Production's messages about a body are lists; the other dialect's errors are those of OAuth.
fn refuse(names_widget: bool, problem: &str) -> Failure {
    if names_widget {
        Failure::oauth(StatusCode::BAD_REQUEST, "invalid_request", problem)
    } else {
        Failure::plain(StatusCode::BAD_REQUEST, "invalid_request", problem)
            .with("message", json!([problem]))
            .with("error", json!("Bad Request"))
    }
}

/// # Errors
/// 404 when there is no such user.
fn find_user(state: &State, id: &str) -> Result<String, Failure> {
    let user = state.users.all.get(id).ok_or_else(|| Failure::not_found("User", id))?;
    Ok(user.id.clone())
}

fn claims(
    call: &Call,
    tx: &Tx<'_>,
    subject: &str,
    organization_id: Option<&str>,
    lifetime: u32,
    scopes: Value,
) -> Value {
    let mut claims = json!({
        "iss": call.base_url,
        "sub": subject,
        "aud": tx.state.environment.default_client().map(|client| &client.id),
        "org_id": organization_id,
        "jti": tx.env.ids.ulid(call.now),
        "iat": call.now.as_secs(),
        "exp": call.now.as_secs() + i64::from(lifetime),
    });
    if let (Some(claims), Value::Object(scopes)) = (claims.as_object_mut(), scopes) {
        claims.extend(scopes.into_iter().filter(|(_, value)| !value.is_null()));
        claims.retain(|_, value| !value.is_null());
    }
    claims
}

fn sign(key: &SigningKey, claims: &Value) -> Result<String, Failure> {
    let token = key.sign(claims);
    token.ok_or_else(|| Failure::internal("The token cannot be signed."))
}
