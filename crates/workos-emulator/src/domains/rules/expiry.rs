//! Forced expiry of codes, links and tokens, used by faults.

use workos_core::Timestamp;

use crate::domains::pipes::model::connected_account::{ConnectedAccount, Credential};
use crate::domains::state::State;

impl State {
    /// Expires what this text is or, if it is a URL, what it contains.
    pub(crate) fn expire_text(&mut self, now: Timestamp, text: &str) {
        for part in text.split(['/', '?', '&', '=', '#']).filter(|part| !part.is_empty()) {
            self.expire(now, part);
        }
        // A JSON web token; those of other issuers are not accepted anyway.
        if text.split('.').count() == 3 && text.starts_with("ey") {
            self.sso.expired_tokens.insert(now, text.to_owned(), ());
        }
    }

    /// Removes the code, the link or the page of this key as if it had expired, and expires a provider's access token if
    /// the key is one. Sessions stay.
    fn expire(&mut self, now: Timestamp, key: &str) {
        self.sso.codes.remove(now, key);
        self.sso.sign_ins.remove(now, key);
        self.sso.logout_tokens.remove(now, key);
        self.portal.links.remove(now, key);
        self.portal.visits.remove(now, key);
        self.pipes.authorizations.remove(now, key);
        self.pipes.provider_codes.remove(now, key);
        self.pipes.connect_codes.remove(now, key);
        let has_token = |account: &&ConnectedAccount| {
            let Credential::OAuth { access_token, .. } = &account.credential else { return false };
            access_token.as_ref().is_some_and(|token| token.expose() == key)
        };
        let id = self.pipes.accounts.iter().find(has_token).map(|account| account.id.clone());
        if let Some(account) = id.and_then(|id| self.pipes.accounts.get_mut(&id))
            && let Credential::OAuth { expires_at, .. } = &mut account.credential
        {
            *expires_at = Some(now);
        }
    }
}
