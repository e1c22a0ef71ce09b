//! The state as what is kept: its tables by name, and what follows from them.

use crate::domains::organizations::model::Organization;
use crate::domains::state::{State, Unique};
use crate::store::table::{Kept, Tables};

impl Tables for State {
    fn tables(&mut self) -> Vec<(&'static str, &mut dyn Kept)> {
        // Without `..`, so that a new field has to say what it is.
        let Self {
            organizations,
            domains,
            it_contacts,
            users,
            webhook_endpoints,
            events,
            deliveries,
            connections,
            saml_certificates,
            profiles,
            codes,
            sign_ins,
            sessions,
            expired_tokens,
            logout_tokens,
            portal_links,
            portal_visits,
            portal_visitors,
            data_integrations,
            connected_accounts,
            integration_configurations,
            authorizations,
            provider_codes,
            connect_codes,
            keyed_answers,
            verifications,
            unique: _,
            domains_by_name: _,
            legacy_pipes_events: _,
            lenient: _,
            webhook_hosts: _,
            silent: _,
            generation: _,
            wake: _,
        } = self;
        vec![
            ("organizations", organizations),
            ("domains", domains),
            ("it_contacts", it_contacts),
            ("users", users),
            ("webhook_endpoints", webhook_endpoints),
            ("events", events.table()),
            ("deliveries", deliveries),
            ("connections", connections),
            ("saml_certificates", saml_certificates),
            ("profiles", profiles),
            ("codes", codes),
            ("sign_ins", sign_ins),
            ("sessions", sessions),
            ("expired_tokens", expired_tokens),
            ("logout_tokens", logout_tokens),
            ("portal_links", portal_links),
            ("portal_visits", portal_visits),
            ("portal_visitors", portal_visitors),
            ("data_integrations", data_integrations),
            ("connected_accounts", connected_accounts),
            ("integration_configurations", integration_configurations),
            ("authorizations", authorizations),
            ("provider_codes", provider_codes),
            ("connect_codes", connect_codes),
            ("keyed_answers", keyed_answers),
            ("verifications", verifications),
        ]
    }

    fn adopt(&mut self, other: Self) {
        *self = Self {
            legacy_pipes_events: self.legacy_pipes_events,
            lenient: self.lenient,
            webhook_hosts: self.webhook_hosts.clone(),
            silent: self.silent,
            // What is under way belongs to what was there before.
            generation: self.generation + 1,
            wake: self.wake.clone(),
            ..other
        };
        // A copy may have been made while a webhook was under way.
        self.deliveries.rebuild_queues();
        self.wake.notify_one();
    }

    fn index(&mut self) -> Result<(), String> {
        self.check_references()?;
        self.unique = Unique::default();
        let taken = |what: &str, value: &str| format!("two objects have the {what} '{value}'");
        for Organization { id, external_id, stripe_customer_id, .. } in self.organizations.iter() {
            if let Some(external_id) = external_id
                && self.unique.organization_external_ids.insert(external_id.clone(), id.clone()).is_some()
            {
                return Err(taken("external id", external_id));
            }
            if let Some(customer) = stripe_customer_id
                && self.unique.stripe_customers.insert(customer.clone(), id.clone()).is_some()
            {
                return Err(taken("Stripe customer", customer));
            }
        }
        for user in self.users.iter() {
            if self.unique.user_emails.insert(user.email.to_lowercase(), user.id.clone()).is_some() {
                return Err(taken("e-mail address", &user.email));
            }
            if let Some(external_id) = &user.external_id
                && self.unique.user_external_ids.insert(external_id.clone(), user.id.clone()).is_some()
            {
                return Err(taken("external id", external_id));
            }
        }
        self.domains_by_name.clear();
        for domain in self.domains.iter() {
            self.domains_by_name.entry(domain.domain.clone()).or_default().insert(domain.id.clone());
        }
        self.deliveries.rebuild_queues();
        Ok(())
    }
}

impl State {
    fn check_references(&self) -> Result<(), String> {
        let dangling = |from: &str, to: &str| format!("'{from}' refers to '{to}', which does not exist");
        let owned = self.domains.iter().map(|domain| (&domain.id, &domain.organization_id));
        let owned =
            owned.chain(self.it_contacts.iter().map(|contact| (&contact.id, &contact.organization_id)));
        let connections = self.connections.iter().filter_map(|c| Some((&c.id, c.organization_id.as_ref()?)));
        let owned = owned.chain(connections);
        for (id, organization) in owned {
            if self.organizations.get(organization).is_none() {
                return Err(dangling(id, organization));
            }
        }
        for certificate in self.saml_certificates.iter() {
            if self.connections.get(&certificate.connection_id).is_none() {
                return Err(dangling(&certificate.id, &certificate.connection_id));
            }
        }
        for profile in self.profiles.iter() {
            if self.connections.get(&profile.connection_id).is_none() {
                return Err(dangling(&profile.id, &profile.connection_id));
            }
        }
        Ok(())
    }
}
