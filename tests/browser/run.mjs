// The hosted pages in a headless Chromium, from the click in the application to the redirect back: `cargo xtask browser`.

import { chromium } from 'playwright-core';

import { Application, Emulator, required } from './stage.mjs';
import { scenes } from './scenes.mjs';

const LOOKS = [
  { name: 'light', colorScheme: 'light', javaScriptEnabled: true },
  { name: 'dark, without JavaScript', colorScheme: 'dark', javaScriptEnabled: false },
];

const screenshots = required('BROWSER_SCREENSHOTS');
const browser = await chromium.launch({
  executablePath: required('BROWSER_CHROMIUM'),
  // In a container there is often no user to build the sandbox for; only the emulator's pages are opened.
  args: ['--no-sandbox', '--no-proxy-server'],
});
let failed = 0;
for (const { name: look, ...options } of LOOKS) {
  for (const [name, scene] of Object.entries(scenes)) {
    const emulator = await Emulator.start();
    const application = await Application.open();
    const context = await browser.newContext({ ...options, viewport: { width: 360, height: 740 } });
    context.setDefaultTimeout(10_000);
    try {
      const page = await context.newPage();
      page.on('dialog', (dialog) => {
        failed += 1;
        console.log(`FAIL  ${name} (${look}): a script ran and said ${dialog.message()}`);
        dialog.dismiss();
      });
      const shot = (title) =>
        page.screenshot({ path: `${screenshots}/${title}-${options.colorScheme}.png`, fullPage: true });
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
}
await browser.close();
process.exitCode = failed === 0 ? 0 : 1;
