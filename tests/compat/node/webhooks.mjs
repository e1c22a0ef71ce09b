import assert from 'node:assert/strict';

import { Receiver } from './harness.mjs';

const EVENTS = ['organization.created', 'organization.updated', 'organization.deleted'];

export const steps = {
  'creates a webhook endpoint': async (world) => {
    const receiver = world.leave('receiver', await Receiver.open());
    const endpoint = await world.workos.webhooks.createWebhookEndpoint({
      endpointUrl: receiver.url,
      events: EVENTS,
    });
    assert.equal(endpoint.object, 'webhook_endpoint');
    assert.equal(endpoint.endpointUrl, receiver.url);
    assert.equal(endpoint.status, 'enabled');
    assert.deepEqual(endpoint.events.toSorted(), EVENTS.toSorted());
    assert(endpoint.secret);
    assert(!Number.isNaN(Date.parse(endpoint.createdAt)), String(endpoint.createdAt));
    world.leave('endpoint', endpoint);
  },

  'is refused with an endpoint that exists': async (world) => {
    const { endpointUrl } = world.take('endpoint');
    await assert.rejects(world.workos.webhooks.createWebhookEndpoint({ endpointUrl, events: EVENTS }), {
      name: 'ConflictException',
      status: 409,
    });
  },

  'lists webhook endpoints': async (world) => {
    const endpoint = world.take('endpoint');
    const page = await world.workos.webhooks.listWebhookEndpoints();
    assert.deepEqual(page.data, [endpoint]);
  },

  'receives an organization event and verifies it': async (world) => {
    const { secret } = world.take('endpoint');
    const organization = await world.workos.organizations.createOrganization({
      name: 'Ünïted',
      metadata: { tier: 'gold' },
    });
    const delivery = await world.take('receiver').next();
    const event = await verify(world, delivery, secret);
    assert.equal(event.event, 'organization.created');
    assert.equal(event.data.id, organization.id);
    assert.equal(event.data.name, 'Ünïted');
    world.leave('delivery', delivery);
    world.leave('organization', organization);
  },

  'refuses a tampered body and a wrong secret': async (world) => {
    const { secret } = world.take('endpoint');
    const delivery = world.take('delivery');
    const refused = { name: 'SignatureVerificationException' };
    const tampered = { ...delivery, body: delivery.body.replace('gold', 'lead') };
    assert.notEqual(tampered.body, delivery.body);
    await assert.rejects(verify(world, tampered, secret), refused);
    await assert.rejects(verify(world, delivery, `${secret}x`), refused);
  },

  'receives the events of one organization in order': async (world) => {
    const { secret } = world.take('endpoint');
    const { id } = world.take('organization');
    await world.workos.organizations.updateOrganization({ organization: id, name: 'United' });
    await world.workos.organizations.deleteOrganization(id);
    for (const name of ['organization.updated', 'organization.deleted']) {
      const event = await verify(world, await world.take('receiver').next(), secret);
      assert.equal(event.event, name);
      assert.equal(event.data.id, id);
      assert.equal(event.data.name, 'United');
    }
  },

  'receives nothing at a disabled endpoint': async (world) => {
    const { workos } = world;
    const { id, secret } = world.take('endpoint');
    const disabled = await workos.webhooks.updateWebhookEndpoint({ id, status: 'disabled' });
    assert.equal(disabled.status, 'disabled');
    await workos.organizations.createOrganization({ name: 'Unheard' });
    const enabled = await workos.webhooks.updateWebhookEndpoint({ id, status: 'enabled', events: [EVENTS[0]] });
    assert.equal(enabled.status, 'enabled');
    assert.deepEqual(enabled.events, [EVENTS[0]]);
    // Deliveries keep their order, so that the next one would be the unheard one.
    const heard = await workos.organizations.createOrganization({ name: 'Heard' });
    const event = await verify(world, await world.take('receiver').next(), secret);
    assert.equal(event.data.id, heard.id);
    world.leave('newest', heard);
  },

  'deletes a webhook endpoint': async (world) => {
    const { id } = world.take('endpoint');
    await world.workos.webhooks.deleteWebhookEndpoint({ id });
    const page = await world.workos.webhooks.listWebhookEndpoints();
    assert.deepEqual(page.data, []);
    await assert.rejects(world.workos.webhooks.deleteWebhookEndpoint({ id }), {
      name: 'NotFoundException',
      status: 404,
    });
  },
};

function verify({ workos }, { body, signature }, secret) {
  return workos.webhooks.constructEvent({ payload: body, sigHeader: signature, secret });
}
