import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { writeDemoFolder } from '@sagittal/data';

// The whole story by hand: a folder is imported, a run is launched on it, its curves move, a mistake is looked at.

test('from a folder to an opened mistake', async ({ page }) => {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), 'sagittal-journey-')), 'phantoms');
  await writeDemoFolder(folder, { seed: 7 });
  const name = `journey ${Date.now()}`;

  await page.goto('/datasets');
  await page.getByRole('link', { name: 'Import a dataset' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Import a dataset' });
  await dialog.getByLabel('Folder on the server').fill(folder);
  await expect(dialog.getByLabel('Name of the dataset')).toHaveValue('phantoms');
  await dialog.getByLabel('Name of the dataset').fill(name);
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(dialog.getByText(`${name} v1 is ready`)).toBeVisible({ timeout: 90_000 });
  await dialog.getByRole('link', { name: 'Open the dataset' }).click();

  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  const certificate = page.getByRole('region', { name: 'Certificate of the split' });
  await expect(certificate).toContainText('Not certified');
  await expect(certificate).toContainText('Near copies');
  await expect(certificate).toContainText('not checked');

  await page.getByRole('link', { name: 'Launch a run' }).click();
  await page.getByRole('radio', { name: /Small CNN/ }).click();
  await expect(page.getByLabel('Epochs')).toHaveValue('20');
  await page.getByLabel('Epochs').fill('12');
  await page.getByLabel('Name', { exact: true }).fill(`${name} run`);
  await page.keyboard.press('Control+Enter');

  await expect(page.getByRole('heading', { level: 1, name: `${name} run` })).toBeVisible({ timeout: 30_000 });
  const loss = page.getByRole('img', { name: /^Loss/ });
  await expect(loss).toHaveAccessibleName(/up to epoch 2:/, { timeout: 90_000 });
  await expect(loss).toHaveAccessibleName(/up to epoch 5:/, { timeout: 90_000 });
  await expect(page.getByText('Test accuracy')).toBeVisible({ timeout: 120_000 });
  await expect(page.getByText(/95 % CI/).first()).toBeVisible();
  await expect(loss).toHaveAccessibleName(/up to epoch 12:/);

  await page.getByText('Loss as a table').click();
  await expect(page.getByRole('region', { name: 'Loss as a table' }).getByRole('row')).toHaveCount(13);

  await page
    .getByRole('navigation', { name: 'Pages of this run' })
    .getByRole('link', { name: /^Predictions/ })
    .click();
  await page.getByRole('button', { name: 'Errors only' }).click();
  await expect(page).toHaveURL(/errors=1/);
  const tiles = page.getByRole('button', { name: /answered/ });
  const none = page.getByText('No image matches');
  await expect(tiles.first().or(none)).toBeVisible();
  // a run that makes no mistake has none to open: then any prediction tells as much
  if (await none.isVisible()) await page.getByRole('button', { name: 'Show all images' }).click();
  await tiles.first().click();
  const viewer = page.getByRole('dialog', { name: /Image viewer/ });
  await expect(viewer.getByText('True class')).toBeVisible();
  await expect(viewer.getByText(/^1 of/)).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(viewer.getByText(/^2 of/).or(viewer.getByText('1 of 1'))).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(viewer).toBeHidden();
});
