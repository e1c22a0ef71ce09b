//! Organizations and their IT contacts.

use std::collections::HashSet;

use crate::base::ids::Moment;
use crate::domains::organizations::model::{ItContact, Organization};
use crate::domains::organizations::seed::it_contact::NewItContact;
use crate::domains::organizations::seed::organization::{NewDomain, NewOrganization};
use crate::domains::seed::{Seed, names};
use crate::domains::state::State;
use crate::http::answer::Failure;
use crate::http::formats as limits;
use crate::http::formats::Metadata;
use crate::http::rejected::Rejected;
use crate::store::lookup::{free_id, referred};
use crate::store::map::replace;

/// What is to change about an organization: `None` stays, and an inner `None` empties.
#[derive(Debug, Default)]
pub(crate) struct OrganizationChanges {
    pub(crate) name: Option<String>,
    pub(crate) allow_profiles_outside_organization: Option<bool>,
    /// All the domains that it is to have.
    pub(crate) domains: Option<Vec<NewDomain>>,
    pub(crate) metadata: Option<Metadata>,
    pub(crate) external_id: Option<Option<String>>,
    pub(crate) stripe_customer_id: Option<Option<String>>,
}

impl State {
    /// Adds an organization; returns its id.
    pub(crate) fn add_organization(
        &mut self,
        new: NewOrganization,
        moment: Moment<'_>,
    ) -> Result<String, Rejected> {
        check_name(&new.name)?;
        limits::check_metadata(&new.metadata, self.lenient)?;
        self.check_external_id(new.external_id.as_deref(), None)?;
        self.check_stripe_customer(new.stripe_customer_id.as_deref(), None)?;
        let vouched = new.domains.into_iter().map(NewDomain::new);
        let domains = self.read_domains(vouched.chain(new.domain_data).collect(), None)?;
        let id = free_id(new.id, &self.organizations.all, || moment.id("org"))?;

        replace(&mut self.organizations.external_ids, &id, None, new.external_id.as_deref());
        replace(&mut self.organizations.stripe_customers, &id, None, new.stripe_customer_id.as_deref());
        self.organizations.all.insert(Organization {
            id: id.clone(),
            name: new.name,
            allow_profiles_outside_organization: new.allow_profiles_outside_organization,
            metadata: new.metadata,
            external_id: new.external_id,
            stripe_customer_id: new.stripe_customer_id,
            created_at: moment.now,
            updated_at: moment.now,
        });
        // Its own event comes first and shows the domains already.
        let silent = std::mem::replace(&mut self.outbox.silent, true);
        let ids: Vec<_> = domains.into_iter().map(|domain| self.insert_domain(&id, domain, moment)).collect();
        self.outbox.silent = silent;
        self.emit_organization("organization.created", &id, moment);
        for domain in ids {
            if let Some(shown) = self.organizations.domains.get(&domain).map(|domain| domain.to_json()) {
                self.outbox.emit("organization_domain.created", Some(&id), shown, moment);
            }
        }
        Ok(id)
    }

    /// Changes an organization, all of it or nothing.
    pub(crate) fn change_organization(
        &mut self,
        id: &str,
        changes: OrganizationChanges,
        moment: Moment<'_>,
    ) -> Result<(), Rejected> {
        if let Some(name) = &changes.name {
            check_name(name)?;
        }
        if let Some(metadata) = &changes.metadata {
            limits::check_metadata(metadata, self.lenient)?;
        }
        self.check_external_id(changes.external_id.as_ref().and_then(Option::as_deref), Some(id))?;
        self.check_stripe_customer(changes.stripe_customer_id.as_ref().and_then(Option::as_deref), Some(id))?;
        let domains = changes.domains.map(|domains| self.read_domains(domains, Some(id))).transpose()?;

        let organization =
            self.organizations.all.get_mut(id).ok_or_else(|| Rejected::not_found("organization", id))?;
        if let Some(external_id) = changes.external_id {
            let old = std::mem::replace(&mut organization.external_id, external_id);
            replace(
                &mut self.organizations.external_ids,
                id,
                old.as_deref(),
                organization.external_id.as_deref(),
            );
        }
        if let Some(customer) = changes.stripe_customer_id {
            let old = std::mem::replace(&mut organization.stripe_customer_id, customer);
            replace(
                &mut self.organizations.stripe_customers,
                id,
                old.as_deref(),
                organization.stripe_customer_id.as_deref(),
            );
        }
        organization.name = changes.name.unwrap_or_else(|| std::mem::take(&mut organization.name));
        organization.metadata =
            changes.metadata.unwrap_or_else(|| std::mem::take(&mut organization.metadata));
        if let Some(allow) = changes.allow_profiles_outside_organization {
            organization.allow_profiles_outside_organization = allow;
        }
        organization.updated_at = moment.now;
        if let Some(domains) = domains {
            self.set_domains(id, domains, moment);
        }
        self.emit_organization("organization.updated", id, moment);
        Ok(())
    }

    /// # Errors
    /// 404 if there is no such organization.
    pub(crate) fn find_organization(&self, id: &str) -> Result<&Organization, Failure> {
        self.organizations.all.get(id).ok_or_else(|| Failure::not_found("Organization", id))
    }

    pub(crate) fn organization_by_external_id(&self, external_id: &str) -> Option<&Organization> {
        self.organizations.all.get(self.organizations.external_ids.get(external_id)?)
    }

    /// Adds an IT contact; returns its id.
    pub(crate) fn add_it_contact(
        &mut self,
        organization_id: &str,
        email: &str,
        moment: Moment<'_>,
    ) -> Result<String, Rejected> {
        self.insert_it_contact(None, organization_id, email, false, moment)
    }

    /// Adds an IT contact of a fixture; returns its id.
    pub(crate) fn add_new_it_contact(
        &mut self,
        new: NewItContact,
        moment: Moment<'_>,
    ) -> Result<String, Rejected> {
        let organization_id = self.organization_named(&new.organization)?.id.clone();
        let invited = ItContact::group_of_invited(&organization_id);
        if new.invited && self.organizations.it_contacts.group(&invited).next().is_some() {
            let reason = "cannot be invited: the organization has already invited another contact";
            return Err(Rejected::new("email", &new.email, reason));
        }
        let pinned =
            new.id.map(|id| free_id(Some(id), &self.organizations.it_contacts, String::new)).transpose()?;
        self.insert_it_contact(pinned, &organization_id, &new.email, new.invited, moment)
    }

    /// The organization that a fixture refers to by id or name.
    pub(crate) fn organization_named(&self, reference: &str) -> Result<&Organization, Rejected> {
        referred(&self.organizations.all, "organization", reference, |own| &own.name)
    }

    fn insert_it_contact(
        &mut self,
        pinned: Option<String>,
        organization_id: &str,
        email: &str,
        invited: bool,
        moment: Moment<'_>,
    ) -> Result<String, Rejected> {
        limits::check_email(email)?;
        let id = pinned.unwrap_or_else(|| moment.id("it_contact"));
        self.organizations.it_contacts.insert(ItContact {
            id: id.clone(),
            organization_id: organization_id.to_owned(),
            email: email.to_owned(),
            invited,
            created_at: moment.now,
            updated_at: moment.now,
        });
        Ok(id)
    }

    /// Gives an organization these domains, and no others.
    fn set_domains(&mut self, id: &str, domains: Vec<NewDomain>, moment: Moment<'_>) {
        let wanted: HashSet<_> = domains.iter().map(|wanted| wanted.domain.as_str()).collect();
        let own = self.organizations.domains.owned_by(id).filter(|own| !wanted.contains(own.domain.as_str()));
        for domain_id in own.map(|own| own.id.clone()).collect::<Vec<_>>() {
            self.remove_domain(&domain_id, moment);
        }
        for wanted in domains {
            match self.domain_of(id, &wanted.domain).map(|own| own.id.clone()) {
                Some(domain_id) => self.set_domain_state(&domain_id, wanted.state, moment),
                None => drop(self.insert_domain(id, wanted, moment)),
            }
        }
    }

    fn emit_organization(&mut self, name: &'static str, id: &str, moment: Moment<'_>) {
        let Some(organization) = self.organizations.all.get(id) else { return };
        let shown = organization.to_event_json(self.organizations.domains.owned_by(id));
        self.outbox.emit(name, Some(id), shown, moment);
    }

    fn check_external_id(&self, external_id: Option<&str>, id: Option<&str>) -> Result<(), Rejected> {
        let Some(external_id) = external_id else { return Ok(()) };
        limits::check_external_id(external_id, self.lenient)?;
        match self.organizations.external_ids.get(external_id) {
            Some(owner) if Some(owner.as_str()) != id => {
                let reason = "belongs to another organization";
                Err(Rejected::new("external_id", external_id, reason).code("external_id_already_used"))
            }
            _ => Ok(()),
        }
    }

    fn check_stripe_customer(&self, customer: Option<&str>, id: Option<&str>) -> Result<(), Rejected> {
        match customer.and_then(|customer| self.organizations.stripe_customers.get_key_value(customer)) {
            Some((customer, owner)) if Some(owner.as_str()) != id => {
                let reason = "belongs to another organization";
                Err(Rejected::new("stripe_customer_id", customer, reason)
                    .code("stripe_customer_id_already_used"))
            }
            _ => Ok(()),
        }
    }
}

impl Seed for NewOrganization {
    fn names(&self) -> Vec<String> {
        names([self.id.as_deref(), Some(&self.name)])
    }

    fn add(self, state: &mut State, moment: Moment<'_>) -> Result<String, Rejected> {
        state.add_organization(self, moment)
    }
}

impl Seed for NewItContact {
    fn add(self, state: &mut State, moment: Moment<'_>) -> Result<String, Rejected> {
        state.add_new_it_contact(self, moment)
    }
}

fn check_name(name: &str) -> Result<(), Rejected> {
    if name.trim().is_empty() {
        return Err(Rejected::new("name", name, "is empty"));
    }
    limits::check_name_length(name)
}
