import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Page, chromium } from 'playwright-core';
import { environment, setting } from '../env.ts';
import { findBrowser } from '../testing/browser.ts';
import { pagesToSee } from './pages.ts';

// Pictures of every page, light and dark, wide and as on a phone:
//   BASE_URL=http://127.0.0.1:3000 npx tsx tools/journeys/screens.ts FOLDER [PART_OF_A_NAME]

const folder = path.resolve(process.argv[2] ?? 'test-output/screens');
const only = process.argv[3] ?? '';
const base = setting('BASE_URL') ?? 'http://127.0.0.1:3000';

/** The first prediction of a run, opened. */
async function openFirst(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /answered/ })
    .first()
    .click();
  await page.getByRole('dialog').waitFor();
}

mkdirSync(folder, { recursive: true });
const found = await findBrowser();
const browser = await chromium.launch({
  ...(found === null
    ? {}
    : {
        executablePath: found.executable,
        env: Object.fromEntries(
          Object.entries(environment(found.environment)).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
        ),
      }),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
for (const width of [1440, 390]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({
      locale: 'en-US',
      colorScheme,
      viewport: { width, height: width === 390 ? 844 : 900 },
      deviceScaleFactor: width === 390 ? 2 : 1,
    });
    const page = await context.newPage();
    page.on('pageerror', (error) => process.stdout.write(`${page.url()}: ${error.message}\n`));
    page.on('console', (message) => {
      if (message.type() === 'error') process.stdout.write(`${page.url()}: ${message.text()}\n`);
    });
    for (const { name, address } of await pagesToSee(base)) {
      const file = (suffix = ''): string => path.join(folder, `${name}${suffix}-${width}-${colorScheme}.png`);
      if (!name.includes(only)) continue;
      await page.goto(`${base}${address}`);
      await page.waitForLoadState('load');
      await page.waitForTimeout(900);
      await page.screenshot({ path: file(), fullPage: name !== 'import' });
      if (name === 'predictions') {
        await openFirst(page);
        await page.waitForTimeout(500);
        await page.screenshot({ path: file('-opened') });
      }
    }
    await context.close();
  }
}
await browser.close();
process.stdout.write(`${folder}\n`);
