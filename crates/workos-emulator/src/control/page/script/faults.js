const field = (id) => $(`fault-${id}`).value.trim();
const number = (id) => (field(id) === '' ? undefined : Number(field(id)));

/** The effect that the form describes. */
function effectOfForm() {
  switch ($('effect').value) {
    case '': return undefined;
    case 'answer': {
      const [status, code, seconds] = [number('status'), field('code'), number('retry-after')];
      return { answer: {
        status,
        ...(seconds !== undefined && { retry_after: { seconds } }),
        ...(code && { json: { code, message: 'An injected fault.' } }),
      } };
    }
    case 'reset': return { reset: field('reset') };
    case 'content_type': return { content_type: field('content-type') };
    default: return $('effect').value;
  }
}

/** The fault that the form describes; members without a value are absent from its JSON. */
function faultOfForm() {
  const target = $('target').value;
  const latency = target === 'event' ? undefined : number('latency');
  const percent = number('probability');
  return {
    ...(target === 'operation' && { operation: field('operation') }),
    ...(target === 'path' && { method: field('method') || undefined, path: field('path') }),
    ...(target === 'event' && { event: field('event') }),
    nth: number('nth'),
    count: number('count'),
    probability: percent === undefined ? undefined : percent / 100,
    latency_ms: latency === undefined ? undefined : { fixed: latency },
    effect: target === 'event' ? { webhook: $('webhook-effect').value } : effectOfForm(),
  };
}

/** Shows the fields that the choices need, and writes the JSON. */
function fillFault() {
  const [target, effect] = [$('target').value, $('effect').value];
  for (const node of document.querySelectorAll('[data-target]')) node.hidden = node.dataset.target !== target;
  for (const node of document.querySelectorAll('[data-not]')) node.hidden = node.dataset.not === target;
  for (const node of document.querySelectorAll('[data-effect]')) {
    node.hidden = target === 'event' || node.dataset.effect !== effect;
  }
  $('fault').value = JSON.stringify(faultOfForm(), null, 2);
}

const LATENCIES = {
  fixed: (ms) => `${ms} ms`,
  uniform: ({ from, to }) => `${from} to ${to} ms`,
  normal: ({ mean, deviation }) => `${mean} ± ${deviation} ms`,
  one_of: (all) => `one of ${all.join(', ')} ms`,
};

/** The requests or webhooks of a fault, its effect and its limits, each as a text. */
function describe({ operation, method, path, event, nth, count, probability, latency_ms: latency, effect, ...others }) {
  const target = event ? `Webhook ${event === '*' ? 'of any event' : event}` : operation ??
    (method || path ? [method ?? 'Any method', path].filter(Boolean).join(' ') : 'Every request');
  const [kind, detail] = typeof effect === 'object' && effect ? Object.entries(effect)[0] : [effect, null];
  const texts = [];
  if (kind === 'answer') texts.push(`response ${detail.status}${detail.json?.code ? ` ${detail.json.code}` : ''}`);
  else if (kind) texts.push(detail ? `${words(kind)}: ${words(detail)}` : words(kind));
  for (const [form, value] of Object.entries(latency ?? {})) texts.push(`latency ${LATENCIES[form]?.(value) ?? ''}`);
  if (nth) texts.push(`from call ${nth}`);
  if (count) texts.push(plural(count, 'time'));
  if (probability) texts.push(`${Math.round(probability * 1000) / 10} %`);
  const conditions = Object.keys(others).filter((name) => Object.keys(others[name] ?? {}).length > 0);
  if (conditions.length > 0) texts.push(`conditions: ${conditions.join(', ')}`);
  return { target, text: texts.join(' · ') };
}

function faultItem({ id, matched, applied, fault }) {
  const { target, text } = describe(fault);
  return disclosure([
    element('span', { className: 'pill' }, clean(id)),
    element('span', { className: 'title' }, element('span', { className: 'mono' }, clean(target)),
      element('small', {}, clean(text))),
    element('span', { className: 'facts' }, element('span', {}, plural(applied, 'hit'))),
  ], () => [
    facts([['Matching calls', matched], ['Hits', applied]]), part('Fault', fault),
  ]);
}

/** A fault with its button, which is outside the summary: a summary contains no other controls. */
function faultRow(active) {
  const remove = button('Remove', `Remove fault ${active.id}`, () => change(async () => {
    await ask('DELETE', `faults/${encodeURIComponent(active.id)}`);
    return `Fault ${active.id} was removed.`;
  }));
  return [faultItem(active), element('div', { className: 'aside' }, remove)];
}

async function refreshFaults() {
  const page = await ask('GET', listPath('faults', MOST_SHOWN));
  $('clear-faults').disabled = page.total === 0;
  show('faults-list', page.data, ({ id }) => id, faultRow, 'No active faults.');
}

function startFaults({ data, events }) {
  $('fault-operation').append(...data.map(({ name, method, path }) =>
    element('option', { value: name }, `${name} (${method} ${path})`)));
  $('fault-operation').value = 'connections.list';
  $('fault-event').append(...events.map((name) => element('option', {}, name)));
  fillFault();
  $('inject').addEventListener('input', ({ target }) => { if (target.id !== 'fault') fillFault(); });
  $('inject').addEventListener('submit', (event) => {
    event.preventDefault();
    change(async () => {
      const { id } = await ask('POST', 'faults', JSON.parse($('fault').value));
      return `Fault ${id} was injected.`;
    }, 'inject-problem');
  });
  $('clear-faults').addEventListener('click', () => change(async () => {
    await ask('DELETE', 'faults');
    return 'All faults were removed.';
  }));
}
