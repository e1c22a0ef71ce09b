//! Links to the Admin Portal, and the visits that begin with one.

use workos_core::Timestamp;

use crate::domains::portal::model::PortalVisit;
use crate::domains::state::State;

impl State {
    /// Keeps a link until it is opened, for five minutes at most.
    pub(crate) fn add_portal_link(&mut self, token: String, visit: PortalVisit, now: Timestamp) {
        if let Some(visitor) = &visit.external_user_id {
            self.portal.visitors.insert((visit.organization_id.clone(), visitor.clone()), ());
        }
        self.portal.links.insert(now, token, visit);
    }

    /// Ends the links and visits of a person; `false` when there never were any.
    pub(crate) fn revoke_portal_links(&mut self, organization_id: &str, external_user_id: &str) -> bool {
        let group = PortalVisit::group_of(organization_id, external_user_id);
        let is_theirs = |visit: &PortalVisit| {
            visit.organization_id == organization_id
                && visit.external_user_id.as_deref() == Some(external_user_id)
        };
        self.portal.links.remove_group(&group, is_theirs);
        self.portal.visits.remove_group(&group, is_theirs);
        self.portal.visitors.contains_key(&(organization_id.to_owned(), external_user_id.to_owned()))
    }
}
