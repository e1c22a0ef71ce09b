from workos import ConflictError, NotFoundError

from harness import Receiver, equal, refused

EVENTS = ["organization.created", "organization.updated", "organization.deleted"]


def creates_an_endpoint(world):
    receiver = world.leave("receiver", Receiver())
    endpoint = world.workos.webhooks.create_webhook_endpoint(endpoint_url=receiver.url, events=EVENTS)
    equal(endpoint.object, "webhook_endpoint")
    equal(endpoint.endpoint_url, receiver.url)
    equal(endpoint.status, "enabled")
    equal(sorted(endpoint.events), sorted(EVENTS))
    assert endpoint.secret
    world.leave("endpoint", endpoint)


def existing_endpoint(world):
    url = world.take("endpoint").endpoint_url
    with refused(ConflictError, code="duplicate_endpoint"):
        world.workos.webhooks.create_webhook_endpoint(endpoint_url=url, events=EVENTS)


def lists_endpoints(world):
    endpoint = world.take("endpoint")
    equal(world.workos.webhooks.list_webhook_endpoints().data, [endpoint])


def receives_an_event(world):
    secret = world.take("endpoint").secret
    organization = world.workos.organizations.create_organization(name="Ünïted", metadata={"tier": "gold"})
    delivery = world.take("receiver").next()
    event = verify(world, delivery, secret)
    equal(type(event).__name__, "OrganizationCreated")
    equal(event.data.id, organization.id)
    equal(event.data.name, "Ünïted")
    world.leave("delivery", delivery)
    world.leave("organization", organization)
    world.leave("event", event)


def refuses_what_is_not_signed(world):
    secret = world.take("endpoint").secret
    delivery = world.take("delivery")
    tampered = delivery._replace(body=delivery.body.replace(b"gold", b"lead"))
    assert tampered.body != delivery.body
    for wrong_delivery, wrong_secret in [(tampered, secret), (delivery, secret + "x")]:
        with refused(ValueError):
            verify(world, wrong_delivery, wrong_secret)


def receives_events_in_order(world):
    secret = world.take("endpoint").secret
    organization = world.take("organization")
    world.workos.organizations.update_organization(organization.id, name="United")
    world.workos.organizations.delete_organization(organization.id)
    for name in ["OrganizationUpdated", "OrganizationDeleted"]:
        event = verify(world, world.take("receiver").next(), secret)
        equal(type(event).__name__, name)
        equal((event.data.id, event.data.name), (organization.id, "United"))


def receives_nothing_while_disabled(world):
    webhooks, organizations = world.workos.webhooks, world.workos.organizations
    endpoint = world.take("endpoint")
    disabled = webhooks.update_webhook_endpoint(endpoint.id, status="disabled")
    equal(disabled.status, "disabled")
    organizations.create_organization(name="Unheard")
    enabled = webhooks.update_webhook_endpoint(endpoint.id, status="enabled", events=EVENTS[:1])
    equal(enabled.status, "enabled")
    equal(enabled.events, EVENTS[:1])
    # Deliveries keep their order, so that the next one would be the unheard one.
    heard = world.leave("newest", organizations.create_organization(name="Heard"))
    event = verify(world, world.take("receiver").next(), endpoint.secret)
    equal(event.data.id, heard.id)


def deletes_an_endpoint(world):
    webhooks = world.workos.webhooks
    endpoint = world.take("endpoint")
    webhooks.delete_webhook_endpoint(endpoint.id)
    equal(webhooks.list_webhook_endpoints().data, [])
    with refused(NotFoundError):
        webhooks.delete_webhook_endpoint(endpoint.id)


def verify(world, delivery, secret):
    return world.workos.webhooks.verify_event(
        event_body=delivery.body, event_signature=delivery.signature, secret=secret
    )


STEPS = {
    "creates a webhook endpoint": creates_an_endpoint,
    "is refused with an endpoint that exists": existing_endpoint,
    "lists webhook endpoints": lists_endpoints,
    "receives an organization event and verifies it": receives_an_event,
    "refuses a tampered body and a wrong secret": refuses_what_is_not_signed,
    "receives the events of one organization in order": receives_events_in_order,
    "receives nothing at a disabled endpoint": receives_nothing_while_disabled,
    "deletes a webhook endpoint": deletes_an_endpoint,
}
