//! The domains of the API.

pub(crate) mod connections;
pub(crate) mod domain;
pub(crate) mod environment;
pub(crate) mod events;
pub(crate) mod organizations;
pub(crate) mod pipes;
pub(crate) mod portal;
pub(crate) mod resource;
pub(crate) mod rules;
pub(crate) mod seed;
pub(crate) mod sso;
pub(crate) mod state;
pub(crate) mod tx;
pub(crate) mod users;
pub(crate) mod webhook_endpoints;
pub(crate) mod widgets;

use domain::Domain;

/// Every domain. This is the only list of them.
pub(crate) static DOMAINS: &[Domain] = &[
    environment::DOMAIN,
    organizations::DOMAIN,
    users::DOMAIN,
    connections::DOMAIN,
    sso::DOMAIN,
    portal::DOMAIN,
    widgets::DOMAIN,
    pipes::DOMAIN,
    webhook_endpoints::DOMAIN,
    events::DOMAIN,
];
