/** Creates an element. Strings become text nodes, so that no data of the emulator is ever markup. */
function element(tag, properties, ...children) {
  const { role, label, ...others } = properties;
  const node = Object.assign(document.createElement(tag), others);
  if (role) node.setAttribute('role', role);
  if (label) node.setAttribute('aria-label', label);
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ''));
  return node;
}

/** Removes the characters that reverse the text around them. */
const clean = (text) => String(text).replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
const write = (id, text) => { if ($(id).textContent !== text) $(id).textContent = text; };
const timeOf = (at) => element('time', { dateTime: at, title: at }, clean(at).slice(11, 23));
const pill = (text, kind) => element('span', { className: `pill ${kind}` }, clean(text));
const plural = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** The name of a constant as words: `redirect_uris` is "redirect URIs". */
function words(constant) {
  const known = { uri: 'URI', uris: 'URIs', url: 'URL', id: 'id', saml: 'SAML', it: 'IT', idp: 'IdP', api: 'API' };
  return constant.split('_').map((word) => known[word] ?? word).join(' ');
}
const sentence = (constant) => words(constant).replace(/^./, (letter) => letter.toUpperCase());

/** A duration for people. */
function duration(ms) {
  if (ms === null || ms === undefined) return '–';
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`;
}

/** The value of a text that is JSON, or the text. */
function parsed(value) {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

const TOKENS = /("(?:\\.|[^"\\])*")(\s*:)?|-?\d[\d.eE+-]*|true|false|null/g;
const MOST_COLORED = 20_000;

/** A value as indented JSON with colors; a text that contains JSON is parsed first. */
function pretty(value, label) {
  const shown = parsed(value);
  const text = clean(typeof shown === 'string' ? shown : JSON.stringify(shown, null, 2));
  const pre = element('pre', { tabIndex: 0, role: 'group', label });
  if (typeof shown === 'string' || text.length > MOST_COLORED) {
    pre.textContent = text;
    return pre;
  }
  let end = 0;
  for (const match of text.matchAll(TOKENS)) {
    const [whole, string, colon] = match;
    const tag = colon ? 'b' : string ? 'i' : 'u';
    pre.append(text.slice(end, match.index), element(tag, {}, string ?? whole), colon ?? '');
    end = match.index + whole.length;
  }
  pre.append(text.slice(end));
  return pre;
}

/** A heading with JSON below it; nothing without a value. */
function part(title, value) {
  const isEmpty = value === null || value === undefined || value === '' || Object.keys(value).length === 0;
  if (isEmpty && typeof value !== 'number' && typeof value !== 'boolean') return [];
  return [element('h3', {}, title), pretty(value, title)];
}

/** A list of names and values. */
function facts(pairs) {
  const known = pairs.filter(([, value]) => value !== null && value !== undefined && value !== '');
  return element('dl', {}, ...known.flatMap(([name, value]) => [
    element('dt', {}, clean(name)), element('dd', {}, value instanceof Node ? value : clean(value)),
  ]));
}

/** An item that opens to more, which is created when it is opened. */
function disclosure(summary, body) {
  const content = element('div', { className: 'body' });
  const node = element('details', {}, element('summary', {}, ...summary), content);
  node.addEventListener('toggle', () => content.replaceChildren(...(node.open ? body().flat() : [])));
  return node;
}

/** A button that performs an action. Its label says what the action applies to. */
function button(text, label, act, className = '') {
  const node = element('button', { type: 'button', className, label }, text);
  node.addEventListener('click', act);
  return node;
}

/** Shows items in a list. An item that has not changed keeps its element, with its state and the focus. */
function show(id, items, keyOf, make, nothing) {
  const list = $(id);
  const known = new Map([...list.children].filter((node) => node.json).map((node) => [node.key, node]));
  const wanted = items.map((item) => {
    const json = JSON.stringify(item);
    const old = known.get(keyOf(item));
    if (old?.json === json) return old;
    const node = element('li', { key: keyOf(item), json }, make(item));
    if (old?.firstChild.open) node.firstChild.open = true;
    return node;
  });
  if (wanted.length === 0) {
    if (list.firstChild?.textContent === nothing) return;
    wanted.push(element('li', { className: 'none' }, nothing));
  }
  const focused = [...list.children].findIndex((node) => node.contains(document.activeElement));
  const focusedKey = list.children[focused]?.key;
  const stays = new Set(wanted);
  for (const node of [...list.children]) if (!stays.has(node)) node.remove();
  wanted.forEach((node, index) => {
    if (list.children[index] !== node) list.insertBefore(node, list.children[index] ?? null);
  });
  if (focused < 0 || list.contains(document.activeElement)) return;
  // The item with the focus was replaced or removed: the focus goes to its successor.
  const successor = wanted.find((node) => node.key === focusedKey) ?? list.children[Math.min(focused, wanted.length - 1)];
  focusOn(successor);
}

/** Moves the focus to an item of a list, or to its list if the item has no controls. */
function focusOn(item) {
  const target = item.querySelector('summary') ?? item.parentElement;
  if (target === item.parentElement) target.tabIndex = -1;
  target.focus();
}

/** Says how many items of a list are shown, and shows the button for more. */
function showTotal(name, shown, total, noun) {
  write(`${name}-total`, total > shown ? `The latest ${shown} of ${plural(total, noun)}` : plural(total, noun));
  $(`${name}-more`).hidden = total <= shown || shown >= MOST_SHOWN;
}
