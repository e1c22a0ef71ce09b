//! What a request of Pipes is about: the owner of an account, and the provider.

use http::StatusCode;
use serde_json::{Map, Value};

use crate::domains::pipes::model::authorization::{AccountOwner, Authorization};
use crate::domains::pipes::model::connected_account::ConnectedAccount;
use crate::domains::pipes::model::data_integration::DataIntegration;
use crate::domains::state::State;
use crate::domains::tx::Tx;
use crate::http::answer::Failure;
use crate::http::request::Call;

/// The account that a request is about: whose it is, and at which provider.
pub(crate) struct Subject {
    pub(crate) owner: AccountOwner,
    pub(crate) integration_id: String,
    pub(crate) slug: String,
}

impl Subject {
    /// # Errors
    /// 404 when the provider, the user or the organization does not exist.
    pub(crate) fn new(state: &State, slug: &str, owner: AccountOwner) -> Result<Self, Failure> {
        let integration_id = find(state, slug, owner.is_organization())?.id.clone();
        let by = match &owner {
            AccountOwner::Organization { by, .. } => by.as_deref(),
            AccountOwner::User { user_id, .. } => Some(user_id.as_str()),
        };
        if let Some(id) = by.filter(|id| state.users.all.get(id).is_none()) {
            return Err(Failure::not_found("User", id));
        }
        if let Some(id) = owner.organization_id() {
            state.find_organization(id)?;
        }
        Ok(Self { owner, integration_id, slug: slug.to_owned() })
    }

    /// The subject of a body with `user_id`, `organization_id` and `connection_owner`.
    pub(crate) fn of_body(call: &Call, state: &State, fields: &Map<String, Value>) -> Result<Self, Failure> {
        let text = |name: &str| fields.get(name).and_then(Value::as_str).map(str::to_owned);
        let (user_id, organization_id) = (text("user_id").unwrap_or_default(), text("organization_id"));
        let owner = match (text("connection_owner").as_deref(), organization_id) {
            (Some("organization"), Some(organization_id)) => {
                AccountOwner::Organization { organization_id, by: Some(user_id) }
            }
            (Some("organization"), None) => {
                let message = "organization_id is required for the account of an organization.";
                return Err(Failure::plain(StatusCode::BAD_REQUEST, "bad_request", message));
            }
            (_, organization_id) => AccountOwner::User { user_id, organization_id },
        };
        let subject = Self::new(state, call.path("slug"), owner)?;
        subject.refuse_further(state, text("connection_intent").as_deref())?;
        let checked = subject.check_id(state, text("connected_account_id").as_deref());
        if call.operation == Some("data_integrations.authorize") {
            checked.map_err(|failure| failure.coded("connected_account_not_found"))?;
        } else {
            checked?;
        }
        Ok(subject)
    }

    /// The subject of a path with a user, and a query with an organization.
    pub(crate) fn of_user(call: &Call, tx: &Tx<'_>) -> Result<Self, Failure> {
        let owner = AccountOwner::User {
            user_id: call.path("user_id").to_owned(),
            organization_id: call.query.filled("organization_id").map(str::to_owned),
        };
        Self::of_query(call, tx, owner)
    }

    /// The subject of a path with an organization, and who acts for it.
    pub(crate) fn of_organization(call: &Call, tx: &Tx<'_>, by: Option<&str>) -> Result<Self, Failure> {
        let owner = AccountOwner::Organization {
            organization_id: call.path("organization_id").to_owned(),
            by: by.map(str::to_owned),
        };
        Self::of_query(call, tx, owner)
    }

    pub(crate) fn of_query(call: &Call, tx: &Tx<'_>, owner: AccountOwner) -> Result<Self, Failure> {
        let subject = Self::new(tx.state, call.path("slug"), owner)?;
        subject.refuse_further(tx.state, call.query.get("connection_intent"))?;
        subject.check_id(tx.state, call.query.filled("connected_account_id"))?;
        Ok(subject)
    }

    /// The account as it is about to be connected by this body.
    pub(crate) fn authorization(&self, fields: &Map<String, Value>) -> Authorization {
        Authorization {
            integration_id: self.integration_id.clone(),
            owner: self.owner.clone(),
            return_to: None,
            display_name: fields.get("account_display_name").and_then(Value::as_str).map(str::to_owned),
            config: entries(fields, "config"),
            code_challenge: None,
        }
    }

    /// An owner has one account of a provider here, as in every environment in which further ones are not enabled.
    ///
    /// # Errors
    /// 404 when another account is to be added.
    pub(crate) fn refuse_further(&self, state: &State, intent: Option<&str>) -> Result<(), Failure> {
        if intent == Some("add") && state.account(&self.owner, &self.slug).is_some() {
            let message = "Further accounts of a provider are not available in this environment.";
            return Err(Failure::plain(StatusCode::NOT_FOUND, "multiple_connections_unavailable", message));
        }
        Ok(())
    }

    /// # Errors
    /// 404 when nothing is connected.
    pub(crate) fn account<'a>(&self, state: &'a State) -> Result<&'a ConnectedAccount, Failure> {
        let account = state.account(&self.owner, &self.slug);
        account.ok_or_else(|| Failure::not_found("Connected account", &self.slug))
    }

    /// # Errors
    /// 404 when the request names another account than the one there is.
    pub(crate) fn check_id(&self, state: &State, id: Option<&str>) -> Result<(), Failure> {
        let own = state.account(&self.owner, &self.slug).map(|account| account.id.as_str());
        match id {
            Some(id) if own != Some(id) => Err(Failure::not_found("Connected account", id)),
            _ => Ok(()),
        }
    }
}

/// # Errors
/// 404 when there is no such provider.
pub(crate) fn find<'a>(
    state: &'a State,
    slug: &str,
    of_organizations: bool,
) -> Result<&'a DataIntegration, Failure> {
    state.integration(slug, of_organizations).ok_or_else(|| Failure::not_found("Data integration", slug))
}

/// The texts of a list; `None` where it is absent or null.
pub(crate) fn texts(fields: &Map<String, Value>, name: &str) -> Option<Vec<String>> {
    let items = fields.get(name)?.as_array()?;
    Some(items.iter().filter_map(Value::as_str).map(str::to_owned).collect())
}

/// The entries of a map; none where it is absent.
pub(crate) fn entries(fields: &Map<String, Value>, name: &str) -> Map<String, Value> {
    fields.get(name).and_then(Value::as_object).cloned().unwrap_or_default()
}
