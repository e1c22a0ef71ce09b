import assert from 'node:assert/strict';

import { NotFoundException } from '@workos-inc/node';

// Of the emulator's default fixture.
const ACME = 'org_01H5K5Z4J8T9D3G2F1N6M8V7C4';
const JOHN = 'user_01HQRS5H000000000000000001';

export const steps = {
  'gets a widget token': async (world) => {
    const { token } = await world.workos.widgets.createToken({
      organizationId: ACME,
      userId: JOHN,
      scopes: ['widgets:sso:manage'],
    });
    const claims = JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));
    assert.deepEqual([claims.sub, claims.org_id, claims.exp - claims.iat], [JOHN, ACME, 3600]);
  },

  'is refused with a widget token of an unknown organization': async (world) => {
    const call = world.workos.widgets.createToken({ organizationId: 'org_unknown', userId: JOHN });
    await assert.rejects(call, NotFoundException);
  },
};
