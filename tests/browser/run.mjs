// The emulator's pages in a headless Chromium: `cargo xtask browser`. The hosted ones from the click in the application
// to the redirect back, and the live page.

import { chromium } from 'playwright-core';

import { Application, Emulator, required } from './stage.mjs';
import { live } from './live.mjs';
import { liveChanges } from './live_changes.mjs';
import { pages } from './pages.mjs';
import { scenes } from './scenes.mjs';

const NARROW = { width: 360, height: 740 };
const LIGHT = { name: 'light', colorScheme: 'light', javaScriptEnabled: true, viewport: NARROW };
const PLAYS = [
  { scenes, looks: [LIGHT, { ...LIGHT, name: 'dark, without JavaScript', colorScheme: 'dark', javaScriptEnabled: false }] },
  { scenes: pages, looks: [LIGHT, { ...LIGHT, name: 'dark', colorScheme: 'dark' }] },
  {
    scenes: { ...live, ...liveChanges },
    looks: [
      { ...LIGHT, viewport: { width: 400, height: 740 } },
      { ...LIGHT, name: 'dark, wide', colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
    ],
  },
];

const screenshots = required('BROWSER_SCREENSHOTS');
const browser = await chromium.launch({
  executablePath: required('BROWSER_CHROMIUM'),
  // In a container there is often no user to build the sandbox for; only the emulator's pages are opened.
  args: ['--no-sandbox', '--no-proxy-server'],
});
let failed = 0;
const shows = PLAYS.flatMap(({ scenes, looks }) =>
  looks.flatMap((look) => Object.entries(scenes).map(([name, scene]) => ({ name, scene, look }))));
for (const { name, scene, look: { name: look, ...options } } of shows) {
  const emulator = await Emulator.start();
  const application = await Application.open();
  const context = await browser.newContext(options);
  context.setDefaultTimeout(10_000);
  try {
    const page = await context.newPage();
    page.on('dialog', (dialog) => {
      failed += 1;
      console.log(`FAIL  ${name} (${look}): a script ran and said ${dialog.message()}`);
      dialog.dismiss();
    });
    const shot = async (title) => {
      // Otherwise the badge, which stays at the top of the window, would be in the middle of the picture.
      await page.evaluate(() => window.scrollTo(0, 0));
      await page.screenshot({ path: `${screenshots}/${title}-${options.colorScheme}.png`, fullPage: true });
    };
    await scene({ page, emulator, application, shot });
    console.log(`PASS  ${name} (${look})`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL  ${name} (${look}): ${error.message.slice(0, 800)}`);
  } finally {
    await context.close();
    await application.close();
    await emulator.stop();
  }
}
await browser.close();
process.exitCode = failed === 0 ? 0 : 1;
