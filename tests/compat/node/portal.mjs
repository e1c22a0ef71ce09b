import assert from 'node:assert/strict';

import { NotFoundException } from '@workos-inc/node';

import { REDIRECT_URI } from './harness.mjs';

// Of the emulator's default fixture.
const INITECH = 'org_01H1234567890ABCDEFGHIJK';

const open = (link) => fetch(link, { redirect: 'manual', signal: AbortSignal.timeout(10_000) });

export const steps = {
  'opens a portal link': async (world) => {
    const { link } = await world.workos.adminPortal.generateLink({
      organization: INITECH,
      intent: 'sso',
      returnUrl: REDIRECT_URI,
    });
    assert(link.startsWith(`${world.url.origin}/portal/launch?token=`), link);
    world.leave('portal link', link);
    const page = await open(link);
    assert.equal(page.status, 200);
    assert.match(await page.text(), /Initech/);
  },

  'opens no portal link twice': async (world) => {
    const page = await open(world.take('portal link'));
    assert.equal(page.status, 400);
  },

  'is refused with a portal link of an unknown organization': async (world) => {
    const call = world.workos.adminPortal.generateLink({ organization: 'org_unknown', intent: 'sso' });
    await assert.rejects(call, NotFoundException);
  },
};
