// Every hosted page, one after another: how wide it is, what axe-core finds, and how it looks.

import assert from 'node:assert/strict';

import { fits, hasNoViolations } from './checks.mjs';

// Of the emulator's default fixture.
const ACME = 'org_01H5K5Z4J8T9D3G2F1N6M8V7C4';
const INITECH = 'org_01H1234567890ABCDEFGHIJK';
const SAML = 'conn_01HQRS5H000000000000000001';
const JOHN = 'user_01HQRS5H000000000000000001';

function authorize({ emulator, application }, more) {
  const query = new URLSearchParams({
    client_id: emulator.clientId,
    redirect_uri: application.at('/callback'),
    response_type: 'code',
    connection: SAML,
    ...more,
  });
  return `${emulator.url}/sso/authorize?${query}`;
}

async function portal({ emulator, application }, organization, intent) {
  const body = { organization, intent, return_url: application.at('/settings') };
  return (await emulator.api('POST', '/portal/generate_link', body)).link;
}

async function consent({ emulator, application }) {
  const body = { user_id: JOHN, return_to: application.at('/connected') };
  return (await emulator.api('POST', '/data-integrations/github/authorize', body)).url;
}

async function openAll(page) {
  for (const summary of await page.locator('summary').all()) await summary.click();
}

/** The pages by name: each goes to its page. */
const PAGES = {
  'sign-in': (stage) => stage.page.goto(authorize(stage)),
  'sign-in-tools': async (stage) => {
    await stage.page.goto(authorize(stage));
    await openAll(stage.page);
  },
  'sign-in-mistake': async (stage) => {
    const { page } = stage;
    await page.goto(authorize(stage));
    await page.getByText('Sign in as somebody else').click();
    await page.getByLabel('E-mail address').fill('grace@acme.com');
    await page.getByLabel('Custom attributes').fill('[1]');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('alert').waitFor();
  },
  consent: async (stage) => stage.page.goto(await consent(stage)),
  'consent-tools': async (stage) => {
    await stage.page.goto(await consent(stage));
    await openAll(stage.page);
  },
  'portal-menu': async (stage) => stage.page.goto(await portal(stage, INITECH)),
  'portal-sso': async (stage) => stage.page.goto(await portal(stage, ACME, 'sso')),
  'portal-domains': async (stage) => {
    await stage.emulator.api('POST', '/organization_domains', { organization_id: ACME, domain: 'acme.org' });
    await stage.page.goto(await portal(stage, ACME, 'domain_verification'));
  },
  'portal-settings': async (stage) => stage.page.goto(await portal(stage, ACME, 'audit_logs')),
  'portal-mistake': async (stage) => {
    const { page } = stage;
    await page.goto(await portal(stage, INITECH, 'domain_verification'));
    await page.getByRole('button', { name: 'Verify this domain' }).click();
    await page.getByRole('alert').waitFor();
  },
  'portal-expired': ({ page, emulator }) => page.goto(`${emulator.url}/portal/launch?token=used`),
  'consent-expired': ({ page, emulator }) => page.goto(`${emulator.url}/data-integrations/used/authorize-redirect`),
  'signed-out': ({ page, emulator }) => page.goto(`${emulator.url}/_emulator/signed-out`),
  'logout-used': ({ page, emulator }) => page.goto(`${emulator.url}/sso/logout?token=logout_01HQRS5H00000000000000`),
  'redirect-uri': (stage) => stage.page.goto(authorize(stage, { redirect_uri: 'https://myapp.test/auth/callback' })),
  'unknown-client': (stage) => stage.page.goto(authorize(stage, { client_id: 'client_01HQRS5H' })),
  'not-found': ({ page, emulator }) => page.goto(`${emulator.url}/nowhere`),
};

export const pages = Object.fromEntries(
  Object.entries(PAGES).map(([name, open]) => [
    `the page ${name} fits every width and is accessible`,
    async (stage) => {
      await open(stage);
      assert.equal(await stage.page.locator('header', { hasText: 'Emulator' }).count(), 1, 'the badge is missing');
      await fits(stage.page);
      await hasNoViolations(stage.page);
      await stage.page.setViewportSize({ width: 720, height: 600 });
      await stage.shot(`page-${name}`);
      await stage.page.setViewportSize({ width: 320, height: 600 });
      await stage.shot(`narrow-${name}`);
    },
  ]),
);
