// A login through single sign-on, as an application does it with Node.js alone.

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

const ATTEMPTS = 3;

/** The login failed; `code` contains the reason. */
export class LoginFailed extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

export class Login {
  constructor({ baseUrl, clientId, apiKey, redirectUri }) {
    Object.assign(this, { baseUrl, clientId, apiKey, redirectUri });
  }

  /** Returns the URL to send the browser to, and the values to store in the session until it returns. */
  begin(connection) {
    const session = { state: randomBytes(32).toString('base64url'), verifier: randomBytes(48).toString('base64url') };
    const query = new URLSearchParams({
      client_id: this.clientId,
      redirect_uri: this.redirectUri,
      response_type: 'code',
      connection,
      state: session.state,
      code_challenge: createHash('sha256').update(session.verifier).digest('base64url'),
      code_challenge_method: 'S256',
    });
    return { url: `${this.baseUrl}/sso/authorize?${query}`, session };
  }

  /** Returns the profile of the person who signed in, from the callback URL. */
  async finish(session, callbackUrl) {
    const query = new URL(callbackUrl).searchParams;
    const [given, expected] = [Buffer.from(query.get('state') ?? ''), Buffer.from(session.state)];
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new LoginFailed('wrong_state');
    if (query.has('error')) throw new LoginFailed(query.get('error'));
    const { profile } = await this.#exchange(query.get('code'), session.verifier);
    return profile;
  }

  async #exchange(code, verifier) {
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: this.clientId,
      client_secret: this.apiKey,
      code,
      code_verifier: verifier,
    });
    for (let attempt = 1; ; attempt += 1) {
      const options = { method: 'POST', body, signal: AbortSignal.timeout(10_000) };
      const answer = await fetch(`${this.baseUrl}/sso/token`, options);
      const json = await answer.json();
      if (answer.ok) return json;
      if (answer.status !== 503 || attempt === ATTEMPTS) throw new LoginFailed(json.code);
      await sleep(1000 * Number(answer.headers.get('retry-after') ?? 1));
    }
  }
}
