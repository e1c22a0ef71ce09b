// The live page: faults, and objects that are created, edited and deleted.

import assert from 'node:assert/strict';

import { fits, hasNoViolations } from './checks.mjs';
import { control, go, item, open } from './live.mjs';

/** The page at its widths, with everything that is open; then as before. */
async function accessible(page) {
  const size = page.viewportSize();
  await fits(page);
  await page.setViewportSize(size);
  await hasNoViolations(page);
}

export const liveChanges = {
  'a fault is injected by the form, applied, and removed': async (stage) => {
    const { page, emulator, shot } = stage;
    await open(stage, 'faults');
    const form = page.getByRole('form', { name: 'Inject a fault' });
    await page.getByText('No active faults.').waitFor();
    await form.getByLabel('Status').fill('429');
    await form.getByLabel('Error code').fill('slow_down');
    await form.getByLabel('Retry-After').fill('2');
    await form.getByLabel('Times').fill('1');
    await accessible(page);
    await form.getByRole('button', { name: 'Inject fault' }).click();
    await page.getByRole('status').getByText('Fault fault_1 was injected.').waitFor();
    const fault = item(page, 'Active faults', 'fault_1');
    await fault.getByText('response 429 slow_down · 1 time').waitFor();
    await assert.rejects(emulator.api('GET', '/connections'), /429.*slow_down/);
    await emulator.api('GET', '/connections');
    await fault.getByText('1 hit', { exact: true }).waitFor();
    await fault.getByText('connections.list').click();
    await fault.getByText('"operation"').waitFor();
    await accessible(page);
    await shot('live-faults');
    await go(page, 'Requests');
    await item(page, 'Requests', 'slow_down').getByText('fault_1').waitFor();
    await go(page, 'Faults');
    await page.getByRole('button', { name: 'Remove fault fault_1' }).click();
    await page.getByText('No active faults.').waitFor();
  },

  'the form describes each kind of fault': async (stage) => {
    const { page, emulator } = stage;
    await open(stage, 'faults');
    const form = page.getByRole('form', { name: 'Inject a fault' });
    const effect = form.getByLabel('Effect').locator('visible=true');
    const inject = async (expected) => {
      const { total } = await control(emulator, 'faults');
      await form.getByRole('button', { name: 'Inject fault' }).click();
      await page.getByText(`Fault fault_${total + 1} was injected.`).waitFor();
      const { data } = await control(emulator, 'faults');
      const given = Object.entries(data.at(-1).fault).filter(([, value]) => value !== null && value?.constructor !== Object || Object.keys(value ?? {}).length);
      assert.deepEqual(Object.fromEntries(given), expected);
    };
    await form.getByLabel('Applies to').selectOption('A method and path');
    await form.getByLabel('Method').selectOption('GET');
    await form.getByLabel('Path').fill('/organizations/{id}');
    await effect.selectOption('Reset of the connection');
    await form.getByLabel('Point of the reset').selectOption('Inside the body');
    await inject({ method: 'GET', path: '/organizations/{id}', effect: { reset: 'inside' } });
    await form.getByLabel('Applies to').selectOption('Every request');
    await effect.selectOption('Latency only');
    await form.getByLabel('Latency').fill('5');
    await form.getByLabel('Probability').fill('50');
    await inject({ latency_ms: { fixed: 5 }, probability: 0.5 });
    await form.getByLabel('Applies to').selectOption('Webhooks');
    await effect.selectOption('Delivered twice');
    await form.getByLabel('Probability').fill('');
    await form.getByLabel('From call number').fill('2');
    await inject({ event: '*', nth: 2, effect: { webhook: 'duplicate' } });
    await form.getByText('Advanced: edit as JSON').click();
    const text = form.getByLabel('JSON, like an item of');
    await text.fill('{"operation": "connections.lst", "effect": "hang"}');
    await form.getByRole('button', { name: 'Inject fault' }).click();
    await form.getByRole('alert').getByText('connections.list').waitFor();
    await text.fill('{"operation": "connections.list", ');
    await form.getByRole('button', { name: 'Inject fault' }).click();
    await form.getByRole('alert').getByText('The text is not valid JSON').waitFor();
    await accessible(page);
    await page.getByRole('button', { name: 'Remove all' }).click();
    await page.getByText('No active faults.').waitFor();
  },

  'an object is created, edited and deleted': async (stage) => {
    const { page, emulator, shot } = stage;
    await open(stage, 'objects');
    await item(page, 'Objects', 'Acme Corp').waitFor();
    await page.getByRole('button', { name: /^Profiles/ }).click();
    await item(page, 'Objects', 'Ada Lovelace').waitFor();
    await page.getByRole('button', { name: 'New profile' }).click();
    const editor = page.getByRole('dialog', { name: 'New profile' });
    await editor.getByRole('button', { name: 'Create' }).click();
    await editor.getByRole('alert').getByText('is required.').waitFor();
    await editor.getByLabel('Connection (required)').fill('No such connection');
    await editor.getByLabel('Email (required)').fill('alan@acme.com');
    await editor.getByRole('button', { name: 'Create' }).click();
    await editor.getByRole('alert').getByText('No such connection').waitFor();
    await editor.getByLabel('Connection (required)').fill('Acme Corp SAML');
    await editor.getByText('Optional fields').click();
    await editor.getByLabel('First name').fill('Alan');
    await editor.getByLabel('Groups').fill('Engineering\nStaff');
    await editor.getByLabel('Custom attributes').fill('{"department": "Bombe"}');
    await hasNoViolations(page);
    await shot('live-editor');
    await editor.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('status').getByText('was saved.').waitFor();
    const { data } = await control(emulator, 'objects/profiles?order=desc&limit=1');
    const [{ email, first_name: name, groups, custom_attributes: attributes, id }] = data;
    assert.deepEqual([email, name, groups, attributes], ['alan@acme.com', 'Alan', ['Engineering', 'Staff'], { department: 'Bombe' }]);

    const profile = item(page, 'Objects', id);
    const hasFocus = (locator) => locator.evaluate((node) => node.contains(document.activeElement));
    await editor.waitFor({ state: 'hidden' });
    assert(await hasFocus(profile), 'the new object has the focus');
    await profile.locator('summary').click();
    await profile.getByRole('button', { name: 'Edit Alan' }).click();
    const change = page.getByRole('dialog', { name: 'Edit profile' });
    assert.equal(await change.getByLabel('Groups').inputValue(), 'Engineering\nStaff');
    await change.getByLabel('Last name').fill('Turing');
    await change.getByLabel('Groups').fill('Staff');
    await change.getByRole('button', { name: 'Save' }).click();
    await profile.getByText('Alan Turing').first().waitFor();
    await change.waitFor({ state: 'hidden' });
    assert(await hasFocus(profile), 'the edited object has the focus');
    const changed = await control(emulator, `objects/profiles/${id}`);
    assert.deepEqual([changed.last_name, changed.groups, changed.custom_attributes], ['Turing', ['Staff'], { department: 'Bombe' }]);
    await accessible(page);
    await shot('live-objects');

    await profile.getByRole('button', { name: 'Delete Alan Turing' }).click();
    const question = page.getByRole('dialog', { name: 'Delete this profile?' });
    await hasNoViolations(page);
    await question.getByRole('button', { name: 'Cancel' }).click();
    await profile.getByRole('button', { name: 'Delete Alan Turing' }).click();
    await question.getByRole('button', { name: 'Delete' }).click();
    await profile.waitFor({ state: 'detached' });
    assert(await hasFocus(page.getByRole('list', { name: 'Objects' })), 'the next object has the focus');
  },

  'the editor has the states of a connection': async (stage) => {
    const { page, emulator } = stage;
    await open(stage, 'objects');
    await page.getByRole('button', { name: /^Connections/ }).click();
    const connection = item(page, 'Objects', 'Acme Corp SAML');
    await connection.locator('summary').click();
    await connection.getByRole('button', { name: 'Edit' }).click();
    const editor = page.getByRole('dialog', { name: 'Edit connection' });
    await editor.getByLabel('State').selectOption('inactive');
    await editor.getByRole('button', { name: 'Save' }).click();
    await connection.getByText('Inactive', { exact: true }).waitFor();
    assert.equal((await control(emulator, 'objects/connections/conn_01HQRS5H000000000000000001')).state, 'inactive');
  },

  'every kind of objects that supports it has a form': async (stage) => {
    const { page, emulator } = stage;
    await open(stage, 'objects');
    const { actions } = await control(emulator, 'objects');
    const kinds = page.getByRole('group', { name: 'Kinds of objects' });
    await kinds.getByRole('button').first().waitFor();
    for (const [kind, supported] of Object.entries(actions)) {
      await kinds.locator(`button[value=${kind}]`).click();
      await page.locator(`button[value=${kind}][aria-pressed=true]`).waitFor();
      const create = page.getByRole('button', { name: /^New / });
      assert.equal(await create.isVisible(), supported.includes('create'), kind);
      if (!supported.includes('create')) continue;
      await create.click();
      const editor = page.locator('#editor');
      assert.notEqual(await editor.getByRole('textbox').count() + await editor.getByRole('combobox').count(), 0, kind);
      await hasNoViolations(page);
      await page.keyboard.press('Escape');
    }
  },

  'the emulator is reset to the seed': async (stage) => {
    const { page, emulator } = stage;
    await open(stage, 'objects');
    await emulator.api('POST', '/organizations', { name: 'Lumen' });
    await item(page, 'Objects', 'Lumen').waitFor();
    await page.getByRole('button', { name: 'Reset to the seed' }).click();
    await page.getByRole('dialog', { name: 'Reset the emulator?' }).getByRole('button', { name: 'Reset' }).click();
    await item(page, 'Objects', 'Lumen').waitFor({ state: 'detached' });
    await page.getByText('Organizations: 5').waitFor();
  },
};
