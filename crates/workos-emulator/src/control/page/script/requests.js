const requests = { limit: PAGE_SIZE, seen: '' };

const statusKind = (status) => (status === null || status >= 500 ? 'bad' : status >= 400 ? 'odd' : 'good');
const masked = (pairs) => Object.fromEntries(pairs.map(([name, value]) => [clean(name), value]));

function requestItem(request) {
  const { at, method, path, status, operation, code, faults, query, headers, body, unknown_fields: unknown } = request;
  const about = [operation ?? 'No operation', code].filter(Boolean).join(' · ');
  return disclosure([
    element('span', { className: `pill status ${statusKind(status)}` }, status === null ? 'none' : String(status)),
    element('span', { className: 'title' }, element('span', { className: 'mono' }, clean(`${method} ${path}`)),
      element('small', {}, clean(about))),
    element('span', { className: 'facts' }, ...faults.map((fault) => pill(fault, 'odd')),
      element('span', { className: 'took' }, duration(request.duration_ms)), timeOf(at)),
  ], () => [
    facts([['Number', request.number], ['Time', at], ['Duration', duration(request.duration_ms)],
      ['Path template', request.path_template], ['Faults', faults.join(', ')], ['Unknown fields', unknown.join(', ')]]),
    part('Parameters', masked(query)), part('Request body', body), part('Response body', request.response_body),
    part('Request headers', masked(headers)),
  ]);
}

/** Fetches the requests if there are new ones, or if one of those shown is not finished. */
async function refreshRequests(latest) {
  const filters = { operation: $('by-operation').value, status: $('by-status').value, text: $('by-text').value.trim() };
  const wanted = JSON.stringify([filters, requests.limit, latest.total, latest.data[0]?.number, latest.data[0]?.at]);
  if (wanted === requests.seen) return;
  const page = await ask('GET', listPath('journal', requests.limit, filters));
  requests.seen = page.data.some((request) => request.duration_ms === null) ? '' : wanted;
  showTotal('requests', page.data.length, page.total, 'request');
  const isFiltered = Object.values(filters).some(Boolean);
  show('requests-list', page.data, ({ number }) => number, requestItem,
    isFiltered ? 'No requests match the filter.' : 'No requests yet.');
}

function startRequests({ data }) {
  const names = data.map(({ name }) => name).sort();
  $('by-operation').append(...names.map((name) => element('option', {}, name)));
  $('filter').addEventListener('submit', (event) => event.preventDefault());
  $('filter').addEventListener('input', () => {
    requests.limit = PAGE_SIZE;
    refresh();
  });
  $('requests-more').addEventListener('click', () => {
    requests.limit = Math.min(requests.limit + PAGE_SIZE, MOST_SHOWN);
    refresh();
  });
  $('clear-requests').addEventListener('click', () => change(async () => {
    await ask('DELETE', 'journal');
    requests.seen = '';
    return 'The requests were cleared.';
  }));
}
