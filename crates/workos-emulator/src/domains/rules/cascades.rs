//! Deleting an object with all it owns.

use crate::base::ids::Moment;
use crate::domains::pipes::model::connected_account::ConnectedAccount;
use crate::domains::state::State;
use crate::store::map::replace;

impl State {
    /// Deletes an organization with its connections, domains, contacts and accounts.
    pub(crate) fn remove_organization(&mut self, id: &str, moment: Moment<'_>) {
        let connections: Vec<_> = self.connections.all.owned_by(id).map(|owned| owned.id.clone()).collect();
        for connection in connections {
            self.remove_connection(&connection, moment);
        }
        let contacts: Vec<_> =
            self.organizations.it_contacts.owned_by(id).map(|owned| owned.id.clone()).collect();
        for contact in contacts {
            self.organizations.it_contacts.remove(&contact);
        }
        let is_theirs = |account: &ConnectedAccount| account.organization_id.as_deref() == Some(id);
        self.disconnect_all(&ConnectedAccount::group_of_organization(id), is_theirs, moment);
        self.pipes
            .authorizations
            .remove_group(id, |authorization| authorization.owner.organization_id() == Some(id));
        let from = (id.to_owned(), String::new());
        let own = self.pipes.configurations.keys_from(&from).take_while(|(owner, _)| owner == id);
        for key in own.cloned().collect::<Vec<_>>() {
            self.pipes.configurations.remove(&key);
        }
        self.portal.links.remove_group(id, |visit| visit.organization_id == id);
        self.portal.visits.remove_group(id, |visit| visit.organization_id == id);
        let Some(organization) = self.organizations.all.get(id) else { return };
        let shown = organization.to_event_json(self.organizations.domains.owned_by(id));
        let domains: Vec<_> = self.organizations.domains.owned_by(id).map(|owned| owned.id.clone()).collect();
        for domain in domains {
            self.remove_domain(&domain, moment);
        }
        let Some(organization) = self.organizations.all.remove(id) else { return };
        replace(&mut self.organizations.external_ids, id, organization.external_id.as_deref(), None);
        replace(
            &mut self.organizations.stripe_customers,
            id,
            organization.stripe_customer_id.as_deref(),
            None,
        );
        self.outbox.emit("organization.deleted", Some(id), shown, moment);
    }

    /// Deletes a connection with its people and whatever they could still use.
    pub(crate) fn remove_connection(&mut self, id: &str, moment: Moment<'_>) {
        let people: Vec<_> = self.sso.profiles.owned_by(id).map(|profile| profile.id.clone()).collect();
        for profile in &people {
            self.remove_profile(profile);
        }
        let certificates: Vec<_> =
            self.connections.certificates.owned_by(id).map(|own| own.id.clone()).collect();
        for certificate in &certificates {
            self.connections.certificates.remove(certificate);
        }
        if let Some(connection) = self.connections.all.remove(id) {
            let organization_id = connection.organization_id.as_deref();
            self.outbox.emit("connection.deleted", organization_id, connection.to_slim_json(), moment);
        }
    }

    /// Deletes a person with whatever they could still use.
    pub(crate) fn remove_profile(&mut self, id: &str) {
        self.sso.profiles.remove(id);
        self.sso.codes.remove_group(id, |grant| grant.profile_id == id);
        self.sso.sessions.remove_group(id, |session| session.profile_id == id);
    }

    /// Deletes a user. The caller has checked that there is one.
    pub(crate) fn remove_user(&mut self, id: &str, moment: Moment<'_>) {
        let Some(user) = self.users.all.remove(id) else { return };
        let accounts: Vec<_> = self.pipes.accounts.owned_by(id).map(|own| own.id.clone()).collect();
        for account in accounts {
            self.disconnect(&account, moment);
        }
        self.pipes.authorizations.remove_group(id, |authorization| authorization.owner.user_id() == Some(id));
        self.users.emails.remove(&user.email.to_lowercase());
        if let Some(external_id) = &user.external_id {
            self.users.external_ids.remove(external_id);
        }
        self.outbox.emit("user.deleted", None, user.to_json(), moment);
    }

    /// Deletes a provider with the accounts that are connected there.
    pub(crate) fn remove_data_integration(&mut self, id: &str, moment: Moment<'_>) {
        let is_here = |account: &ConnectedAccount| account.integration_id == id;
        self.disconnect_all(&ConnectedAccount::group_of_integration(id), is_here, moment);
        self.pipes.authorizations.remove_group(id, |authorization| authorization.integration_id == id);
        for organization in self.pipes.configured_by.remove(id).unwrap_or_default() {
            self.pipes.configurations.remove(&(organization, id.to_owned()));
        }
        self.pipes.integrations.remove(id);
    }
}
