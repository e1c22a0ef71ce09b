//! What values that are kept for a limited time take, and what they belong to.

use std::mem::size_of;

use crate::base::footprint::{of_fields, of_texts, of_value};
use crate::domains::pipes::model::authorization::{
    AccountOwner, Authorization, ProviderCode, ReturnTo, Unfinished,
};
use crate::domains::pipes::model::keyed_answer::KeyedAnswer;
use crate::domains::portal::model::PortalVisit;
use crate::domains::sso::model::{Grant, Session, SignIn};
use crate::store::expiring::Expires;

impl Expires for Grant {
    fn footprint(&self) -> usize {
        let texts = [&self.client_id, &self.profile_id];
        of_texts(texts.into_iter().chain(&self.code_challenge).chain(&self.provider_scopes))
    }

    fn groups(&self) -> Vec<String> {
        vec![self.profile_id.clone()]
    }
}

impl Expires for SignIn {
    fn footprint(&self) -> usize {
        let texts = [&self.client_id, &self.redirect_uri, &self.connection_id];
        let optional = [&self.state, &self.code_challenge, &self.user_agent];
        of_texts(texts.into_iter().chain(optional.into_iter().flatten()).chain(&self.provider_scopes))
    }
}

impl Expires for Session {
    fn footprint(&self) -> usize {
        of_texts([&self.profile_id])
    }

    fn groups(&self) -> Vec<String> {
        vec![self.profile_id.clone()]
    }
}

/// A logout token's profile, for one.
impl Expires for String {
    fn footprint(&self) -> usize {
        self.len()
    }
}

/// An access token that has expired has no value.
impl Expires for () {
    fn footprint(&self) -> usize {
        0
    }
}

impl Expires for PortalVisit {
    fn footprint(&self) -> usize {
        let optional =
            [&self.intent, &self.return_url, &self.success_url, &self.external_user_id, &self.provider_type];
        of_texts([&self.organization_id].into_iter().chain(optional.into_iter().flatten()))
    }

    fn groups(&self) -> Vec<String> {
        let visitor =
            self.external_user_id.iter().map(|visitor| Self::group_of(&self.organization_id, visitor));
        [self.organization_id.clone()].into_iter().chain(visitor).collect()
    }
}

impl PortalVisit {
    /// The visits of one person.
    pub(crate) fn group_of(organization_id: &str, visitor: &str) -> String {
        format!("{organization_id} {visitor}")
    }
}

impl Expires for Authorization {
    fn footprint(&self) -> usize {
        let by = match &self.owner {
            AccountOwner::Organization { by, .. } => by.as_deref(),
            AccountOwner::User { .. } => None,
        };
        let owner = [self.owner.user_id(), self.owner.organization_id(), by].into_iter().flatten();
        let return_to = self.return_to.iter().map(|ReturnTo { url, state }| url.len() + state.len());
        let texts = [&self.integration_id].into_iter().chain(&self.display_name).chain(&self.code_challenge);
        owner.map(str::len).chain(return_to).sum::<usize>() + of_texts(texts) + of_fields(&self.config)
    }

    /// Its owner and its integration: their ids differ in their prefixes, and who removes a group checks the field.
    fn groups(&self) -> Vec<String> {
        let owner = [self.owner.user_id(), self.owner.organization_id()].into_iter().flatten();
        owner.map(str::to_owned).chain([self.integration_id.clone()]).collect()
    }
}

impl Expires for Unfinished {
    fn footprint(&self) -> usize {
        size_of::<Self>() + self.authorization.footprint() + of_texts(&self.scopes)
    }
}

impl Expires for ProviderCode {
    fn footprint(&self) -> usize {
        of_texts([&self.authorization].into_iter().chain(&self.scopes))
    }
}

impl Expires for KeyedAnswer {
    fn footprint(&self) -> usize {
        of_texts([&self.request]) + of_value(&self.body)
    }
}
