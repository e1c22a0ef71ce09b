// What must hold for every page: its width, and what axe-core finds.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WIDTHS = [320, 400, 800, 1280];

/** Fails if a page is wider than its window, at any of the widths. */
export async function fits(page) {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wide, 0, `the page is ${wide} pixels too wide at ${width}`);
  }
}

/** Fails if axe-core finds a violation. Its script does not run in the page's own world, where the policy forbids it. */
export async function hasNoViolations(page) {
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations, passes } = await globalThis.axe.run(document, { runOnly: { type: 'tag', values: tags } });
    if (passes.length < 10) return [`only ${passes.length} rules were checked`];
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' ')}`);
  });
  assert.deepEqual(violations, []);
}
