// What the steps share: the SDK's client, a browser that follows redirects, a listener, the report.

import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';

import { WorkOS } from '@workos-inc/node';

const STEP_MS = 30_000;
const DELIVERY_MS = 15_000;

/** Where sign-ins come back to. Nothing listens there: the browser stops at the redirect. */
export const REDIRECT_URI = 'http://localhost:4180/callback';

/** The clients, and what earlier steps left for later ones. */
export class World {
  #left = new Map();

  constructor(environment) {
    this.url = new URL(required(environment, 'COMPAT_URL'));
    this.apiKey = required(environment, 'COMPAT_API_KEY');
    this.clientId = required(environment, 'COMPAT_CLIENT_ID');
    this.workos = this.client({ apiKey: this.apiKey, clientId: this.clientId });
  }

  /** A client of the emulator. It never retries: these steps look for first answers that are wrong. */
  client(options) {
    const { hostname, port } = this.url;
    return new WorkOS({
      apiHostname: hostname,
      port: Number(port),
      https: false,
      timeout: 10_000,
      maxRetries: 0,
      ...options,
    });
  }

  leave(name, value) {
    this.#left.set(name, value);
    return value;
  }

  /** What an earlier step left; fails if it did not come so far. */
  take(name) {
    assert(this.#left.has(name), `blocked: no earlier step left "${name}"`);
    return this.#left.get(name);
  }

  async close() {
    await this.#left.get('receiver')?.close();
  }
}

/** Follows redirects as a browser would, and returns the query that the application is sent. */
export async function browse(url) {
  let next = new URL(url);
  for (let hop = 0; hop < 10; hop += 1) {
    if (next.href.startsWith(REDIRECT_URI)) return next.searchParams;
    const answer = await fetch(next, {
      redirect: 'manual',
      headers: { accept: 'text/html' },
      signal: AbortSignal.timeout(10_000),
    });
    const location = answer.headers.get('location');
    assert(location, `${next.pathname} answered ${answer.status} and no redirect: ${await answer.text()}`);
    next = new URL(location, next);
  }
  assert.fail('the redirects do not end');
}

/** An application's webhook endpoint on a free loopback port. */
export class Receiver extends EventEmitter {
  #server;
  #deliveries = [];

  static async open() {
    const receiver = new Receiver();
    receiver.#server = createServer((request, response) => receiver.#accept(request, response));
    receiver.#server.listen(0, '127.0.0.1');
    await once(receiver.#server, 'listening');
    return receiver;
  }

  get url() {
    return `http://127.0.0.1:${this.#server.address().port}/webhooks`;
  }

  /** The next delivery: its body as it came, and its signature header. */
  async next() {
    if (this.#deliveries.length === 0) {
      await once(this, 'delivery', { signal: AbortSignal.timeout(DELIVERY_MS) }).catch(() =>
        assert.fail(`nothing was delivered within ${DELIVERY_MS} ms`),
      );
    }
    return this.#deliveries.shift();
  }

  async close() {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #accept(request, response) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString('utf8');
    response.writeHead(200).end();
    this.#deliveries.push({ body, signature: request.headers['workos-signature'] });
    this.emit('delivery');
  }
}

/** Runs every step, says how each went, and returns whether all passed. */
export async function run(steps, world) {
  let passed = true;
  for (const [name, step] of steps) {
    try {
      await limited(step(world));
      console.log(`PASS  ${name}`);
    } catch (error) {
      passed = false;
      console.log(`FAIL  ${name}: ${reason(error)}`);
    }
  }
  return passed;
}

function required(environment, name) {
  const value = environment[name];
  if (!value) throw new Error(`${name} is not set; run this with \`cargo xtask compat node\``);
  return value;
}

async function limited(work) {
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it took more than ${STEP_MS} ms`)), STEP_MS);
  });
  try {
    await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

function reason(error) {
  const status = error.status === undefined ? '' : ` (${error.status})`;
  return `${error.name}${status}: ${error.message}`.replace(/\s+/g, ' ').slice(0, 400);
}
