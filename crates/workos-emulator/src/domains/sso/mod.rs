//! Signing people in and out.

pub(crate) mod advice;
pub(crate) mod browser;
pub(crate) mod events;
pub(crate) mod handlers;
pub(crate) mod model;
pub(crate) mod outcome;
pub(crate) mod pages;
pub(crate) mod profiles;
pub(crate) mod seed;
pub(crate) mod sign_in_page;
pub(crate) mod somebody;
pub(crate) mod store;

use crate::domains::domain::Domain;
use crate::domains::domain::Handler::{Plain, Staged};
use crate::domains::resource::Resource;
use crate::domains::seed as seeds;
use crate::domains::sso::model::Profile;
use crate::domains::sso::seed::NewProfile;
use crate::domains::state::State;

static PROFILES: Resource<Profile> = Resource {
    add: Some(seeds::add::<NewProfile>),
    change: Some(State::change_profile),
    remove: Some(|state, id, _| state.remove_profile(id)),
    ..Resource::new("profiles", "Profile", |state| &state.sso.profiles, |_, profile, _| profile.to_json())
};

pub(crate) const DOMAIN: Domain = Domain {
    handlers: &[
        ("sso.authorize", Plain(handlers::authorize::authorize)),
        ("sso.profile_and_token", Staged(handlers::token::profile_and_token)),
        ("sso.profile", Plain(handlers::token::profile)),
        ("sso.profile_by_post", Plain(handlers::token::profile_by_post)),
        ("sso.authorize_logout", Plain(handlers::logout::authorize_logout)),
        ("sso.logout", Plain(handlers::logout::logout)),
        ("sso.jwks", Plain(handlers::token::jwks)),
    ],
    pages: &[
        ("GET", "/sso/jwks", Plain(handlers::token::jwks)),
        ("GET", "/_emulator/signed-out", Plain(handlers::logout::signed_out)),
        ("POST", sign_in_page::PATH, Plain(pages::decide)),
    ],
    kinds: &[&PROFILES],
};
