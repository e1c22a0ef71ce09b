const objects = { kind: 'organizations', limit: PAGE_SIZE, actions: {} };

const singular = (kind) => words(kind).replace(/s$/, '');
const can = (action) => objects.actions[objects.kind]?.includes(action) ?? false;
const nameOf = (object) => object.name || object.email || object.domain || object.event || object.endpoint_url ||
  object.slug || object.provider || object.uri || object.id;

function editObject(kind, object) {
  edit(`Edit ${singular(kind)}`, 'Save', fieldsOfObject(kind, object), (changed) => {
    const empty = Object.fromEntries(Object.entries(changed).map(([name, value]) => [name, value ?? null]));
    return ask('PATCH', `objects/${kind}/${encodeURIComponent(object.id)}`, empty);
  });
}

async function deleteObject(kind, object) {
  const text = `${clean(nameOf(object))} (${object.id}) is deleted with everything that it owns.`;
  if (!await confirmed(`Delete this ${singular(kind)}?`, text, 'Delete')) return;
  await change(async () => {
    await ask('DELETE', `objects/${kind}/${encodeURIComponent(object.id)}`);
    return `${object.id} was deleted.`;
  });
}

function createObject() {
  const { kind } = objects;
  edit(`New ${singular(kind)}`, 'Create', fieldsOfSeed(kind), (entry) => ask('POST', `objects/${kind}`, entry));
}

function objectItem(object) {
  const { kind } = objects;
  const name = clean(nameOf(object));
  const state = object.state ?? object.status ?? '';
  const good = ['active', 'verified', 'connected', 'enabled'].includes(state) ? 'good' : '';
  return disclosure([
    element('span', { className: 'title' }, name === object.id ? element('span', { className: 'mono' }, name) : name,
      name === object.id ? '' : element('small', { className: 'mono' }, clean(object.id))),
    state ? pill(sentence(state), good) : '',
  ], () => [
    element('div', { className: 'row actions' },
      can('update') ? button('Edit', `Edit ${name}`, () => editObject(kind, object)) : '',
      can('delete') ? button('Delete', `Delete ${name}`, () => deleteObject(kind, object), 'danger') : ''),
    pretty(object, object.object ?? 'Object'),
  ]);
}

function showKinds({ counts, actions }) {
  objects.actions = actions;
  for (const [name, count] of Object.entries(counts)) {
    let node = [...$('kinds').children].find((child) => child.value === name);
    if (!node) {
      node = element('button', { type: 'button', value: name }, sentence(name), element('span', { className: 'count' }));
      node.addEventListener('click', () => {
        Object.assign(objects, { kind: name, limit: PAGE_SIZE });
        refresh();
      });
      $('kinds').append(node);
    }
    node.setAttribute('aria-pressed', String(name === objects.kind));
    if (node.lastChild.textContent !== String(count)) node.lastChild.textContent = String(count);
  }
  write('create', `New ${singular(objects.kind)}`);
  $('create').hidden = !can('create');
}

async function refreshObjects() {
  const { kind } = objects;
  const page = await ask('GET', listPath(`objects/${kind}`, objects.limit));
  // Another kind may have been chosen in the meantime.
  if (kind !== objects.kind) return;
  write('objects-total', `${sentence(kind)}: ${page.total > page.data.length ? `the latest ${page.data.length} of ${page.total}` : page.total}`);
  $('objects-more').hidden = page.total <= page.data.length || page.data.length >= MOST_SHOWN;
  show('objects-list', page.data, ({ id }) => `${kind} ${id}`, objectItem, 'No objects of this kind.');
}

function startObjects() {
  $('create').addEventListener('click', createObject);
  $('editor-cancel').addEventListener('click', () => $('editor').close());
  $('objects-more').addEventListener('click', () => {
    objects.limit = Math.min(objects.limit + PAGE_SIZE, MOST_SHOWN);
    refresh();
  });
  $('reset').addEventListener('click', async () => {
    const text = 'Every object is as in the seed again. Requests, events and deliveries are removed.';
    if (!await confirmed('Reset the emulator?', text, 'Reset')) return;
    await change(async () => {
      await ask('POST', 'reset');
      requests.seen = '';
      return 'The emulator was reset to the seed.';
    });
  });
}
