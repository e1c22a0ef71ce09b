//! `data_integration_configurations.*`: what organizations set for themselves.

use http::StatusCode;
use serde_json::{Map, Value, json};
use workos_core::Secret;

use crate::domains::pipes::model::data_integration::{
    DataIntegration, IntegrationConfiguration, IntegrationCredentials,
};
use crate::domains::pipes::subject::{entries, find, texts};
use crate::domains::state::State;
use crate::domains::tx::Tx;
use crate::http::answer::{Answer, Failure, json as respond};
use crate::http::request::Call;

/// `GET /organizations/{organizationId}/data_integration_configurations`: all of them at once.
pub(crate) fn list_configurations(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let organization_id = call.path("organizationId");
    tx.state.find_organization(organization_id)?;
    let shown: Vec<_> = tx
        .state
        .pipes
        .integrations
        .group(DataIntegration::group_of_ownership(false))
        .map(|i| current(tx.state, organization_id, i).to_json(i, organization_id, &call.base_url))
        .collect();
    Ok(respond(StatusCode::OK, &json!({"object": "list", "data": shown})))
}

/// `PUT /organizations/{organizationId}/data_integration_configurations/{slug}`
pub(crate) fn configure(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let organization_id = call.path("organizationId");
    let fields = call.fields()?;
    tx.state.find_organization(organization_id)?;
    let integration = find(tx.state, call.path("slug"), false)?;
    let mut own = current(tx.state, organization_id, integration);
    if let Some(credentials) = read_credentials(fields, integration)? {
        own.credentials = Some(credentials);
    }
    if let Some(enabled) = fields.get("enabled").and_then(Value::as_bool) {
        own.enabled = enabled;
    }
    if fields.contains_key("scopes") {
        own.scopes = texts(fields, "scopes");
    }
    own.config.extend(entries(fields, "config"));
    own.updated_at = call.now;
    let shown = own.to_json(integration, organization_id, &call.base_url);
    let integration_id = integration.id.clone();
    tx.state.configure(organization_id.to_owned(), integration_id, own);
    Ok(respond(StatusCode::OK, &shown))
}

/// What an organization has set, or where it starts from.
fn current(state: &State, organization_id: &str, integration: &DataIntegration) -> IntegrationConfiguration {
    let own = state.configuration(Some(organization_id), &integration.id).cloned();
    own.unwrap_or_else(|| IntegrationConfiguration {
        enabled: integration.enabled,
        scopes: None,
        credentials: None,
        config: Map::new(),
        created_at: integration.created_at,
        updated_at: integration.updated_at,
    })
}

fn read_credentials(
    fields: &Map<String, Value>,
    integration: &DataIntegration,
) -> Result<Option<(String, Secret)>, Failure> {
    let filled = |name: &str| fields.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    let refuse = |message| Err(Failure::plain(StatusCode::BAD_REQUEST, "bad_request", message));
    match (filled("client_id"), filled("client_secret")) {
        (None, None) => Ok(None),
        _ if !matches!(integration.credentials, Some(IntegrationCredentials::Organization)) => {
            refuse("The data integration does not let organizations bring their own credentials.")
        }
        (Some(client_id), Some(secret)) => Ok(Some((client_id.to_owned(), Secret::from(secret)))),
        _ => refuse("client_id and client_secret must be given together."),
    }
}
