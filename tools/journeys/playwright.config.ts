import { defineConfig } from '@playwright/test';
import { environment, setting } from '../env.ts';
import { findBrowser } from '../testing/browser.ts';

const browser = await findBrowser();

/** Journeys through the pages of a running Sagittal, whose address is BASE_URL. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.journey.ts',
  outputDir: '../../test-output/journeys',
  // they share one server with one trainer: a run launched by one is waited for by the others
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    actionTimeout: 15_000,
    baseURL: setting('BASE_URL') ?? 'http://127.0.0.1:3000',
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(browser === null
        ? {}
        : {
            executablePath: browser.executable,
            env: Object.fromEntries(
              Object.entries(environment(browser.environment)).flatMap(([name, value]) =>
                value === undefined ? [] : [[name, value]],
              ),
            ),
          }),
      // Chromium refuses its sandbox to root
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
});
