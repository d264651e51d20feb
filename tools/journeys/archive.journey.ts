import { expect, test } from '@playwright/test';
import { restoreAll } from './ask.ts';

// the other journeys train on what this one puts away
test.afterEach(({ baseURL }) => restoreAll(baseURL ?? ''));

test('a dataset is archived, taken back by undo, and by its page', async ({ page }) => {
  await page.goto('/datasets');
  const heading = page.getByRole('heading', { level: 2 }).filter({ hasText: 'demo' }).first();
  const name = await heading.innerText();
  await heading.click();
  await page.getByRole('button', { name: 'Archive' }).click();
  await expect(page.getByText(`${name} is out of the lists`)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Archive' })).toBeVisible();

  await page.getByRole('button', { name: 'Archive' }).click();
  await expect(page.getByRole('button', { name: 'Restore' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Launch a run' })).toBeHidden();
  await page.goto('/datasets');
  await expect(page.getByRole('heading', { level: 2, name, exact: true })).toBeHidden();
  await page.getByRole('switch', { name: 'Show archived' }).click();
  await page.getByRole('heading', { level: 2, name, exact: true }).click();
  await page.getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByRole('button', { name: 'Archive' })).toBeVisible();
  await page.goto('/datasets');
  await expect(page.getByRole('heading', { level: 2, name, exact: true })).toBeVisible();
});
