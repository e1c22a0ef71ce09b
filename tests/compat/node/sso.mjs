import assert from 'node:assert/strict';

import { REDIRECT_URI, browse } from './harness.mjs';

// Of the emulator's default fixture.
const ACME = 'org_01H5K5Z4J8T9D3G2F1N6M8V7C4';
const ACME_SAML = 'conn_01HQRS5H000000000000000001';

export const steps = {
  'lists connections': async ({ workos }) => {
    const page = await workos.sso.listConnections({ organizationId: ACME });
    assert.deepEqual(page.data.map(({ id }) => id), [ACME_SAML]);
    const everything = await (await workos.sso.listConnections()).autoPagination();
    assert(everything.length > 1, 'the fixture has several connections');
  },

  'gets a connection': async ({ workos }) => {
    const connection = await workos.sso.getConnection(ACME_SAML);
    assert.equal(connection.organizationId, ACME);
    assert.equal(connection.type, 'GenericSAML');
    assert.equal(connection.state, 'active');
    assert.deepEqual(connection.domains.map(({ domain }) => domain), ['acme.com']);
    assert(!Number.isNaN(Date.parse(connection.createdAt)), connection.createdAt);
  },

  'finds no unknown connection': async ({ workos }) => {
    await assert.rejects(workos.sso.getConnection('conn_unknown'), { name: 'NotFoundException', status: 404 });
  },

  'is refused with a wrong API key': async (world) => {
    const stranger = world.client({ apiKey: 'sk_test_of_somebody_else' });
    await assert.rejects(stranger.sso.listConnections(), { name: 'UnauthorizedException', status: 401 });
  },

  'signs in through a connection and gets its state back': async (world) => {
    const state = crypto.randomUUID() + ' &=+%ü';
    const callback = await browse(
      world.workos.sso.getAuthorizationUrl({
        connection: ACME_SAML,
        clientId: world.clientId,
        redirectUri: REDIRECT_URI,
        loginHint: 'grace@acme.com',
        state,
      }),
    );
    assert.equal(callback.get('error'), null);
    assert.equal(callback.get('state'), state);
    world.leave('code', codeOf(callback));
  },

  'exchanges the code for a profile and a token': async (world) => {
    const answer = await exchange(world, world.take('code'));
    assert.equal(answer.profile.email, 'grace@acme.com');
    assert.equal(answer.profile.firstName, 'Grace');
    assert.equal(answer.profile.lastName, 'Hopper');
    assert.equal(answer.profile.connectionId, ACME_SAML);
    assert.equal(answer.profile.organizationId, ACME);
    assert.equal(answer.profile.role.slug, 'member');
    assert.deepEqual(answer.profile.groups, ['Engineering']);
    assert.equal(typeof answer.profile.rawAttributes, 'object');
    assert(answer.accessToken);
    world.leave('session', answer);
  },

  'gets the profile of the token': async (world) => {
    const { accessToken, profile } = world.take('session');
    assert.deepEqual(await world.workos.sso.getProfile({ accessToken }), profile);
  },

  'is refused with a code that was used before': async (world) => {
    world.take('session');
    await assert.rejects(exchange(world, world.take('code')), INVALID_GRANT);
  },

  'signs in through an organization': async (world) => {
    const { profile } = await exchange(world, await signIn(world, { organization: ACME }));
    assert.equal(profile.connectionId, ACME_SAML);
  },

  'signs in through a provider': async (world) => {
    // The fixture has a connection for Google, and none for Microsoft.
    for (const provider of ['GoogleOAuth', 'MicrosoftOAuth']) {
      const { profile } = await exchange(world, await signIn(world, { provider }));
      assert.equal(profile.connectionType, provider);
    }
  },

  'is sent back with an error if a sign-in cannot begin': async (world) => {
    const callback = await browse(
      world.workos.sso.getAuthorizationUrl({
        connection: 'conn_unknown',
        clientId: world.clientId,
        redirectUri: REDIRECT_URI,
        state: 'kept',
      }),
    );
    assert.equal(callback.get('error'), 'connection_invalid');
    assert(callback.get('error_description'));
    assert.equal(callback.get('state'), 'kept');
    assert.equal(callback.get('code'), null);
  },

  'signs in with PKCE': async (world) => {
    const { code, codeVerifier } = await signInWithPkce(world, world.workos);
    const { profile } = await exchange(world, code, codeVerifier);
    assert.equal(profile.connectionId, ACME_SAML);
  },

  'is refused with a wrong PKCE verifier': async (world) => {
    const { code } = await signInWithPkce(world, world.workos);
    const { codeVerifier } = await world.workos.pkce.generate();
    await assert.rejects(exchange(world, code, codeVerifier), INVALID_GRANT);
  },

  'signs in with PKCE and without an API key': async (world) => {
    const app = world.client({ clientId: world.clientId });
    const { code, codeVerifier } = await signInWithPkce(world, app);
    const { profile } = await app.sso.getProfileAndToken({ code, codeVerifier, clientId: world.clientId });
    assert.equal(profile.connectionId, ACME_SAML);
  },
};

const INVALID_GRANT = { name: 'OauthException', status: 400, error: 'invalid_grant' };

async function signIn(world, selector) {
  const { clientId } = world;
  const url = world.workos.sso.getAuthorizationUrl({ ...selector, clientId, redirectUri: REDIRECT_URI });
  return codeOf(await browse(url));
}

async function signInWithPkce({ clientId }, workos) {
  const { url, state, codeVerifier } = await workos.sso.getAuthorizationUrlWithPKCE({
    connection: ACME_SAML,
    clientId,
    redirectUri: REDIRECT_URI,
  });
  const callback = await browse(url);
  assert.equal(callback.get('state'), state);
  return { code: codeOf(callback), codeVerifier };
}

function exchange({ workos, clientId }, code, codeVerifier) {
  return workos.sso.getProfileAndToken({ code, clientId, codeVerifier });
}

function codeOf(callback) {
  const code = callback.get('code');
  assert(code, `no code came back: ${callback}`);
  return code;
}
