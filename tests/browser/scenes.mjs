import assert from 'node:assert/strict';

// Of the emulator's default fixture.
const ACME_SAML = 'conn_01HQRS5H000000000000000001';
const INITECH = 'org_01H1234567890ABCDEFGHIJK';
const JOHN = 'user_01HQRS5H000000000000000001';
const HOSTILE = '"><img src=x onerror=alert(1)><script>alert(2)</script>';

async function signIn({ page, emulator, application }) {
  const query = new URLSearchParams({
    client_id: emulator.clientId,
    redirect_uri: application.at('/callback'),
    response_type: 'code',
    connection: ACME_SAML,
    state: 'kX3',
  });
  await application.click(page, `${emulator.url}/sso/authorize?${query}`);
  await page.getByRole('heading', { name: 'Sign in with Acme Corp SAML' }).waitFor();
}

async function whoCameBack({ page, emulator, application }) {
  const query = await application.back(page, '/callback');
  assert.equal(query.get('state'), 'kX3');
  const { profile } = await emulator.api('POST', '/sso/token', {
    client_id: emulator.clientId,
    client_secret: emulator.key,
    grant_type: 'authorization_code',
    code: query.get('code'),
  });
  return profile.email;
}

async function portal({ page, emulator, application }, organization, intent) {
  const { link } = await emulator.api('POST', '/portal/generate_link', {
    organization,
    intent,
    return_url: application.at('/settings'),
  });
  await application.click(page, link);
}

async function connections(emulator, organization) {
  const { data } = await emulator.api('GET', `/connections?organization_id=${organization}`);
  return data.map(({ name, connection_type, state }) => [name, connection_type, state]);
}

async function consent({ page, emulator, application }) {
  const { url } = await emulator.api('POST', '/data-integrations/github/authorize', {
    user_id: JOHN,
    return_to: application.at('/connected?state=kX3'),
  });
  await application.click(page, url);
  await page.getByRole('heading', { name: 'Connect GitHub' }).waitFor();
}

function token(emulator) {
  return emulator.api('POST', '/data-integrations/github/token', { user_id: JOHN });
}

/** Presses Tab until the element has the focus: whoever has no mouse gets there. */
async function tabTo(page, element) {
  const isThere = () => element.evaluate((node) => node === document.activeElement);
  for (let press = 0; press < 30; press += 1) {
    await page.keyboard.press('Tab');
    if (await isThere()) return;
  }
  assert.fail(`the Tab key never reaches ${element}`);
}

/** Everybody can use it: a language, a title, one heading, names of all controls; and it fits a narrow screen. */
async function accessible(page) {
  const facts = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    title: document.title,
    headings: document.querySelectorAll('h1').length,
    mains: document.querySelectorAll('main').length,
    nameless: [...document.querySelectorAll('input:not([type=hidden]), select, textarea, button, a')]
      .filter((node) => !(node.labels?.[0] ?? node).textContent.trim())
      .map((node) => node.outerHTML),
    overflows: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    loads: document.querySelectorAll('script, link, img, iframe').length,
  }));
  assert.notEqual(facts.title, '');
  delete facts.title;
  assert.deepEqual(facts, { lang: 'en', headings: 1, mains: 1, nameless: [], overflows: false, loads: 0 });
}

export const scenes = {
  'somebody is chosen on the sign-in page': async (stage) => {
    await signIn(stage);
    await accessible(stage.page);
    await stage.shot('sign-in');
    await stage.page.getByRole('button', { name: 'Grace Hopper' }).click();
    assert.equal(await whoCameBack(stage), 'grace@acme.com');
  },

  'a sign-in is done by keyboard': async (stage) => {
    await signIn(stage);
    await tabTo(stage.page, stage.page.getByRole('button', { name: 'Grace Hopper' }));
    await stage.page.keyboard.press('Enter');
    assert.equal(await whoCameBack(stage), 'grace@acme.com');
  },

  'a sign-in is cancelled': async (stage) => {
    await signIn(stage);
    await stage.page.getByRole('button', { name: 'Cancel' }).click();
    const query = await stage.application.back(stage.page, '/callback');
    assert.deepEqual([query.get('error'), query.get('state')], ['access_denied', 'kX3']);
  },

  'somebody new signs in': async (stage) => {
    const { page } = stage;
    await signIn(stage);
    await page.getByText('Sign in as somebody else').click();
    await page.getByLabel('E-mail address').fill('new@acme.com');
    await page.getByLabel('First name').fill('New');
    await page.getByLabel('Groups').fill('Engineering, Admins');
    await page.getByLabel('Custom attributes').fill('{"department": "Research"}');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    assert.equal(await whoCameBack(stage), 'new@acme.com');
  },

  'a sign-in fails with a chosen error': async (stage) => {
    const { page } = stage;
    await signIn(stage);
    await page.getByText('Fail with an error').click();
    await page.getByLabel('Error that the application gets').selectOption('oauth_failed');
    await page.getByRole('button', { name: 'Fail the sign-in' }).click();
    const query = await stage.application.back(page, '/callback');
    assert.deepEqual([query.get('error'), query.get('state')], ['oauth_failed', 'kX3']);
  },

  'the printed URL leads to the live page': async ({ page, emulator }) => {
    await page.goto(`${emulator.url}/`);
    assert.equal(page.url(), `${emulator.url}/_emulator/`);
  },

  'a connection is set up on the portal page': async (stage) => {
    const { page, emulator, application } = stage;
    await portal(stage, INITECH, 'sso');
    await page.getByRole('heading', { name: 'Set up single sign-on' }).waitFor();
    await accessible(page);
    await stage.shot('portal');
    await page.getByLabel('Identity provider').selectOption('OktaSAML');
    await page.getByLabel('Name of the connection').fill('Initech Okta');
    await page.getByLabel('E-mail address').fill('peter@initech.com');
    await page.getByRole('button', { name: 'Save connection' }).click();
    await application.back(page, '/settings');
    assert.deepEqual(await connections(emulator, INITECH), [['Initech Okta', 'OktaSAML', 'active']]);
  },

  'a connection is set up by keyboard': async (stage) => {
    const { page, emulator, application } = stage;
    await portal(stage, INITECH, 'sso');
    await tabTo(page, page.getByLabel('Name of the connection'));
    await page.keyboard.type('By hand');
    await page.keyboard.press('Enter');
    await application.back(page, '/settings');
    assert.deepEqual(await connections(emulator, INITECH), [['By hand', 'GenericSAML', 'active']]);
  },

  'a domain is entered on the portal page': async (stage) => {
    const { page, application } = stage;
    await portal(stage, INITECH, 'domain_verification');
    await accessible(page);
    await stage.shot('domain');
    await page.getByRole('textbox', { name: 'Domain' }).fill('initech.dev');
    await page.keyboard.press('Enter');
    await application.back(page, '/settings');
  },

  'a visitor of the portal chooses what to set up, and goes back': async (stage) => {
    const { page, emulator, application } = stage;
    await portal(stage, INITECH);
    await accessible(page);
    await page.getByRole('button', { name: 'Single sign-on' }).click();
    await page.getByRole('link', { name: 'Back without saving' }).click();
    await application.back(page, '/settings');
    assert.deepEqual(await connections(emulator, INITECH), []);
  },

  'names are shown as text': async (stage) => {
    const { page, emulator } = stage;
    const { id } = await emulator.api('POST', '/organizations', { name: HOSTILE });
    await portal(stage, id, 'sso');
    await page.locator('p', { hasText: `for ${HOSTILE}` }).waitFor();
    await accessible(page);
  },

  'some scopes are granted on the consent page': async (stage) => {
    const { page, emulator, application } = stage;
    await consent(stage);
    await accessible(page);
    await stage.shot('consent');
    await page.getByRole('checkbox', { name: 'user:email' }).uncheck();
    await page.getByRole('button', { name: 'Approve' }).click();
    assert.equal((await application.back(page, '/connected')).get('state'), 'kX3');
    const { active, access_token } = await token(emulator);
    assert.deepEqual([active, access_token.scopes, access_token.missing_scopes], [true, ['repo'], ['user:email']]);
  },

  'consent is given by keyboard': async (stage) => {
    const { page, emulator, application } = stage;
    await consent(stage);
    await tabTo(page, page.getByRole('checkbox', { name: 'repo' }));
    await page.keyboard.press('Space');
    await tabTo(page, page.getByRole('button', { name: 'Approve' }));
    await page.keyboard.press('Enter');
    await application.back(page, '/connected');
    assert.deepEqual((await token(emulator)).access_token.scopes, ['user:email']);
  },

  'consent is denied': async (stage) => {
    const { page, emulator, application } = stage;
    await consent(stage);
    await page.getByRole('button', { name: 'Deny' }).click();
    const query = await application.back(page, '/connected');
    assert.deepEqual([query.get('error'), query.get('state')], ['access_denied', 'kX3']);
    assert.equal((await token(emulator)).active, false);
  },

  'the provider is made to fail': async (stage) => {
    const { page, application } = stage;
    await consent(stage);
    await page.getByText('Simulate a provider error').click();
    await page.getByLabel('Error of the provider').selectOption('bad_verification_code');
    await page.getByRole('button', { name: 'Fail with this error' }).click();
    assert.equal((await application.back(page, '/connected')).get('error'), 'bad_verification_code');
  },

  'a form of another site is refused': async (stage) => {
    const { page, emulator, application } = stage;
    await consent(stage);
    const stolen = await page.locator('input[name=token]').first().getAttribute('value');
    application.html = `<form method="post" action="${emulator.url}/_emulator/consent">
      <input type="hidden" name="token" value="${stolen}"><button name="decision" value="approve">Win</button></form>`;
    await page.goto(application.at('/'));
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.url().endsWith('/_emulator/consent')),
      page.getByRole('button', { name: 'Win' }).click(),
    ]);
    assert.equal(answer.status(), 403);
    assert.equal((await token(emulator)).active, false);
  },
};
