// What the scenes share: the emulator, and the application whose users visit the pages.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';

const START_MS = 30_000;

export function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; run this with \`cargo xtask browser\``);
  return value;
}

/** `workos emulate --interactive` on a free port, with further options. */
export class Emulator {
  static async start(...options) {
    const emulator = new Emulator();
    emulator.process = spawn(required('WORKOS_BIN'), ['emulate', '--port', '0', '--json', '--interactive', ...options], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const timer = setTimeout(() => emulator.process.kill(), START_MS);
    let text = '';
    for await (const line of createInterface({ input: emulator.process.stdout })) {
      text += line;
      try {
        ({ url: emulator.url, api_key: emulator.key, client_id: emulator.clientId } = JSON.parse(text));
        break;
      } catch {
        // The document goes on.
      }
    }
    clearTimeout(timer);
    assert(emulator.url, 'the emulator did not start');
    return emulator;
  }

  /** Calls the API as the application's server does. */
  async api(method, path, body) {
    const answer = await fetch(new URL(path, this.url), {
      method,
      headers: { authorization: `Bearer ${this.key}`, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
    const json = await answer.json();
    assert(answer.ok, `${method} ${path} answered ${answer.status}: ${JSON.stringify(json)}`);
    return json;
  }

  async stop() {
    if (this.process.exitCode !== null) return;
    const ended = once(this.process, 'exit');
    this.process.kill();
    await ended;
  }
}

/** An application on a free loopback port: its first page has whatever a scene puts there. */
export class Application {
  html = '';
  /** The status of its answers. */
  status = 200;

  static async open() {
    const application = new Application();
    application.server = createServer((request, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.statusCode = application.status;
      const isStart = request.url === '/';
      response.end(`<!doctype html><title>Application</title>${isStart ? application.html : '<h1>Back</h1>'}`);
    });
    application.server.listen(0, 'localhost');
    await once(application.server, 'listening');
    application.url = `http://localhost:${application.server.address().port}`;
    return application;
  }

  /** Where its users come back to. */
  at(path) {
    return `${this.url}${path}`;
  }

  /** Opens its first page and clicks the link there. */
  async click(page, href) {
    const link = href.replaceAll('&', '&amp;');
    this.html = `<a href="${link}">Go on</a>`;
    await page.goto(this.at('/'));
    await page.getByRole('link', { name: 'Go on' }).click();
  }

  /** Waits until the browser is back, and returns the query that it came with. */
  async back(page, path) {
    await page.waitForURL((url) => url.href.startsWith(this.at(path)));
    await page.getByRole('heading', { name: 'Back' }).waitFor();
    return new URL(page.url()).searchParams;
  }

  async close() {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
