'use strict';
const EVERY_MS = 1000;
const PAGE_SIZE = 50;
const MOST_SHOWN = 1000;
const $ = (id) => document.getElementById(id);
// It belongs to this tab, and is gone when the tab is closed.
let key = sessionStorage.getItem('emulator-key');

/** The emulator has answered, with an error. */
class Refused extends Error {}

/** Calls the control API. */
async function ask(method, path, body) {
  const headers = { accept: 'application/json' };
  if (key) headers['x-emulator-key'] = key;
  if (body !== undefined) headers['content-type'] = 'application/json';
  const sent = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await fetch(path, { method, headers, body: sent, cache: 'no-store' });
  const text = await answer.text();
  const json = text && JSON.parse(text);
  if (answer.status === 401 && !$('unlock').open) $('unlock').showModal();
  if (!answer.ok) throw new Refused(json.message || `The emulator answered ${answer.status}.`);
  return json;
}

/** The path of a list, newest first. Filters without a value are omitted. */
function listPath(path, limit, filters = {}) {
  const given = Object.entries(filters).filter(([, value]) => value !== '');
  return `${path}?${new URLSearchParams([['order', 'desc'], ['limit', limit], ...given])}`;
}

/** Performs an action, shows its result, and refreshes the page. Returns whether the action succeeded. */
async function change(act, problem = 'problem') {
  let succeeded = true;
  try {
    const done = await act();
    for (const id of new Set(['problem', problem])) write(id, '');
    write('done', done);
  } catch (error) {
    succeeded = false;
    write('done', '');
    write(problem, error instanceof SyntaxError ? `The text is not valid JSON: ${error.message}.` : error.message);
  }
  await refresh();
  return succeeded;
}

/** Asks for confirmation in a dialog. */
function confirmed(title, text, action) {
  const dialog = $('confirm');
  write('confirm-title', title);
  write('confirm-text', text);
  write('confirm-yes', action);
  dialog.returnValue = 'no';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}
