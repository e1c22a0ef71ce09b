//! `workos organizations`.

mod domains;

use std::collections::BTreeMap;

use workos_kit::organizations::{Organization, OrganizationDomainData, OrganizationDomainState};
use workos_kit::{Patch, WorkOs};

use super::deleting::{confirm, deleted};
use super::listing::{Listing, fetch};
use super::to_json;
use crate::args::{
    CreateOrganization, DeleteArgs, DomainData, GetOrganization, Global, ListOrganizations, Organizations,
    UpdateOrganization,
};
use crate::failure::Failure;
use crate::output::{Output, or_dash};

pub(crate) async fn run(command: Organizations, global: &Global, output: &Output) -> Result<(), Failure> {
    let workos = global.workos()?;
    match command {
        Organizations::List(command) => list(&workos, command, output).await,
        Organizations::Get(command) => get(&workos, command, output).await,
        Organizations::Create(command) => create(&workos, command, output).await,
        Organizations::Update(command) => update(&workos, command, output).await,
        Organizations::Delete(command) => delete(&workos, &command, output).await,
        Organizations::Domains(command) => domains::run(command, &workos, output).await,
    }
}

async fn list(workos: &WorkOs, command: ListOrganizations, output: &Output) -> Result<(), Failure> {
    let mut call = workos.organizations().list();
    if !command.domains.is_empty() {
        call = call.domains(command.domains);
    }
    if let Some(text) = command.search {
        call = call.search(text);
    }
    let page = fetch!(call, command.paging)?;
    Listing {
        noun: "organizations",
        data: to_json(&page.data)?,
        rows: page.data.iter().map(row).collect(),
        cursors: page.list_metadata,
        backwards: command.paging.before.is_some(),
        header: ["ID", "NAME", "DOMAINS", "EXTERNAL ID"],
    }
    .print(output)
}

async fn get(workos: &WorkOs, command: GetOrganization, output: &Output) -> Result<(), Failure> {
    let organizations = workos.organizations();
    let organization = match (command.id, command.external_id) {
        (Some(id), _) => organizations.get(id.as_str()).send().await?,
        (None, Some(external_id)) => organizations.get_by_external_id(external_id).send().await?,
        (None, None) => return Err(Failure::usage("an id or --external-id is required")),
    };
    show(&organization, output)
}

async fn create(workos: &WorkOs, command: CreateOrganization, output: &Output) -> Result<(), Failure> {
    let mut call = workos.organizations().create(command.name.get());
    if let Some(domains) = domain_data(command.domains) {
        call = call.domain_data(domains);
    }
    if let Some(external_id) = command.external_id {
        call = call.external_id(external_id);
    }
    if let Some(metadata) = metadata(command.metadata)? {
        call = call.metadata(metadata);
    }
    show(&call.send().await?, output)
}

async fn update(workos: &WorkOs, command: UpdateOrganization, output: &Output) -> Result<(), Failure> {
    let mut call = workos
        .organizations()
        .update(command.id.as_str())
        .external_id(patch(command.external_id, command.clear_external_id))
        .metadata(patch(metadata(command.metadata)?, command.clear_metadata))
        .stripe_customer_id(patch(command.stripe_customer_id, command.clear_stripe_customer_id));
    if let Some(name) = command.name {
        call = call.name(name);
    }
    if let Some(domains) = domain_data(command.domains) {
        call = call.domain_data(domains);
    }
    show(&call.send().await?, output)
}

async fn delete(workos: &WorkOs, command: &DeleteArgs, output: &Output) -> Result<(), Failure> {
    confirm(command, "Its connections are deleted too, so its members will not be able to sign in.", output)?;
    let answer = workos.organizations().delete(command.id.as_str()).send_with_meta().await?;
    deleted(&command.id, "organization", &answer, output)
}

fn patch<T>(value: Option<T>, clear: bool) -> Patch<T> {
    match value {
        Some(value) => Patch::Set(value),
        None if clear => Patch::Clear,
        None => Patch::Keep,
    }
}

/// Returns the given domains, if there are any.
fn domain_data(domains: DomainData) -> Option<Vec<OrganizationDomainData>> {
    let with = |state: OrganizationDomainState| {
        move |domain: String| OrganizationDomainData::new(domain, state.clone())
    };
    let pending = domains.pending.into_iter().map(with(OrganizationDomainState::Pending));
    let verified = domains.verified.into_iter().map(with(OrganizationDomainState::Verified));
    Some(pending.chain(verified).collect::<Vec<_>>()).filter(|all| !all.is_empty())
}

/// Returns the given metadata entries, if there are any.
fn metadata(pairs: Vec<(String, String)>) -> Result<Option<BTreeMap<String, String>>, Failure> {
    let mut entries = BTreeMap::new();
    for (key, value) in pairs {
        if entries.contains_key(&key) {
            return Err(Failure::usage(format!("the metadata key {key} is given twice")));
        }
        entries.insert(key, value);
    }
    Ok(Some(entries).filter(|entries| !entries.is_empty()))
}

fn show(organization: &Organization, output: &Output) -> Result<(), Failure> {
    output.print(&to_json(organization)?, |output| output.facts(&facts(organization)))
}

fn row(organization: &Organization) -> [String; 4] {
    let domains: Vec<_> = organization.domains.iter().map(|domain| domain.domain.as_str()).collect();
    [
        organization.id.to_string(),
        organization.name.clone(),
        or_dash(Some(domains.join(", "))),
        or_dash(organization.external_id.as_ref()),
    ]
}

fn facts(organization: &Organization) -> Vec<(&'static str, String)> {
    let mut facts = vec![
        ("id", organization.id.to_string()),
        ("name", organization.name.clone()),
        ("external id", or_dash(organization.external_id.as_ref())),
        ("Stripe customer", or_dash(organization.stripe_customer_id.as_ref())),
        ("created", or_dash(organization.created_at)),
        ("updated", or_dash(organization.updated_at)),
    ];
    facts.extend(organization.domains.iter().map(|domain| {
        ("domain", format!("{}, {} ({})", domain.domain, or_dash(domain.state.as_ref()), domain.id))
    }));
    let entries = organization.metadata.iter();
    facts.extend(entries.map(|(key, value)| ("metadata", format!("{key}={value}"))));
    facts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_absent_option_keeps_the_field_and_a_clear_option_empties_it() {
        assert_eq!(patch(Some(1), false), Patch::Set(1));
        assert_eq!(patch::<u8>(None, true), Patch::Clear);
        assert_eq!(patch::<u8>(None, false), Patch::Keep);
        assert!(metadata(Vec::new()).unwrap().is_none());
        assert!(domain_data(DomainData::default()).is_none());
    }

    #[test]
    fn a_repeated_metadata_key_is_a_usage_error() {
        let pair = |value: &str| ("tier".to_owned(), value.to_owned());
        assert_eq!(metadata(vec![pair("gold"), pair("lead")]).unwrap_err().exit_code(), 2);
    }
}
