import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

// What lies over every page: the palette and the map of all keys.

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the palette finds pages and actions by the keyboard alone, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.keyboard.press('Control+k');
    const field = page.getByRole('combobox', { name: 'Search or jump to' });
    await expect(field).toBeFocused();
    await page.keyboard.type('train');
    const option = page.getByRole('option', { name: 'Trainers' });
    await expect(option).toBeVisible();
    while ((await option.getAttribute('aria-selected')) !== 'true') await page.keyboard.press('ArrowDown');
    await expect(field).toHaveAttribute('aria-activedescendant', (await option.getAttribute('id')) ?? '');
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/trainers$/);
    await expect(page.getByRole('heading', { level: 1, name: 'Trainers' })).toBeVisible();
  });
}

test('the palette finds a dataset, says when there is nothing, and goes away by Escape', async ({ page }) => {
  await page.goto('/trainers');
  await page.getByRole('button', { name: 'Search or jump to' }).click();
  await page.keyboard.type('nothing is called this');
  await expect(page.getByText('Nothing is called “nothing is called this”.')).toBeVisible();
  await page.getByRole('combobox', { name: 'Search or jump to' }).fill('demo');
  await page.getByRole('option', { name: /demo/ }).first().click();
  await expect(page).toHaveURL(/\/(datasets|runs)\//);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Search or jump to' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Search or jump to' })).toBeHidden();
});

test('? shows all keys, where single letters can be switched off and on again', async ({ page }) => {
  await page.goto('/trainers');
  await expect(page.getByRole('heading', { level: 1, name: 'Trainers' })).toBeVisible();
  await page.keyboard.press('?');
  const map = page.getByRole('dialog', { name: 'All keys' });
  await expect(map.getByText('Launch a run')).toBeVisible();
  await map.getByRole('switch', { name: 'Single letters do something' }).click();
  await page.keyboard.press('Escape');
  await expect(map).toBeHidden();
  await page.keyboard.press('l');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Search or jump to' })).toBeFocused();
  // l did nothing
  await expect(page).toHaveURL(/\/trainers$/);
  await page.keyboard.type('all keys');
  await page.keyboard.press('Enter');
  await map.getByRole('switch', { name: 'Single letters do something' }).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('l');
  await expect(page).toHaveURL(/\/runs\/launch/);
});
