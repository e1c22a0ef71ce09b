const deliveries = { limit: PAGE_SIZE, urls: new Map() };
const STATES = { delivered: ['Delivered', 'good'], failed: ['Dead letter', 'bad'], pending: ['Pending', ''] };

/** A time in the future, which `showDue` keeps up to date. */
function dueTime(due) {
  return element('time', { className: 'due', dateTime: due, title: due }, clean(due).slice(11, 19));
}

/** Updates how long it takes until the next attempts. */
function showDue(now) {
  for (const node of document.querySelectorAll('time.due')) {
    const seconds = Math.ceil((Date.parse(node.dateTime) - Date.parse(now)) / 1000);
    const days = Math.floor(seconds / 86_400);
    const text = seconds <= 0 ? 'now' : seconds < 120 ? `in ${seconds} s` : seconds < 7200 ?
      `in ${Math.round(seconds / 60)} min` : days < 2 ? `in ${Math.round(seconds / 3600)} h` : `in ${days} days`;
    if (node.textContent !== text) node.textContent = text;
  }
}

function attemptItem({ at, url, status, answer, signature }, index) {
  const kind = status !== null && status < 300 ? 'good' : 'bad';
  return element('li', {},
    element('div', { className: 'row' }, element('strong', {}, `Attempt ${index + 1}`),
      pill(status === null ? 'No response' : status, kind), timeOf(at)),
    facts([['URL', url], ['Signature', element('code', {}, clean(signature))]]),
    answer ? [element('h3', {}, status === null ? 'Reason' : 'Response'), pretty(answer, `Response to attempt ${index + 1}`)] : '');
}

function deliveryItem(delivery) {
  const { id, event, endpoint_id: endpoint, event_id: eventId, state, due, attempts } = delivery;
  const [name, kind] = STATES[state];
  const latest = attempts.at(-1);
  const url = deliveries.urls.get(endpoint) ?? latest?.url ?? endpoint;
  const result = latest ? `, latest: ${latest.status ?? 'no response'}` : '';
  return disclosure([
    element('span', { className: `pill ${kind}` }, name),
    element('span', { className: 'title' }, element('span', { className: 'mono' }, clean(event)),
      element('small', {}, clean(url))),
    element('span', { className: 'facts' }, element('span', {}, `${plural(attempts.length, 'attempt')}${result}`),
      due ? element('span', {}, 'next try ', dueTime(due)) : latest ? timeOf(latest.at) : ''),
  ], () => [
    facts([['Delivery', id], ['Event', eventId], ['Endpoint', endpoint], ['Next try', due ? dueTime(due) : '']]),
    state === 'pending' ? '' : element('div', { className: 'actions' },
      button('Replay', `Replay ${event} ${id}`, () => change(async () => {
        await ask('POST', `deliveries/${encodeURIComponent(id)}/replay`);
        return `${event} is sent again.`;
      }))),
    element('h3', {}, 'Attempts'),
    attempts.length ? element('ul', { className: 'attempts' }, ...attempts.map(attemptItem)) : 'None yet.',
    part('Webhook body', delivery.body),
  ]);
}

async function refreshDeliveries() {
  const [page, dead, endpoints] = await Promise.all([
    ask('GET', listPath('deliveries', deliveries.limit, { state: $('by-state').value })),
    ask('GET', listPath('dead-letters', 1)), ask('GET', listPath('objects/webhook_endpoints', 100)),
  ]);
  deliveries.urls = new Map(endpoints.data.map(({ id, endpoint_url: url }) => [id, url]));
  const count = page.total === 1 ? 'delivery' : 'deliveries';
  const letters = dead.total ? `, ${plural(dead.total, 'dead letter')}` : '';
  write('deliveries-total', `${page.data.length < page.total ? `The latest ${page.data.length} of ` : ''}${page.total} ${count}${letters}`);
  $('deliveries-more').hidden = page.total <= page.data.length || page.data.length >= MOST_SHOWN;
  $('redeliver').disabled = dead.total === 0;
  show('deliveries-list', page.data, ({ id }) => id, deliveryItem,
    $('by-state').value ? 'No deliveries in this state.' : 'No deliveries yet.');
}

function startDeliveries() {
  $('deliveries-filter').addEventListener('input', () => refresh());
  $('deliveries-filter').addEventListener('submit', (event) => event.preventDefault());
  $('deliveries-more').addEventListener('click', () => {
    deliveries.limit = Math.min(deliveries.limit + PAGE_SIZE, MOST_SHOWN);
    refresh();
  });
  $('redeliver').addEventListener('click', () => change(async () => {
    const { count } = await ask('POST', 'dead-letters/redeliver');
    return `${plural(count, 'dead letter')} ${count === 1 ? 'is' : 'are'} sent again.`;
  }));
}
