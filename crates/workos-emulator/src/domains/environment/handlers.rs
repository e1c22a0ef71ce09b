//! Clients and redirect URIs, which the control API adds and deletes.

use serde::Deserialize;

use crate::base::ids::Moment;
use crate::base::redirect_uri::RedirectPattern;
use crate::domains::environment::model::{Client, Origin, RedirectUri};
use crate::domains::resource::Resource;
use crate::domains::seed::{self, Seed};
use crate::domains::state::State;
use crate::http::rejected::Rejected;
use crate::store::lookup::free_id;

pub(crate) static CLIENTS: Resource<Client> = Resource {
    add: Some(seed::add::<NewClient>),
    remove: Some(|state, id, _| drop(state.environment.clients.remove(id))),
    ..Resource::new("clients", "Client", |state| &state.environment.clients, |_, client, _| client.to_json())
};

pub(crate) static REDIRECT_URIS: Resource<RedirectUri> = Resource {
    add: Some(seed::add::<NewRedirectUri>),
    remove: Some(|state, id, _| drop(state.environment.redirect_uris.remove(id))),
    ..Resource::new(
        "redirect_uris",
        "Redirect URI",
        |state| &state.environment.redirect_uris,
        |_, uri, _| uri.to_json(),
    )
};

/// A client to add.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewClient {
    id: Option<String>,
}

impl Seed for NewClient {
    fn add(self, state: &mut State, moment: Moment<'_>) -> Result<String, Rejected> {
        let id = free_id(self.id, &state.environment.clients, || moment.id("client"))?;
        let client = Client { id: id.clone(), origin: Origin::Request, created_at: moment.now };
        state.environment.clients.insert(client);
        Ok(id)
    }
}

/// A redirect URI to add: exact, or with a wildcard.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewRedirectUri {
    uri: String,
}

impl Seed for NewRedirectUri {
    fn add(self, state: &mut State, moment: Moment<'_>) -> Result<String, Rejected> {
        let uri =
            RedirectPattern::parse(&self.uri).map_err(|reason| Rejected::new("uri", &self.uri, reason))?;
        let (id, now) = (moment.id("redirect_uri"), moment.now);
        state.environment.redirect_uris.insert(RedirectUri {
            id: id.clone(),
            uri,
            origin: Origin::Request,
            created_at: now,
            updated_at: now,
        });
        Ok(id)
    }
}
