import { expect, test } from '@playwright/test';

// Needs a server that has the demo dataset and no run yet, as after a first start; so it stands before what launches runs.

test('the first run is one click away, and its result stands on the first page afterwards', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1, name: 'Launch your first run' })).toBeVisible();
  await expect(page.getByText(/images to train on, .* kept for the test/)).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Launch your first run' }).click();

  await expect(page).toHaveURL(/\/runs\/run_/);
  const name = await page.getByRole('heading', { level: 1 }).innerText();
  await expect(page.getByText('Test not read yet')).toBeVisible();
  await expect(page.getByText('Test accuracy')).toBeVisible({ timeout: 150_000 });

  await page.getByRole('link', { name: 'Home' }).click();
  await expect(page.getByRole('region', { name: 'Latest results' }).getByRole('link', { name })).toBeVisible();
});
