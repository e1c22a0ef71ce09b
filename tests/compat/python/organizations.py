from workos import BadRequestError, NotFoundError, UnprocessableEntityError
from workos.organizations.models import OrganizationDomainData

from harness import equal, refused


def creates_25_organizations(world):
    organizations = world.workos.organizations
    before = list(organizations.list_organizations(limit=100).auto_paging_iter())
    created = []
    for number in range(1, 26):
        organization = organizations.create_organization(
            name=f"Compat {number}",
            external_id=f"compat-{number}",
            metadata={"number": str(number)},
            domain_data=[OrganizationDomainData(domain=f"compat-{number}.example", state="verified")],
        )
        equal(organization.object, "organization")
        equal(organization.name, f"Compat {number}")
        equal(organization.external_id, f"compat-{number}")
        equal(organization.metadata, {"number": str(number)})
        domains = [(domain.domain, domain.state) for domain in organization.domains]
        equal(domains, [(f"compat-{number}.example", "verified")])
        created.append(organization)
    # Newest first, as lists are.
    created.reverse()
    world.leave("organizations", created)
    world.leave("everything", ids(created) + ids(before))


def gets_an_organization(world):
    organization = world.take("organizations")[3]
    equal(world.workos.organizations.get_organization(organization.id), organization)
    external_id = organization.external_id
    equal(world.workos.organizations.get_organization_by_external_id(external_id), organization)


def pages_by_itself(world):
    first = world.workos.organizations.list_organizations()
    equal(len(first.data), 10)
    equal(ids(first.auto_paging_iter()), world.take("everything"))


def pages_forwards(world):
    found, pages, after = [], [], None
    while len(pages) < 10:
        page = world.workos.organizations.list_organizations(limit=10, after=after)
        equal(page.before, page.data[0].id if pages else None)
        found += ids(page.data)
        pages.append(page)
        after = page.after
        if after is None:
            break
    equal(found, world.take("everything"))
    world.leave("last page", pages[-1])


def pages_backwards(world):
    everything = world.take("everything")
    page = world.take("last page")
    found = ids(page.data)
    for _ in range(10):
        if page.before is None:
            break
        page = world.workos.organizations.list_organizations(limit=10, before=page.before)
        found = ids(page.data) + found
        # Every page is the one right before, and full: never the first page again.
        equal(found, everything[-len(found) :])
    equal(found, everything)


def unknown_cursor(world):
    with refused(UnprocessableEntityError):
        world.workos.organizations.list_organizations(after="org_unknown")


def finds_organizations(world):
    newest = world.take("organizations")[0]
    by_name = world.workos.organizations.list_organizations(search="Compat 25")
    equal(ids(by_name.data), [newest.id])
    by_domain = world.workos.organizations.list_organizations(domains=["compat-25.example"])
    equal(ids(by_domain.data), [newest.id])


def updates_an_organization(world):
    organizations = world.workos.organizations
    before = world.take("organizations")[0]
    renamed = organizations.update_organization(before.id, name="Renamed", metadata={"tier": "gold"})
    equal(renamed.name, "Renamed")
    equal(renamed.metadata["tier"], "gold")
    equal(renamed.external_id, before.external_id)
    equal(renamed.domains, before.domains)
    cleared = organizations.update_organization(before.id, external_id=None)
    equal(cleared.external_id, None)
    equal(cleared.name, "Renamed")
    equal(organizations.get_organization(before.id), cleared)


def taken_external_id(world):
    external_id = world.take("organizations")[1].external_id
    with refused(BadRequestError, code="external_id_already_used"):
        world.workos.organizations.create_organization(name="Twin", external_id=external_id)


def deletes_an_organization(world):
    organizations = world.workos.organizations
    organization = world.take("organizations")[2]
    organizations.delete_organization(organization.id)
    with refused(NotFoundError):
        organizations.get_organization(organization.id)


def ids(organizations):
    return [organization.id for organization in organizations]


STEPS = {
    "creates 25 organizations": creates_25_organizations,
    "gets an organization by its id and by its external id": gets_an_organization,
    "pages forwards by itself": pages_by_itself,
    "pages forwards by cursors": pages_forwards,
    "pages backwards by cursors": pages_backwards,
    "is refused with an unknown cursor": unknown_cursor,
    "finds organizations by name and by domain": finds_organizations,
    "updates an organization": updates_an_organization,
    "is refused with an external id that is taken": taken_external_id,
    "deletes an organization": deletes_an_organization,
}
