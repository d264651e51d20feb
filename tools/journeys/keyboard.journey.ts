import { expect, test } from '@playwright/test';

test('the keyboard goes everywhere, and what has the focus shows it', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'To the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();

  await page.keyboard.press('l');
  await expect(page).toHaveURL(/\/runs\/launch/);
  const name = page.getByLabel('Name', { exact: true });
  await name.focus();
  await expect(name).toHaveCSS('outline-style', 'solid');
  await page.keyboard.type('l/l');
  await expect(page).toHaveURL(/\/runs\/launch/);
  await expect(name).toHaveValue('l/l');

  await page.goto('/runs');
  await expect(page.getByRole('heading', { level: 1, name: 'Runs' })).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByLabel('Filter by name')).toBeFocused();
  await page.keyboard.type('nothing is called this');
  await expect(page).toHaveURL(/search=nothing/);
});

test('a dialog takes the focus, Escape gives it back', async ({ page }) => {
  await page.goto('/datasets');
  const opener = page.getByRole('link', { name: 'Import a dataset' }).first();
  await opener.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Import a dataset' });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByLabel('Folder on the server')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('light and dark are chosen and kept', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/');
  const html = page.locator('html');
  await expect(html).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.getByRole('button', { name: /Colours/ }).click();
  await page.getByRole('menuitem', { name: 'Light' }).click();
  await expect(html).toHaveAttribute('data-mantine-color-scheme', 'light');
  await page.reload();
  await expect(html).toHaveAttribute('data-mantine-color-scheme', 'light');
});
