//! The end of what is kept for a time, before its time.

use workos_core::Timestamp;

use super::State;

impl State {
    /// Forgets the code, the link or the page of this key as if its time were over. Sessions last.
    pub(crate) fn expire(&mut self, now: Timestamp, key: &str) {
        self.codes.remove(now, key);
        self.sign_ins.remove(now, key);
        self.logout_tokens.remove(now, key);
        self.portal_links.remove(now, key);
        self.portal_visits.remove(now, key);
        self.authorizations.remove(now, key);
        self.provider_codes.remove(now, key);
    }
}
