//! Connected accounts of a fixture.

use serde_json::Map;

use crate::base::ids::Moment;
use crate::domains::pipes::accounts::Tokens;
use crate::domains::pipes::integrations::check_method;
use crate::domains::pipes::model::authorization::{AccountOwner, Authorization};
use crate::domains::pipes::model::connected_account::{AccountState, AuthMethod, Credential};
use crate::domains::pipes::seed::connected_account::NewConnectedAccount;
use crate::domains::seed::Seed;
use crate::domains::state::State;
use crate::http::rejected::Rejected;
use crate::store::lookup::{free_id, referred};

impl State {
    /// Adds an account that is connected; returns its id.
    pub(crate) fn add_connected_account(
        &mut self,
        new: NewConnectedAccount,
        moment: Moment<'_>,
    ) -> Result<String, Rejected> {
        let owner = self.owner_of(&new)?;
        let integration = self.integration(&new.provider, new.of_organization).ok_or_else(|| {
            let slugs = self.pipes.integrations.iter().map(|own| own.slug.as_str());
            Rejected::not_found("provider", &new.provider).similar(slugs)
        })?;
        let method = method_of(&new)?;
        check_method(integration, method)?;
        if self.account(&owner, &new.provider).is_some() {
            return Err(Rejected::new("provider", &new.provider, "is already connected by this owner"));
        }
        let integration = integration.id.clone();
        let scopes =
            new.scopes.clone().unwrap_or_else(|| self.wanted_scopes(&integration, owner.organization_id()));
        let id = free_id(new.id.clone(), &self.pipes.accounts, || moment.id("data_installation"))?;
        let id = self.insert_account_as(id, &integration, new.provider.clone(), &owner, moment);
        let connected = self.give_credential(&integration, &owner, new, scopes, moment);
        if connected.is_err() {
            self.pipes.accounts.remove(&id);
        }
        connected.map(|()| id)
    }

    fn give_credential(
        &mut self,
        integration_id: &str,
        owner: &AccountOwner,
        new: NewConnectedAccount,
        scopes: Vec<String>,
        moment: Moment<'_>,
    ) -> Result<(), Rejected> {
        let authorization = Authorization {
            integration_id: integration_id.to_owned(),
            owner: owner.clone(),
            return_to: None,
            display_name: new.display_name.clone(),
            config: Map::new(),
            code_challenge: None,
        };
        let credential = match (new.api_key, new.client_id.zip(new.client_secret)) {
            (Some(key), _) => Credential::ApiKey(key),
            (None, Some((client_id, client_secret))) => {
                Credential::ClientCredentials { client_id, client_secret }
            }
            (None, None) => {
                let tokens = Tokens {
                    access_token: new.access_token,
                    refresh_token: new.refresh_token,
                    expires_at: new.expires_at,
                    scopes: Some(scopes),
                    state: new.needs_reauthorization.then_some(AccountState::NeedsReauthorization),
                    display_name: new.display_name,
                    identifier: new.identifier,
                };
                return self.set_tokens(integration_id, owner, tokens, moment).map(drop);
            }
        };
        let id = self.connect_account(&authorization, credential, scopes, moment);
        if let Some(account) = id.as_ref().and_then(|id| self.pipes.accounts.get_mut(id)) {
            account.identifier = new.identifier;
        }
        if let (Some(id), true) = (&id, new.needs_reauthorization) {
            self.set_account_state(id, AccountState::NeedsReauthorization, None, moment);
        }
        Ok(())
    }

    fn owner_of(&self, new: &NewConnectedAccount) -> Result<AccountOwner, Rejected> {
        let organization = new.organization.as_ref().map(|reference| self.organization_named(reference));
        let organization_id = organization.transpose()?.map(|organization| organization.id.clone());
        let user = new.user.as_ref().map(|user| referred(&self.users.all, "user", user, |user| &user.email));
        let user_id = user.transpose()?.map(|user| user.id.clone());
        match (new.of_organization, user_id, organization_id) {
            (true, by, Some(organization_id)) => Ok(AccountOwner::Organization { organization_id, by }),
            (true, _, None) => Err(Rejected::new("organization", "", "is required with of_organization")),
            (false, Some(user_id), organization_id) => Ok(AccountOwner::User { user_id, organization_id }),
            (false, None, _) => Err(Rejected::new("user", "", "is required without of_organization")),
        }
    }
}

impl Seed for NewConnectedAccount {
    fn add(self, state: &mut State, moment: Moment<'_>) -> Result<String, Rejected> {
        state.add_connected_account(self, moment)
    }
}

/// # Errors
/// When there are the credentials of two methods, or half of one.
fn method_of(new: &NewConnectedAccount) -> Result<AuthMethod, Rejected> {
    let oauth = new.access_token.is_some() || new.refresh_token.is_some() || new.expires_at.is_some();
    let client = (new.client_id.is_some(), new.client_secret.is_some());
    match (oauth, new.api_key.is_some(), client) {
        (_, false, (false, false)) => Ok(AuthMethod::OAuth),
        (false, true, (false, false)) => Ok(AuthMethod::ApiKey),
        (false, false, (true, true)) => Ok(AuthMethod::ClientCredentials),
        (false, false, _) => Err(Rejected::new("client_id", "", "and client_secret must be given together")),
        _ => Err(Rejected::new("api_key", "", "and other credentials cannot be given together")),
    }
}
