from harness import equal


def lists_events(world):
    organization = world.take("organization")
    page = world.workos.events.list_events(
        events=["organization.created", "organization.updated", "organization.deleted"],
        organization_id=organization.id,
        order="asc",
    )
    names = ["OrganizationCreated", "OrganizationUpdated", "OrganizationDeleted"]
    equal([type(event).__name__ for event in page.data], names)
    equal({event.data.id for event in page.data}, {organization.id})
    # The feed and the webhook carry the same event.
    equal(page.data[0], world.take("event"))


def pages_events(world):
    page = world.workos.events.list_events(events=["organization.created"], limit=10, order="asc")
    found = list(page.auto_paging_iter())
    equal(len({event.id for event in found}), len(found))
    equal(found[-1].data.id, world.take("newest").id)
    names = [event.data.name for event in found if event.data.name.startswith("Compat")]
    equal(names, [f"Compat {number}" for number in range(1, 26)])


STEPS = {
    "lists the events of an organization": lists_events,
    "pages events forwards": pages_events,
}
