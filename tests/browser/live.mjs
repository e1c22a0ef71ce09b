// The live page, `/_emulator/`: it follows what happens, and its actions change the emulator.

import assert from 'node:assert/strict';

import { fits, hasNoViolations } from './checks.mjs';
import { Emulator } from './stage.mjs';

const HOSTILE = '"><img src=x onerror=alert(1)><script>alert(2)</script>\u202egnp';

/** Opens a view of the live page. */
export async function open({ page, emulator }, view = 'requests') {
  await page.goto(`${emulator.url}/_emulator/#${view}`);
  await page.getByText('client client_test').waitFor();
}

/** Goes to another view by its link. */
export async function go(page, name) {
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: new RegExp(`^${name}`) }).click();
}

/** The item of a list with this text. */
export function item(page, list, text) {
  return page.getByRole('list', { name: list, exact: true }).locator(':scope > li').filter({ hasText: text });
}

export async function control(emulator, path, headers = {}) {
  const answer = await fetch(`${emulator.url}/_emulator/${path}`, { headers, signal: AbortSignal.timeout(10_000) });
  return answer.json();
}

/** The page fits every width, axe-core finds nothing, and every control has a name. */
async function accessible(page) {
  const size = page.viewportSize();
  await fits(page);
  await page.setViewportSize(size);
  await hasNoViolations(page);
  const facts = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    title: document.title,
    headings: document.querySelectorAll('h1').length,
    loads: document.querySelectorAll('script[src], link, img, iframe').length,
  }));
  assert.deepEqual(facts, { lang: 'en', title: 'WorkOS emulator', headings: 1, loads: 0 });
}

export const live = {
  'requests are shown as they come, with readable bodies and durations': async (stage) => {
    const { page, emulator, shot } = stage;
    await open(stage);
    await page.getByText('No requests yet.').waitFor();
    await emulator.api('POST', '/organizations', { name: 'Lumen' });
    const request = item(page, 'Requests', 'organizations.create');
    await request.getByText('201').waitFor();
    await request.getByText(/^\d.* m?s$/).first().waitFor();
    await request.getByText('POST /organizations').click();
    assert.match(await request.getByRole('group', { name: 'Request body' }).textContent(), /^{\n {2}"name": "Lumen"\n}$/);
    assert.match(await request.getByRole('group', { name: 'Response body' }).textContent(), /\n {2}"object": "organization",\n/);
    assert.equal(await request.getByText('sk_test_default').count(), 0);
    // An item that is open stays open while others come.
    await emulator.api('GET', '/connections');
    await item(page, 'Requests', 'connections.list').waitFor();
    await request.getByText('"Lumen"').first().waitFor();
    await accessible(page);
    await shot('live-requests');
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByText('No requests yet.').waitFor();
  },

  'requests are filtered by operation, status and text': async (stage) => {
    const { page, emulator } = stage;
    await open(stage);
    await emulator.api('POST', '/organizations', { name: 'Lumen' });
    await assert.rejects(emulator.api('GET', '/organizations/org_0'), /404/);
    await emulator.api('GET', '/connections?limit=1');
    const total = (text) => page.getByText(text, { exact: true }).waitFor();
    const filter = page.getByRole('search');
    await total('3 requests');
    await filter.getByLabel('Operation').selectOption('organizations.get');
    await total('1 request');
    await filter.getByLabel('Status').selectOption('2xx: success');
    await page.getByText('No requests match the filter.').waitFor();
    await filter.getByLabel('Operation').selectOption('All operations');
    await total('2 requests');
    await filter.getByLabel('Text').fill('lumen');
    await total('1 request');
    await item(page, 'Requests', 'organizations.create').waitFor();
    // A request that comes later is filtered, too.
    await emulator.api('GET', '/organizations?search=lumen');
    await total('2 requests');
    await filter.getByLabel('Text').fill('');
    await total('3 requests');
  },

  'time is advanced': async (stage) => {
    const { page, emulator } = stage;
    await open(stage);
    await page.getByLabel('Advance by').fill('2');
    await page.getByLabel('Unit').selectOption('hours');
    await page.getByRole('button', { name: 'Advance' }).click();
    await page.getByRole('status').getByText('The time is now ').waitFor();
    assert.equal((await control(emulator, 'clock')).ahead_seconds, 7200);
  },

  'time is advanced by keyboard': async (stage) => {
    const { page, emulator } = stage;
    await open(stage);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('1');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('The time is now ').waitFor();
    assert.equal((await control(emulator, 'clock')).ahead_seconds, 60);
  },

  'deliveries are shown with their attempts, and sent again': async (stage) => {
    const { page, emulator, application, shot } = stage;
    application.status = 500;
    await open(stage, 'deliveries');
    await emulator.api('POST', '/webhook_endpoints', {
      endpoint_url: application.at('/hooks'),
      events: ['organization.created'],
    });
    await emulator.api('POST', '/organizations', { name: 'Lumen' });
    const delivery = item(page, 'Webhook deliveries', 'organization.created');
    await delivery.getByText('1 attempt, latest: 500').waitFor();
    await delivery.getByText(/^next try (in|now)/).waitFor();
    await delivery.getByText('Pending').click();
    await delivery.getByText('Attempt 1').waitFor();
    assert.match(await delivery.getByRole('group', { name: 'Webhook body' }).textContent(), /\n {4}"name": "Lumen",?\n/);
    await accessible(page);
    // After three days, the last attempt has failed.
    const days = async (text) => {
      await page.getByLabel('Advance by').fill('3');
      await page.getByLabel('Unit').selectOption('days');
      await page.getByRole('button', { name: 'Advance' }).click();
      await delivery.getByText(text).waitFor();
    };
    for (let attempts = 2; attempts < 7; attempts += 1) await days(`${attempts} attempts`);
    await days('Dead letter');
    await page.getByText('1 delivery, 1 dead letter').waitFor();
    await page.getByLabel('State').selectOption('Delivered');
    await page.getByText('No deliveries in this state.').waitFor();
    await page.getByLabel('State').selectOption('Dead letters');
    await delivery.locator('summary').click();
    await delivery.getByText('Attempt 7').waitFor();
    await shot('live-deliveries');
    await page.getByLabel('State').selectOption('All states');
    application.status = 200;
    await page.getByRole('button', { name: 'Replay all dead letters' }).click();
    await page.getByRole('status').getByText('1 dead letter is sent again.').waitFor();
    await delivery.getByText('8 attempts, latest: 200').waitFor();
    await delivery.getByRole('button', { name: /^Replay organization.created/ }).click();
    await delivery.getByText('9 attempts').waitFor();
  },

  'hostile names are shown as text': async (stage) => {
    const { page, emulator } = stage;
    const { id } = await emulator.api('POST', '/organizations', { name: HOSTILE });
    await assert.rejects(emulator.api('GET', `/organizations/${encodeURIComponent(HOSTILE)}`), /404/);
    await open(stage);
    await item(page, 'Requests', 'organizations.create').getByText('201').click();
    await go(page, 'Objects');
    const organization = item(page, 'Objects', id);
    await organization.getByText('"><img src=x onerror=alert(1)><script>alert(2)</script>gnp').click();
    await organization.getByText('"object"').waitFor();
    assert.equal(await page.locator('main img').count(), 0);
    await accessible(page);
  },

  'the page asks for the control key': async ({ page, shot }) => {
    const emulator = await Emulator.start('--control-key', 'hunter2');
    try {
      await page.goto(`${emulator.url}/_emulator/`);
      const dialog = page.getByRole('dialog', { name: 'Control key' });
      await dialog.getByLabel('Key').fill('wrong');
      await dialog.getByRole('button', { name: 'Unlock' }).click();
      await dialog.getByLabel('Key').fill('hunter2');
      await hasNoViolations(page);
      await shot('live-key');
      await dialog.getByRole('button', { name: 'Unlock' }).click();
      await page.getByText('client client_test').waitFor();
      assert.equal(await page.locator('#problem').textContent(), '');
    } finally {
      await emulator.stop();
    }
  },

  'a page of another origin reads and changes nothing': async ({ page, emulator, application }) => {
    application.html = `<p id="seen"></p><script>
      const base = '${emulator.url}/_emulator/';
      const body = JSON.stringify({ seconds: 60 });
      const read = (path) => fetch(base + path).then(() => 'read', () => 'refused');
      const send = fetch(base + 'clock/advance', { method: 'POST', mode: 'no-cors', body }).then(() => 'sent');
      Promise.all([read('clock'), read('snapshot'), send]).then((all) => { seen.textContent = all.join(' '); });
    </script>`;
    await page.goto(application.at('/'));
    await page.getByText('refused refused sent').waitFor();
    assert.equal((await control(emulator, 'clock')).ahead_seconds, 0);
  },

  'the page says that the emulator has gone': async (stage) => {
    const { page, emulator } = stage;
    await open(stage);
    await emulator.stop();
    await page.getByRole('alert').getByText('Is it still running?').waitFor();
  },
};
