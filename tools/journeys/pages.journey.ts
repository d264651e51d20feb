import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { pagesToSee } from './pages.ts';

/** Runs in the page: how wide it is, and how far what one sees has moved without one's doing (layout-shift entries). */
const WIDTH_AND_SHIFT = `new Promise((resolve) => {
  let shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => resolve({ width: document.documentElement.scrollWidth, shift }), 200);
})`;

// Every page in both themes and on a phone: no fault that axe finds, no error in the console, nothing that sticks out.

// sixteen pages, each read by axe: more than one journey's time on a slow machine
test.describe.configure({ timeout: 400_000 });

for (const colorScheme of ['light', 'dark'] as const) {
  test(`all pages are accessible, ${colorScheme}`, async ({ page, baseURL }) => {
    const errors: string[] = [];
    let expected404 = false;
    page.on('pageerror', (error) => errors.push(`${page.url()}: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' && !(expected404 && message.text().includes('404')))
        errors.push(`${page.url()}: ${message.text()}`);
    });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const { name, address } of await pagesToSee(baseURL ?? '')) {
      expected404 = name === 'not-found';
      await page.goto(address);
      await expect(page.getByRole('heading').first()).toBeAttached();
      await page.waitForLoadState('networkidle');
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${name}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
      ).toEqual([]);
    }
    expect(errors).toEqual([]);
  });
}

test('on a phone no page is wider than the screen, and none moves while it loads', async ({ page, baseURL }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const { name, address } of await pagesToSee(baseURL ?? '')) {
    await page.goto(address);
    await page.waitForLoadState('networkidle');
    const seen = await page.evaluate<{ width: number; shift: number }>(WIDTH_AND_SHIFT);
    expect(seen.width, `${name} is too wide`).toBeLessThanOrEqual(390);
    // 0.1 is where Core Web Vitals ends "good"; half of it leaves room for nothing that one sees
    expect(seen.shift, `${name} moves`).toBeLessThan(0.05);
  }
});
