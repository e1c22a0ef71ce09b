//! `data_integrations.list`, `.create`, `.get`, `.update` and `.delete`.

use http::StatusCode;
use serde_json::{Map, Value};
use workos_core::Secret;

use crate::base::lenient::Check;
use crate::domains::pipes::integrations::check_method;
use crate::domains::pipes::model::authorization::{AccountOwner, Authorization};
use crate::domains::pipes::model::connected_account::{AuthMethod, Credential};
use crate::domains::pipes::model::data_integration::{
    CustomProvider, DataIntegration, IntegrationCredentials,
};
use crate::domains::pipes::subject::{entries, find, texts};
use crate::domains::state::State;
use crate::domains::tx::Tx;
use crate::http::answer::{Answer, Failure, empty, json as respond};
use crate::http::request::Call;
use crate::store::collection::Among;
use crate::store::paging::{page_query, unknown_cursor};

/// Providers that need no definition of one's own.
const BUILT_IN: &[&str] = &[
    "airtable",
    "asana",
    "atlassian",
    "bitbucket",
    "box",
    "calendly",
    "discord",
    "dropbox",
    "figma",
    "github",
    "gitlab",
    "google",
    "hubspot",
    "intercom",
    "jira",
    "linear",
    "linkedin",
    "microsoft",
    "notion",
    "pagerduty",
    "salesforce",
    "sentry",
    "slack",
    "snowflake",
    "stripe",
    "xero",
    "zendesk",
    "zoom",
];
/// The shortest API key of an installation.
const SHORTEST_KEY: usize = 5;

/// `GET /data-integrations`
pub(crate) fn list_integrations(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let query = &call.query;
    let of_organizations = query.get("ownership").map(|ownership| ownership == "organization");
    let of_owner = of_organizations
        .map(|wanted| tx.state.pipes.integrations.group_places(DataIntegration::group_of_ownership(wanted)));
    let page = tx
        .state
        .pipes
        .integrations
        .page(
            &page_query(call, &tx.state.pipes.integrations),
            &of_owner.map_or(Among::All, Among::Places),
            |_| true,
        )
        .map_err(unknown_cursor)?;
    let shown = page.to_json(|integration| integration.to_json(&call.base_url, None));
    Ok(respond(StatusCode::OK, &shown))
}

/// `POST /data-integrations`
pub(crate) fn create_integration(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let fields = call.fields()?;
    let text = |name: &str| fields.get(name).and_then(Value::as_str);
    let slug = text("provider").unwrap_or_default();
    let custom_provider = fields.get("custom_provider").and_then(Value::as_object).map(CustomProvider::new);
    if custom_provider.is_none() && !BUILT_IN.contains(&slug) {
        return Err(Failure::not_found("Provider", slug));
    }
    let methods = texts(fields, "auth_methods").unwrap_or_else(|| vec!["oauth".to_owned()]);
    let auth_methods: Vec<_> = methods.iter().filter_map(|name| AuthMethod::parse(name)).collect();
    let credentials = read_credentials(fields)?;
    match (auth_methods.contains(&AuthMethod::OAuth), &credentials) {
        (true, None) => return Err(bad_request("credentials are required for the auth method oauth.")),
        (false, Some(_)) => return Err(bad_request("credentials are for the auth method oauth only.")),
        _ => {}
    }
    let moment = tx.moment;
    let integration = DataIntegration {
        id: moment.id("data_integration"),
        slug: slug.to_owned(),
        of_organizations: text("ownership") == Some("organization"),
        description: text("description").map(str::to_owned),
        enabled: fields.get("enabled").and_then(Value::as_bool).unwrap_or_default(),
        scopes: texts(fields, "scopes"),
        auth_methods,
        credentials,
        config: entries(fields, "config"),
        custom_provider,
        callback_key: moment.id("dik"),
        created_at: moment.now,
        updated_at: moment.now,
    };
    let key = read_key(tx.state, fields, &integration)?;
    let id = tx.state.add_data_integration(integration)?;
    let installed = key.and_then(|(owner, key)| install(tx, &id, &owner, key));
    shown(call, tx.state, &id, installed.as_deref(), StatusCode::CREATED)
}

/// `GET /data-integrations/{slug}`
pub(crate) fn get_integration(call: &Call, tx: &mut Tx<'_>) -> Answer {
    get(call, tx, false)
}

/// `GET /data-integrations/{slug}/organization`
pub(crate) fn get_of_organizations(call: &Call, tx: &mut Tx<'_>) -> Answer {
    get(call, tx, true)
}

/// `PUT /data-integrations/{slug}`
pub(crate) fn update_integration(call: &Call, tx: &mut Tx<'_>) -> Answer {
    update(call, tx, false)
}

/// `PUT /data-integrations/{slug}/organization`
pub(crate) fn update_of_organizations(call: &Call, tx: &mut Tx<'_>) -> Answer {
    update(call, tx, true)
}

/// `DELETE /data-integrations/{slug}`
pub(crate) fn delete_integration(call: &Call, tx: &mut Tx<'_>) -> Answer {
    delete(call, tx, false)
}

/// `DELETE /data-integrations/{slug}/organization`
pub(crate) fn delete_of_organizations(call: &Call, tx: &mut Tx<'_>) -> Answer {
    delete(call, tx, true)
}

fn get(call: &Call, tx: &mut Tx<'_>, of_organizations: bool) -> Answer {
    let integration = find(tx.state, call.path("slug"), of_organizations)?;
    Ok(respond(StatusCode::OK, &integration.to_json(&call.base_url, None)))
}

fn update(call: &Call, tx: &mut Tx<'_>, of_organizations: bool) -> Answer {
    let fields = call.fields()?;
    let integration = find(tx.state, call.path("slug"), of_organizations)?;
    let id = integration.id.clone();
    let custom = fields.get("custom_provider").and_then(Value::as_object);
    if custom.is_some() && integration.custom_provider.is_none() {
        return Err(bad_request("custom_provider is for custom providers only."));
    }
    let credentials = read_credentials(fields)?;
    let key = read_key(tx.state, fields, integration)?;
    if credentials.is_some() && key.is_some() {
        return Err(bad_request("Only one of credentials and api_key can be given."));
    }
    if credentials.is_some() && !integration.takes(AuthMethod::OAuth) {
        return Err(bad_request("credentials are for the auth method oauth only."));
    }
    tx.state.pipes.integrations.change(&id, |integration| {
        if let Some(description) = fields.get("description") {
            integration.description = description.as_str().map(str::to_owned);
        }
        if let Some(enabled) = fields.get("enabled").and_then(Value::as_bool) {
            integration.enabled = enabled;
        }
        if fields.contains_key("scopes") {
            integration.scopes = texts(fields, "scopes");
        }
        if let (Some(provider), Some(changes)) = (&mut integration.custom_provider, custom) {
            provider.change(changes);
        }
        integration.credentials = credentials.or_else(|| integration.credentials.take());
        integration.updated_at = call.now;
    });
    let installed = key.and_then(|(owner, key)| install(tx, &id, &owner, key));
    shown(call, tx.state, &id, installed.as_deref(), StatusCode::OK)
}

fn delete(call: &Call, tx: &mut Tx<'_>, of_organizations: bool) -> Answer {
    let id = find(tx.state, call.path("slug"), of_organizations)?.id.clone();
    tx.state.remove_data_integration(&id, tx.moment);
    Ok(empty(StatusCode::NO_CONTENT))
}

fn shown(call: &Call, state: &State, id: &str, installed: Option<&str>, status: StatusCode) -> Answer {
    let gone = || Failure::not_found("Data integration", id);
    let integration = state.pipes.integrations.get(id).ok_or_else(gone)?;
    let installed = installed.and_then(|id| state.pipes.accounts.get(id));
    Ok(respond(status, &integration.to_json(&call.base_url, installed)))
}

fn read_credentials(fields: &Map<String, Value>) -> Result<Option<IntegrationCredentials>, Failure> {
    let Some(credentials) = fields.get("credentials").filter(|value| !value.is_null()) else {
        return Ok(None);
    };
    if credentials["type"] == "organization" {
        return Ok(Some(IntegrationCredentials::Organization));
    }
    let filled = |name: &str| credentials[name].as_str().filter(|text| !text.is_empty());
    match (filled("client_id"), filled("client_secret")) {
        (Some(client_id), Some(secret)) => Ok(Some(IntegrationCredentials::Custom {
            client_id: client_id.to_owned(),
            client_secret: Secret::from(secret),
        })),
        _ => Err(bad_request("Custom credentials need client_id and client_secret.")),
    }
}

/// The API key to install, and for whom.
fn read_key(
    state: &State,
    fields: &Map<String, Value>,
    integration: &DataIntegration,
) -> Result<Option<(AccountOwner, Secret)>, Failure> {
    let Some(key) = fields.get("api_key").filter(|value| !value.is_null()) else { return Ok(None) };
    check_method(integration, AuthMethod::ApiKey)?;
    let text = |name: &str| key[name].as_str().map(str::to_owned);
    let secret = text("secret").unwrap_or_default();
    if secret.len() < SHORTEST_KEY && !state.lenient.skips(Check::Limits) {
        let message = format!("api_key.secret must have at least {SHORTEST_KEY} characters.");
        return Err(Failure::invalid_parameter("api_key.secret", "invalid", &message));
    }
    let (user_id, organization_id) = (text("user_id").unwrap_or_default(), text("organization_id"));
    if state.users.all.get(&user_id).is_none() {
        return Err(Failure::not_found("User", &user_id));
    }
    if let Some(id) = &organization_id {
        state.find_organization(id)?;
    }
    let owner = match (integration.of_organizations, organization_id) {
        (true, Some(organization_id)) => AccountOwner::Organization { organization_id, by: Some(user_id) },
        (true, None) => return Err(bad_request("api_key.organization_id is required.")),
        (false, organization_id) => AccountOwner::User { user_id, organization_id },
    };
    Ok(Some((owner, Secret::from(secret))))
}

fn install(tx: &mut Tx<'_>, id: &str, owner: &AccountOwner, key: Secret) -> Option<String> {
    let account = Authorization {
        integration_id: id.to_owned(),
        owner: owner.clone(),
        return_to: None,
        display_name: None,
        config: Map::new(),
        code_challenge: None,
    };
    tx.state.connect_account(&account, Credential::ApiKey(key), Vec::new(), tx.moment)
}

fn bad_request(message: &str) -> Failure {
    Failure::plain(StatusCode::BAD_REQUEST, "bad_request", message)
}
