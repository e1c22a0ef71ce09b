//! Accounts that are connected at providers, and their credentials.

use std::time::Duration;

use serde_json::{Map, Value, json};
use workos_core::{Secret, Timestamp};

use crate::base::ids::Moment;
use crate::domains::pipes::model::authorization::{AccountOwner, Authorization};
use crate::domains::pipes::model::connected_account::{AccountState, ConnectedAccount, Credential};
use crate::domains::state::State;
use crate::http::answer::Failure;
use crate::http::rejected::Rejected;

/// How long a provider's access token is good.
const TOKEN_LIFETIME: Duration = Duration::from_secs(3600);
/// A token with less than this left is refreshed before it is given out.
const REFRESH_AHEAD: Duration = Duration::from_secs(60);

/// What is set about an account from outside; absent fields stay as they are.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    pub(crate) access_token: Option<Secret>,
    pub(crate) refresh_token: Option<Secret>,
    pub(crate) expires_at: Option<Timestamp>,
    pub(crate) scopes: Option<Vec<String>>,
    pub(crate) state: Option<AccountState>,
    pub(crate) display_name: Option<String>,
    pub(crate) identifier: Option<String>,
}

/// What an account gives when it is asked for its credential.
#[derive(Debug)]
pub(crate) enum Vended {
    NotInstalled,
    NeedsReauthorization,
    OAuth { token: Secret, expires_at: Option<Timestamp> },
    ApiKey(Secret),
    ClientCredentials { token: Secret, expires_at: Timestamp },
}

impl State {
    pub(crate) fn account(&self, owner: &AccountOwner, slug: &str) -> Option<&ConnectedAccount> {
        let group = ConnectedAccount::group_of_owner(owner.user_id(), owner.organization_id(), slug);
        self.pipes.accounts.group(&group).find(|account| account.slug == slug && owner.has(account))
    }

    /// Connects an account, or gives the one there is a new credential. Returns its id.
    pub(crate) fn connect_account(
        &mut self,
        authorization: &Authorization,
        credential: Credential,
        scopes: Vec<String>,
        moment: Moment<'_>,
    ) -> Option<String> {
        let (integration_id, owner) = (&authorization.integration_id, &authorization.owner);
        let slug = self.pipes.integrations.get(integration_id)?.slug.clone();
        let id = match self.account(owner, &slug).map(|account| account.id.clone()) {
            Some(id) => id,
            None => self.insert_account(integration_id, slug, owner, moment),
        };
        let account = self.pipes.accounts.get_mut(&id)?;
        account.credential = credential;
        account.scopes = scopes;
        account.config.extend(authorization.config.clone());
        account.display_name = authorization.display_name.clone().or_else(|| account.display_name.take());
        account.updated_at = moment.now;
        self.set_account_state(&id, AccountState::Connected, None, moment);
        Some(id)
    }

    /// Connects an account by OAuth, as the provider does after consent.
    pub(crate) fn grant(
        &mut self,
        authorization: &Authorization,
        scopes: Vec<String>,
        moment: Moment<'_>,
    ) -> Option<String> {
        let slug = &self.pipes.integrations.get(&authorization.integration_id)?.slug;
        let credential = Credential::OAuth {
            access_token: Some(new_token(slug, moment)),
            expires_at: Some(moment.now.saturating_add(TOKEN_LIFETIME)),
            refresh_token: Some(Secret::from(moment.id("emulated_refresh"))),
            revoked: false,
        };
        self.connect_account(authorization, credential, scopes, moment)
    }

    /// Tells that an account could not be connected: the code of the API, and that of the provider.
    pub(crate) fn fail_connecting(
        &mut self,
        authorization: &Authorization,
        code: &str,
        provider_error: &str,
        description: &str,
        moment: Moment<'_>,
    ) {
        let Some(integration) = self.pipes.integrations.get(&authorization.integration_id) else { return };
        let owner = &authorization.owner;
        let data = json!({
            "object": "connection_failed",
            "data_integration_id": integration.id,
            "provider_slug": integration.slug,
            "user_id": owner.user_id(),
            "organization_id": owner.organization_id(),
            "account_identifier": null,
            "error_code": code,
            "error_reason": description,
            "provider_error": provider_error,
            "provider_error_description": description,
            "created_at": moment.now,
        });
        let organization_id = owner.organization_id().map(str::to_owned);
        let name = "pipes.connected_account.connection_failed";
        self.outbox.emit(name, organization_id.as_deref(), data, moment);
    }

    /// Imports an account, or changes one, with tokens from elsewhere. The rules hold for what results.
    pub(crate) fn set_tokens(
        &mut self,
        integration_id: &str,
        owner: &AccountOwner,
        tokens: Tokens,
        moment: Moment<'_>,
    ) -> Result<String, Rejected> {
        let slug = self.pipes.integrations.get(integration_id).map(|i| i.slug.clone()).unwrap_or_default();
        let existing = self.account(owner, &slug);
        let (old_access, old_expiry, old_refresh) = match existing.map(|account| &account.credential) {
            // A new access token does not expire when the old one did.
            Some(Credential::OAuth { access_token, expires_at, refresh_token, .. }) => {
                let expires_at = if tokens.access_token.is_some() { &None } else { expires_at };
                (access_token.clone(), *expires_at, refresh_token.clone())
            }
            Some(_) => {
                let reason = "is not connected by OAuth";
                return Err(Rejected::new("account", &slug, reason));
            }
            None => (None, None, None),
        };
        let access_token = tokens.access_token.or(old_access);
        let expires_at = tokens.expires_at.or(old_expiry);
        let refresh_token = tokens.refresh_token.or(old_refresh);
        if access_token.is_none() && (expires_at.is_some() || refresh_token.is_some()) {
            return Err(Rejected::new("access_token", "", "is required with expires_at or refresh_token"));
        }
        if expires_at.is_some() && refresh_token.is_none() {
            return Err(Rejected::new("refresh_token", "", "is required with expires_at"));
        }
        let state = match (tokens.state, &access_token) {
            (Some(AccountState::Connected), None) => {
                return Err(Rejected::new("state", "connected", "needs an access_token"));
            }
            (Some(state), _) => state,
            (None, Some(_)) => AccountState::Connected,
            (None, None) => AccountState::NeedsReauthorization,
        };
        let id = match existing.map(|account| account.id.clone()) {
            Some(id) => id,
            None => self.insert_account(integration_id, slug, owner, moment),
        };
        if let Some(account) = self.pipes.accounts.get_mut(&id) {
            account.credential =
                Credential::OAuth { access_token, expires_at, refresh_token, revoked: false };
            account.scopes = tokens.scopes.unwrap_or_else(|| std::mem::take(&mut account.scopes));
            account.display_name = tokens.display_name.or_else(|| account.display_name.take());
            account.identifier = tokens.identifier.or_else(|| account.identifier.take());
            account.updated_at = moment.now;
        }
        self.set_account_state(&id, state, None, moment);
        Ok(id)
    }

    /// Gives out the credential of an account, refreshed where it is about to expire.
    pub(crate) fn vend(&mut self, owner: &AccountOwner, slug: &str, moment: Moment<'_>) -> Vended {
        let Some(account) = self.account(owner, slug) else { return Vended::NotInstalled };
        if !account.is_connected() {
            return Vended::NeedsReauthorization;
        }
        let id = account.id.clone();
        let Some(account) = self.pipes.accounts.get_mut(&id) else { return Vended::NotInstalled };
        let soon = moment.now.saturating_add(REFRESH_AHEAD);
        match &mut account.credential {
            Credential::ApiKey(key) => return Vended::ApiKey(key.clone()),
            // Such a token is made for each use: nobody has to refresh it.
            Credential::ClientCredentials { .. } => {
                let expires_at = moment.now.saturating_add(TOKEN_LIFETIME);
                return Vended::ClientCredentials { token: new_token(slug, moment), expires_at };
            }
            Credential::OAuth { access_token: Some(token), expires_at, refresh_token, revoked } => {
                if expires_at.is_none_or(|expiry| expiry > soon) {
                    return Vended::OAuth { token: token.clone(), expires_at: *expires_at };
                }
                if !*revoked && refresh_token.is_some() {
                    *token = new_token(slug, moment);
                    *expires_at = Some(moment.now.saturating_add(TOKEN_LIFETIME));
                    return Vended::OAuth { token: token.clone(), expires_at: *expires_at };
                }
            }
            Credential::OAuth { access_token: None, .. } => {}
        }
        self.set_account_state(&id, AccountState::NeedsReauthorization, Some("invalid_grant"), moment);
        Vended::NeedsReauthorization
    }

    /// The provider takes back the consent; `false` when there is no such OAuth account.
    pub(crate) fn revoke_at_provider(&mut self, id: &str) -> bool {
        match self.pipes.accounts.get_mut(id).map(|account| &mut account.credential) {
            Some(Credential::OAuth { revoked, .. }) => {
                *revoked = true;
                true
            }
            _ => false,
        }
    }

    /// Changes the state of an account, and tells it.
    pub(crate) fn set_account_state(
        &mut self,
        id: &str,
        state: AccountState,
        reason: Option<&str>,
        moment: Moment<'_>,
    ) {
        let Some(account) = self.pipes.accounts.get_mut(id) else { return };
        let changed = account.state != state;
        (account.state, account.state_reason) = (state, reason.map(str::to_owned));
        if changed {
            account.updated_at = moment.now;
            let (organization_id, shown) = (account.organization_id.clone(), account.to_event_json());
            self.emit_account(state, organization_id.as_deref(), shown, moment);
        }
    }

    /// Sets the state of an account as the control API names it.
    pub(crate) fn change_account_state(
        &mut self,
        id: &str,
        fields: &Map<String, Value>,
        moment: Moment<'_>,
    ) -> Result<(), Failure> {
        let (state, reason) = match fields.get("state").and_then(Value::as_str) {
            Some("connected") => (AccountState::Connected, None),
            Some("needs_reauthorization") => (AccountState::NeedsReauthorization, Some("invalid_grant")),
            other => {
                let reason = "must be 'connected' or 'needs_reauthorization'";
                return Err(Rejected::new("state", other.unwrap_or_default(), reason).into());
            }
        };
        self.set_account_state(id, state, reason, moment);
        Ok(())
    }

    /// Disconnects an account. The caller has checked that there is one.
    pub(crate) fn disconnect(&mut self, id: &str, moment: Moment<'_>) {
        let Some(mut account) = self.pipes.accounts.remove(id) else { return };
        account.updated_at = moment.now;
        // With the state it had: events know no other two than connected and in need of authorization.
        let shown = account.to_event_json();
        self.emit_account(AccountState::Disconnected, account.organization_id.as_deref(), shown, moment);
    }

    /// Disconnects every account of a group that `matches` accepts.
    pub(crate) fn disconnect_all(
        &mut self,
        group: &str,
        matches: impl Fn(&ConnectedAccount) -> bool,
        moment: Moment<'_>,
    ) {
        let found = self.pipes.accounts.group(group).filter(|account| matches(account));
        let ids: Vec<_> = found.map(|account| account.id.clone()).collect();
        for id in ids {
            self.disconnect(&id, moment);
        }
    }

    /// An account without a credential yet: its first state is told when that is set.
    fn insert_account(
        &mut self,
        integration_id: &str,
        slug: String,
        owner: &AccountOwner,
        moment: Moment<'_>,
    ) -> String {
        self.insert_account_as(moment.id("data_installation"), integration_id, slug, owner, moment)
    }

    /// The same with an id of choice.
    pub(crate) fn insert_account_as(
        &mut self,
        id: String,
        integration_id: &str,
        slug: String,
        owner: &AccountOwner,
        moment: Moment<'_>,
    ) -> String {
        let established_by = match owner {
            AccountOwner::User { user_id, .. } => Some(user_id.clone()),
            AccountOwner::Organization { by, .. } => by.clone(),
        };
        self.pipes.accounts.insert(ConnectedAccount {
            id: id.clone(),
            integration_id: integration_id.to_owned(),
            slug,
            user_id: owner.user_id().map(str::to_owned),
            organization_id: owner.organization_id().map(str::to_owned),
            established_by,
            state: AccountState::Disconnected,
            state_reason: None,
            scopes: Vec::new(),
            credential: Credential::OAuth {
                access_token: None,
                expires_at: None,
                refresh_token: None,
                revoked: false,
            },
            identifier: None,
            display_name: None,
            config: Map::new(),
            created_at: moment.now,
            updated_at: moment.now,
        });
        id
    }

    fn emit_account(
        &mut self,
        state: AccountState,
        organization_id: Option<&str>,
        shown: Value,
        moment: Moment<'_>,
    ) {
        let (name, of_seeds) = match state {
            AccountState::Connected => ("pipes.connected_account.connected", "connection.activated"),
            AccountState::NeedsReauthorization => {
                ("pipes.connected_account.reauthorization_needed", "connection.deactivated")
            }
            AccountState::Disconnected => ("pipes.connected_account.disconnected", "connection.deleted"),
        };
        if self.legacy_pipes_events {
            self.outbox.emit(of_seeds, organization_id, shown.clone(), moment);
        }
        self.outbox.emit(name, organization_id, shown, moment);
    }
}

/// A token that looks like the provider's.
fn new_token(slug: &str, moment: Moment<'_>) -> Secret {
    let prefix = match slug {
        "github" => "gho",
        "slack" => "xoxp",
        "google" => "ya29",
        "salesforce" => "00D",
        _ => "emulated_access",
    };
    Secret::from(moment.id(prefix))
}
