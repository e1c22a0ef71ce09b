// An integration test of the login, against `workos emulate`, with time travel and an outage:
//
//     WORKOS_BIN=workos node --test

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { after, before, beforeEach, test } from 'node:test';

import { Login } from './login.mjs';

const CONNECTION = 'conn_01HQRS5H000000000000000001';

/** `workos emulate` on a free port. */
class Emulator {
  async start() {
    const options = { stdio: ['ignore', 'pipe', 'inherit'] };
    this.process = spawn(process.env.WORKOS_BIN ?? 'workos', ['emulate', '--port', '0', '--json', '--quiet'], options);
    let text = '';
    for await (const line of createInterface({ input: this.process.stdout })) {
      text += line;
      if (line === '}') break;
    }
    this.facts = JSON.parse(text);
  }

  /** Calls the control API, which `/_emulator/openapi.yaml` describes. */
  async control(method, path, body) {
    const options = { method, body: body && JSON.stringify(body), signal: AbortSignal.timeout(10_000) };
    const answer = await fetch(`${this.facts.url}/_emulator/${path}`, options);
    const text = await answer.text();
    const json = text && JSON.parse(text);
    // If an expectation is not met, the message shows the nearest request.
    assert(answer.ok, json.message);
    return json;
  }

  async stop() {
    const ended = once(this.process, 'exit');
    this.process.kill();
    await ended;
  }
}

const emulator = new Emulator();
let login;
before(() => emulator.start());
after(() => emulator.stop());
beforeEach(async () => {
  await emulator.control('POST', 'reset');
  const { url, client_id, api_key } = emulator.facts;
  login = new Login({ baseUrl: url, clientId: client_id, apiKey: api_key, redirectUri: 'http://localhost:3000/callback' });
});

/** Signs a person in. The emulator approves automatically, so the response redirects to the callback. */
async function signIn() {
  const { url, session } = login.begin(CONNECTION);
  const answer = await fetch(url, { redirect: 'manual' });
  return [session, answer.headers.get('location')];
}

test('a person signs in', async () => {
  const profile = await login.finish(...(await signIn()));
  assert.equal(profile.email, 'ada@acme.com');
});

test('a code expires after ten minutes', async () => {
  const back = await signIn();
  await emulator.control('POST', 'clock/advance', { seconds: 600 });
  await assert.rejects(login.finish(...back), { code: 'invalid_grant' });
});

test('a short outage is not noticed', async () => {
  const back = await signIn();
  const answer = { status: 503, retry_after: { fraction: 0.01 } };
  const fault = { operation: 'sso.profile_and_token', count: 2, effect: { answer } };
  const { id } = await emulator.control('POST', 'faults', fault);
  assert.equal((await login.finish(...back)).email, 'ada@acme.com');
  assert.equal((await emulator.control('GET', `faults/${id}`)).applied, 2);
  const form = { grant_type: 'authorization_code' };
  await emulator.control('POST', 'expect', { method: 'POST', path: '/sso/token', times: 3, form });
});

test('a callback of another sign-in is rejected', async () => {
  const [, callback] = await signIn();
  const [other] = await signIn();
  await assert.rejects(login.finish(other, callback), { code: 'wrong_state' });
  await emulator.control('POST', 'expect', { method: 'POST', path: '/sso/token', times: 0 });
});
