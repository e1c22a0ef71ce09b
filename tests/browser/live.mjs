// The live page, `/_emulator/`: what it shows follows what happens, and what it changes is changed.

import assert from 'node:assert/strict';

import { Emulator } from './stage.mjs';

const HOSTILE = '"><img src=x onerror=alert(1)><script>alert(2)</script>\u202egnp';

async function open({ page, emulator }) {
  await page.goto(`${emulator.url}/_emulator/`);
  await page.getByText('client client_test').waitFor();
}

function row(page, section, text) {
  return page.getByRole('region', { name: section }).getByRole('row').filter({ hasText: text });
}

async function control(emulator, path, headers = {}) {
  const answer = await fetch(`${emulator.url}/_emulator/${path}`, { headers, signal: AbortSignal.timeout(10_000) });
  return answer.json();
}

/** Everybody can use it: a language, a title, one heading of the first order, names of all controls, no sideways scroll. */
async function accessible(page) {
  const facts = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    title: document.title,
    headings: document.querySelectorAll('h1').length,
    mains: document.querySelectorAll('main').length,
    nameless: [...document.querySelectorAll('input, select, textarea, button, a, [role=region]')]
      .filter((node) => !(node.ariaLabel || node.getAttribute('aria-labelledby') || (node.labels?.[0] ?? node).textContent.trim()))
      .map((node) => node.outerHTML),
    headless: [...document.querySelectorAll('table')].filter((table) => !table.querySelector('th[scope=col]')).length,
    overflows: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    loads: document.querySelectorAll('script[src], link, img, iframe').length,
  }));
  assert.deepEqual(facts, {
    lang: 'en', title: 'WorkOS emulator', headings: 1, mains: 1, nameless: [], headless: 0, overflows: false, loads: 0,
  });
}

export const live = {
  'requests and objects are shown as they come': async (stage) => {
    const { page, emulator, shot } = stage;
    await open(stage);
    await page.getByText('No requests yet.').waitFor();
    await emulator.api('POST', '/organizations', { name: 'Lumen' });
    const request = row(page, 'Requests', 'organizations.create');
    await request.getByText('201').waitFor();
    await request.getByText('POST /organizations').click();
    await request.getByText('"name": "Lumen"').waitFor();
    assert.equal(await request.getByText('sk_test_default').count(), 0);
    const organizations = page.getByRole('button', { name: /^organizations / });
    assert.equal(await organizations.getAttribute('aria-pressed'), 'true');
    await page.getByRole('button', { name: 'organizations 5' }).waitFor();
    await row(page, 'Objects', 'Lumen').waitFor();
    // A row that is open stays so while others come.
    await emulator.api('GET', '/connections');
    await row(page, 'Requests', 'connections.list').waitFor();
    await request.getByText('"name": "Lumen"').waitFor();
    await page.getByRole('button', { name: /^profiles / }).click();
    await row(page, 'Objects', 'Ada Lovelace').waitFor();
    await accessible(page);
    await shot('live');
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByText('No requests yet.').waitFor();
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

  'a fault is injected, strikes, and is removed': async (stage) => {
    const { page, emulator } = stage;
    await open(stage);
    await page.getByText('Inject a fault').click();
    const text = page.getByLabel('JSON, like an item of');
    await text.fill('{"operation": "connections.lst", "effect": "hang"}');
    await page.getByRole('button', { name: 'Inject' }).click();
    await page.getByRole('alert').getByText('connections.list').waitFor();
    await text.fill('{"operation": "connections.list", "effect": {"answer": {"status": 503}}}');
    await page.getByRole('button', { name: 'Inject' }).click();
    await page.getByRole('status').getByText('fault_1').waitFor();
    await assert.rejects(emulator.api('GET', '/connections'), /503/);
    await row(page, 'Requests', 'connections.list').getByText('fault_1').waitFor();
    await row(page, 'Faults', '503').getByRole('cell', { name: '1', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Remove fault fault_1' }).click();
    await page.getByText('No active faults.').waitFor();
    await emulator.api('GET', '/connections');
  },

  'a webhook is sent again': async (stage) => {
    const { page, emulator, application } = stage;
    await open(stage);
    await emulator.api('POST', '/webhook_endpoints', {
      endpoint_url: application.at('/hooks'),
      events: ['organization.created'],
    });
    await emulator.api('POST', '/organizations', { name: 'Lumen' });
    const delivery = row(page, 'Webhook deliveries', 'organization.created');
    await delivery.getByText('1 attempt', { exact: false }).waitFor();
    await delivery.getByRole('button', { name: /^Send organization.created/ }).click();
    await delivery.getByText('2 attempts').waitFor();
  },

  'everything goes back to the seed': async (stage) => {
    const { page, emulator } = stage;
    await open(stage);
    await emulator.api('POST', '/organizations', { name: 'Lumen' });
    await row(page, 'Objects', 'Lumen').waitFor();
    await page.getByRole('button', { name: 'Reset to the seed' }).click();
    await page.getByRole('button', { name: 'organizations 4' }).waitFor();
    await row(page, 'Objects', 'Lumen').waitFor({ state: 'detached' });
  },

  'hostile names are shown as text': async (stage) => {
    const { page, emulator } = stage;
    const { id } = await emulator.api('POST', '/organizations', { name: HOSTILE });
    await assert.rejects(emulator.api('GET', `/organizations/${encodeURIComponent(HOSTILE)}`), /404/);
    await open(stage);
    const organization = row(page, 'Objects', id);
    await organization.getByText('"><img src=x onerror=alert(1)><script>alert(2)</script>gnp').click();
    await organization.getByText('"object": "organization"').waitFor();
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
