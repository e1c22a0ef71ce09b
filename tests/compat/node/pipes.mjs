import assert from 'node:assert/strict';

import { REDIRECT_URI, browse } from './harness.mjs';

// Of the emulator's default fixture.
const JOHN = 'user_01HQRS5H000000000000000001';

const token = (world) => world.workos.pipes.getAccessToken({ provider: 'github', userId: JOHN });

export const steps = {
  'is told that no account is connected': async (world) => {
    assert.deepEqual(await token(world), { active: false, error: 'not_installed' });
  },

  'connects an account through the consent page': async (world) => {
    const { url } = await world.workos.pipes.authorizeDataIntegration({
      slug: 'github',
      userId: JOHN,
      returnTo: `${REDIRECT_URI}?state=kX3`,
    });
    const query = await browse(url);
    assert.deepEqual([...query], [['state', 'kX3']]);
    const account = await world.workos.pipes.getUserConnectedAccount({ userId: JOHN, slug: 'github' });
    assert.equal(account.state, 'connected');
  },

  'gets an access token of the account': async (world) => {
    const { active, accessToken } = await token(world);
    assert.equal(active, true);
    assert.notEqual(accessToken.accessToken, '');
    assert.deepEqual([accessToken.scopes, accessToken.missingScopes], [['repo', 'user:email'], []]);
  },

  'disconnects the account': async (world) => {
    await world.workos.pipes.deleteUserConnectedAccount({ userId: JOHN, slug: 'github' });
    assert.deepEqual(await token(world), { active: false, error: 'not_installed' });
  },
};
