import assert from 'node:assert/strict';

export const steps = {
  'creates 25 organizations': async (world) => {
    const before = await (await world.workos.organizations.listOrganizations()).autoPagination();
    const created = [];
    for (let number = 1; number <= 25; number += 1) {
      const organization = await world.workos.organizations.createOrganization({
        name: `Compat ${number}`,
        externalId: `compat-${number}`,
        metadata: { number: String(number) },
        domainData: [{ domain: `compat-${number}.example`, state: 'verified' }],
      });
      assert.equal(organization.object, 'organization');
      assert.equal(organization.name, `Compat ${number}`);
      assert.equal(organization.externalId, `compat-${number}`);
      assert.deepEqual(organization.metadata, { number: String(number) });
      assert.deepEqual(organization.domains.map(({ domain, state }) => [domain, state]), [
        [`compat-${number}.example`, 'verified'],
      ]);
      created.push(organization);
    }
    // Newest first, as lists are.
    const newest = created.toReversed();
    world.leave('organizations', newest);
    world.leave('everything', [...newest, ...before].map(idOf));
  },

  'gets an organization by its id and by its external id': async (world) => {
    const { workos } = world;
    const organization = world.take('organizations')[3];
    assert.deepEqual(await workos.organizations.getOrganization(organization.id), organization);
    const byExternalId = await workos.organizations.getOrganizationByExternalId(organization.externalId);
    assert.deepEqual(byExternalId, organization);
  },

  'pages forwards by itself': async (world) => {
    const list = await world.workos.organizations.listOrganizations();
    assert.equal(list.data.length, 10);
    // The SDK asks for pages of 100 here; the next step turns pages.
    assert.deepEqual((await list.autoPagination()).map(idOf), world.take('everything'));
  },

  'pages forwards by cursors': async (world) => {
    const everything = world.take('everything');
    const pages = [];
    let after;
    do {
      const page = await world.workos.organizations.listOrganizations({ limit: 10, after });
      assert.equal(page.listMetadata.before ?? undefined, pages.length === 0 ? undefined : page.data[0].id);
      pages.push(page);
      after = page.listMetadata.after;
    } while (after && pages.length < 10);
    assert.deepEqual(pages.flatMap(({ data }) => data.map(idOf)), everything);
    world.leave('last page', pages.at(-1));
  },

  'pages backwards by cursors': async (world) => {
    const everything = world.take('everything');
    const last = world.take('last page');
    const found = last.data.map(idOf);
    let before = last.listMetadata.before;
    for (let pages = 0; before && pages < 10; pages += 1) {
      const page = await world.workos.organizations.listOrganizations({ limit: 10, before });
      found.unshift(...page.data.map(idOf));
      // Every page is the one right before, and full: never the first page again.
      assert.deepEqual(found, everything.slice(-found.length));
      before = page.listMetadata.before;
    }
    assert.deepEqual(found, everything);
  },

  'is refused with an unknown cursor': async ({ workos }) => {
    await assert.rejects(workos.organizations.listOrganizations({ after: 'org_unknown' }), {
      name: 'UnprocessableEntityException',
      status: 422,
    });
  },

  'finds organizations by name and by domain': async (world) => {
    const [newest] = world.take('organizations');
    const byName = await world.workos.organizations.listOrganizations({ search: 'Compat 25' });
    assert.deepEqual(byName.data.map(idOf), [newest.id]);
    const byDomain = await world.workos.organizations.listOrganizations({ domains: ['compat-25.example'] });
    assert.deepEqual(byDomain.data.map(idOf), [newest.id]);
  },

  'updates an organization': async (world) => {
    const { id, externalId, domains } = world.take('organizations')[0];
    const renamed = await world.workos.organizations.updateOrganization({
      organization: id,
      name: 'Renamed',
      metadata: { tier: 'gold' },
    });
    assert.equal(renamed.name, 'Renamed');
    assert.equal(renamed.metadata.tier, 'gold');
    assert.equal(renamed.externalId, externalId, 'what is absent is kept');
    assert.deepEqual(renamed.domains, domains);
    const cleared = await world.workos.organizations.updateOrganization({ organization: id, externalId: null });
    assert.equal(cleared.externalId, null);
    assert.equal(cleared.name, 'Renamed');
    assert.deepEqual(await world.workos.organizations.getOrganization(id), cleared);
  },

  'is refused with an external id that is taken': async (world) => {
    const { externalId } = world.take('organizations')[1];
    const twin = world.workos.organizations.createOrganization({ name: 'Twin', externalId });
    await assert.rejects(twin, (error) => {
      // The SDK chooses the exception, and its message, by which fields the body has.
      assert.equal(error.name, 'GenericServerException', `${error.name}: ${error.message}`);
      assert.equal(error.status, 400);
      assert.equal(error.code, 'external_id_already_used');
      return true;
    });
  },

  'deletes an organization': async (world) => {
    const { id } = world.take('organizations')[2];
    await world.workos.organizations.deleteOrganization(id);
    await assert.rejects(world.workos.organizations.getOrganization(id), {
      name: 'NotFoundException',
      status: 404,
    });
  },
};

const idOf = ({ id }) => id;
