const VIEWS = { requests: null, deliveries: refreshDeliveries, faults: refreshFaults, objects: refreshObjects };
let timer = 0;
let round = 0;
let isStarted = false;

/** The view that the fragment of the URL names. */
const view = () => (location.hash.slice(1) in VIEWS ? location.hash.slice(1) : 'requests');

function showView() {
  for (const name of Object.keys(VIEWS)) $(`view-${name}`).hidden = name !== view();
  for (const link of document.querySelectorAll('.views a')) {
    if (link.hash === `#${view()}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

/** Fetches what the forms need, once. */
async function start() {
  const [operations, seeds] = await Promise.all([ask('GET', 'operations'), ask('GET', 'seed.schema.json')]);
  if (isStarted) return;
  isStarted = true;
  schema = seeds;
  startRequests(operations);
  startFaults(operations);
}

async function refresh() {
  clearTimeout(timer);
  const mine = ++round;
  try {
    if (!isStarted) await start();
    const [health, kinds, latest, faults, deliveries] = await Promise.all([
      ask('GET', 'health'), ask('GET', 'objects'), ask('GET', listPath('journal', 1)),
      ask('GET', listPath('faults', 1)), ask('GET', listPath('deliveries', 1)),
    ]);
    // A later round may have been quicker.
    if (mine === round) {
      write('about', `${health.base_url}, client ${health.client_id}, version ${health.version}`);
      write('now', health.now.replace('T', ' ').slice(0, 19));
      $('now').dateTime = health.now;
      write('requests-count', String(latest.total));
      write('deliveries-count', String(deliveries.total));
      write('faults-count', String(faults.total));
      write('objects-count', String(Object.values(kinds.counts).reduce((sum, count) => sum + count, 0)));
      showKinds(kinds);
      if (view() === 'requests') await refreshRequests(latest);
      else await VIEWS[view()]();
      showDue(health.now);
      if ($('problem').isLost) Object.assign($('problem'), { textContent: '', isLost: false });
    }
  } catch (error) {
    const message = error instanceof Refused ? error.message : 'The emulator does not answer. Is it still running?';
    Object.assign($('problem'), { textContent: message, isLost: true });
  }
  if (mine === round && !document.hidden) timer = setTimeout(refresh, EVERY_MS);
}

$('travel').addEventListener('submit', (event) => {
  event.preventDefault();
  change(async () => {
    const { now } = await ask('POST', 'clock/advance', { seconds: Number($('amount').value) * Number($('unit').value) });
    return `The time is now ${now}.`;
  });
});
$('unlock').addEventListener('close', () => {
  key = $('key').value;
  $('key').value = '';
  sessionStorage.setItem('emulator-key', key);
  refresh();
});
window.addEventListener('hashchange', () => {
  showView();
  write('done', '');
  refresh();
});
document.addEventListener('visibilitychange', () => { if (!document.hidden) refresh(); });
startDeliveries();
startObjects();
showView();
refresh();
