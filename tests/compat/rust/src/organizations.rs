use std::collections::HashMap;

use futures_util::TryStreamExt;
use workos::enums::OrganizationDomainDataState;
use workos::models::{Organization, OrganizationDomainData, OrganizationInput, UpdateOrganization};
use workos::resources::organizations::{
    CreateOrganizationParams, ListOrganizationsParams, UpdateOrganizationParams,
};
use workos::{Client, Error};

use crate::harness::{Outcome, Step, World, equal, left, refused, step};

pub const STEPS: &[Step] = &[
    step!("creates 25 organizations", creates_25_organizations),
    step!("gets an organization by its id and by its external id", gets_an_organization),
    step!("pages forwards by itself", pages_by_itself),
    step!("pages forwards by cursors", pages_forwards),
    step!("pages backwards by cursors", pages_backwards),
    step!("is refused with an unknown cursor", unknown_cursor),
    step!("finds organizations by name and by domain", finds_organizations),
    step!("updates an organization", updates_an_organization),
    step!("is refused with an external id that is taken", taken_external_id),
    step!("deletes an organization", deletes_an_organization),
];

/// An organization to create, with a name alone.
#[expect(deprecated, reason = "a literal has to name every field")]
pub fn named(name: &str) -> OrganizationInput {
    OrganizationInput {
        name: name.to_owned(),
        allow_profiles_outside_organization: None,
        domains: None,
        domain_data: None,
        metadata: None,
        external_id: None,
    }
}

pub async fn create(workos: &Client, organization: OrganizationInput) -> Result<Organization, Error> {
    workos.organizations().create_organization(CreateOrganizationParams::new(organization)).await
}

pub async fn update(workos: &Client, id: &str, changes: serde_json::Value) -> Result<Organization, Error> {
    let changes: UpdateOrganization = serde_json::from_value(changes)?;
    workos.organizations().update_organization(id, UpdateOrganizationParams::new(changes)).await
}

async fn creates_25_organizations(world: &mut World) -> Outcome {
    let before = everything(world).await?;
    let mut created = Vec::new();
    for number in 1..=25 {
        let name = format!("Compat {number}");
        let external_id = format!("compat-{number}");
        let domain = format!("compat-{number}.example");
        let metadata = HashMap::from([("number".to_owned(), number.to_string())]);
        let mut wanted = named(&name);
        wanted.external_id = Some(external_id.clone());
        wanted.metadata = Some(metadata.clone());
        wanted.domain_data = Some(vec![OrganizationDomainData {
            domain: domain.clone(),
            state: OrganizationDomainDataState::Verified,
        }]);
        let organization = create(&world.workos, wanted).await?;
        equal(&*organization.object, "organization")?;
        equal(&organization.name, &name)?;
        equal(organization.external_id.as_ref(), Some(&external_id))?;
        equal(&organization.metadata, &metadata)?;
        equal(organization.domains.iter().map(|domain| &domain.domain).collect::<Vec<_>>(), [&domain])?;
        created.push(organization);
    }
    // Newest first, as lists are.
    created.reverse();
    world.everything = Some(ids(&created).into_iter().chain(ids(&before)).collect());
    world.organizations = Some(created);
    Ok(())
}

async fn gets_an_organization(world: &mut World) -> Outcome {
    let organization = &left!(world.organizations)?[3];
    let organizations = world.workos.organizations();
    let expected = serde_json::to_value(organization)?;
    let found = organizations.get_organization(&organization.id).await?;
    equal(&serde_json::to_value(found)?, &expected)?;
    let external_id = organization.external_id.as_deref().unwrap_or_default();
    let found = organizations.get_organization_by_external_id(external_id).await?;
    equal(&serde_json::to_value(found)?, &expected)
}

async fn pages_by_itself(world: &mut World) -> Outcome {
    equal(&ids(&everything(world).await?), left!(world.everything)?)
}

async fn pages_forwards(world: &mut World) -> Outcome {
    let (mut found, mut pages, mut after) = (Vec::new(), Vec::new(), None);
    while pages.len() < 10 {
        let page = list(world, ListOrganizationsParams { after, ..Default::default() }).await?;
        let before = if pages.is_empty() { None } else { page.data.first().map(|first| &first.id) };
        equal(page.list_metadata.before.as_ref(), before)?;
        found.extend(ids(&page.data));
        after = page.list_metadata.after.clone();
        pages.push(page);
        if after.is_none() {
            break;
        }
    }
    equal(&found, left!(world.everything)?)?;
    world.last_page = pages.pop();
    Ok(())
}

async fn pages_backwards(world: &mut World) -> Outcome {
    let everything = left!(world.everything)?;
    let last = left!(world.last_page)?;
    let mut found = ids(&last.data);
    let mut before = last.list_metadata.before.clone();
    for _ in 0..10 {
        let Some(cursor) = before else { break };
        let params = ListOrganizationsParams { before: Some(cursor), ..Default::default() };
        let page = list(world, params).await?;
        found.splice(0..0, ids(&page.data));
        // Every page is the one right before, and full: never the first page again.
        equal(Some(&found[..]), everything.len().checked_sub(found.len()).map(|start| &everything[start..]))?;
        before = page.list_metadata.before;
    }
    equal(&found, everything)
}

async fn unknown_cursor(world: &mut World) -> Outcome {
    let params = ListOrganizationsParams { after: Some("org_unknown".into()), ..Default::default() };
    refused(list(world, params).await, 422, None)
}

async fn finds_organizations(world: &mut World) -> Outcome {
    let newest = &left!(world.organizations)?[0].id;
    let by_name = ListOrganizationsParams { search: Some("Compat 25".into()), ..Default::default() };
    equal(ids(&list(world, by_name).await?.data), [newest.as_str()])?;
    let by_domain =
        ListOrganizationsParams { domains: Some(vec!["compat-25.example".into()]), ..Default::default() };
    equal(ids(&list(world, by_domain).await?.data), [newest.as_str()])
}

async fn updates_an_organization(world: &mut World) -> Outcome {
    let before = &left!(world.organizations)?[0];
    let changes = serde_json::json!({ "name": "Renamed", "metadata": { "tier": "gold" } });
    let renamed = update(&world.workos, &before.id, changes).await?;
    equal(&*renamed.name, "Renamed")?;
    equal(renamed.metadata.get("tier").map(String::as_str), Some("gold"))?;
    equal(&renamed.external_id, &before.external_id)?;
    equal(serde_json::to_value(&renamed.domains)?, serde_json::to_value(&before.domains)?)?;
    // The crate has no way to clear an external id: it leaves out what is `None`.
    let again = world.workos.organizations().get_organization(&before.id).await?;
    equal(serde_json::to_value(again)?, serde_json::to_value(renamed)?)
}

async fn taken_external_id(world: &mut World) -> Outcome {
    let mut twin = named("Twin");
    twin.external_id = left!(world.organizations)?[1].external_id.clone();
    refused(create(&world.workos, twin).await, 400, Some("external_id_already_used"))
}

async fn deletes_an_organization(world: &mut World) -> Outcome {
    let id = &left!(world.organizations)?[2].id;
    let organizations = world.workos.organizations();
    organizations.delete_organization(id).await?;
    refused(organizations.get_organization(id).await, 404, None)
}

async fn everything(world: &World) -> Result<Vec<Organization>, Error> {
    let organizations = world.workos.organizations();
    organizations.list_organizations_auto_paging(ListOrganizationsParams::default()).try_collect().await
}

async fn list(
    world: &World,
    params: ListOrganizationsParams,
) -> Result<workos::models::OrganizationList, Error> {
    world.workos.organizations().list_organizations(params).await
}

fn ids(organizations: &[Organization]) -> Vec<String> {
    organizations.iter().map(|organization| organization.id.clone()).collect()
}
