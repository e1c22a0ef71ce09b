import assert from 'node:assert/strict';

export const steps = {
  'lists the events of an organization': async (world) => {
    const { id } = world.take('organization');
    const page = await world.workos.events.listEvents({
      events: ['organization.created', 'organization.updated', 'organization.deleted'],
      organizationId: id,
      order: 'asc',
    });
    assert.deepEqual(
      page.data.map(({ event, data }) => [event, data.id]),
      [
        ['organization.created', id],
        ['organization.updated', id],
        ['organization.deleted', id],
      ],
    );
    const [created] = page.data;
    const delivered = JSON.parse(world.take('delivery').body);
    assert.equal(created.id, delivered.id, 'the feed and the webhook carry the same event');
    assert.equal(created.createdAt, delivered.created_at);
  },

  'pages events forwards': async (world) => {
    const found = [];
    let after;
    do {
      const page = await world.workos.events.listEvents({
        events: ['organization.created'],
        limit: 10,
        order: 'asc',
        after,
      });
      found.push(...page.data);
      after = page.listMetadata.after;
    } while (after && found.length < 1000);
    assert.equal(new Set(found.map(({ id }) => id)).size, found.length, 'no event comes twice');
    assert.deepEqual(found.slice(-1)[0].data.id, world.take('newest').id);
    const names = found.map(({ data }) => data.name).filter((name) => name.startsWith('Compat'));
    assert.deepEqual(names, Array.from({ length: 25 }, (_, index) => `Compat ${index + 1}`));
  },
};
