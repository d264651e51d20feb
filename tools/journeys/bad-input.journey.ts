import { expect, test } from '@playwright/test';

// What a person types wrong is told where it was typed, with what to do.

test('a learning rate of −1 is told at its field, and Launch goes there', async ({ page }) => {
  await page.goto('/runs/launch');
  const rate = page.getByLabel('Learning rate');
  await expect(rate).not.toHaveValue('');
  await rate.fill('-1');
  await expect(rate).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('button', { name: /1 field to fix/ })).toBeVisible();
  await page.getByLabel('Epochs').focus();
  await page.getByRole('button', { name: 'Launch' }).click();
  await expect(rate).toBeFocused();
  await expect(page).toHaveURL(/\/runs\/launch/);

  await rate.fill('fast');
  await expect(page.getByText('Write a number, such as 1e-4 or 0.001.')).toBeVisible();
  await rate.fill('1e-3');
  await expect(rate).not.toHaveAttribute('aria-invalid', 'true');
});

test('a name that is taken, a folder that is not there and an odd name are told at their fields', async ({ page }) => {
  await page.goto('/datasets');
  const taken = await page.getByRole('heading', { level: 2 }).first().innerText();
  await page.goto('/datasets?import=new');
  const dialog = page.getByRole('dialog', { name: 'Import a dataset' });
  const folder = dialog.getByLabel('Folder on the server');
  const name = dialog.getByLabel('Name of the dataset');

  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(dialog.getByText('Choose a folder, or type its path.')).toBeVisible();

  await folder.fill('/there/is/no/such/folder');
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(folder).toHaveAttribute('aria-invalid', 'true');

  await name.fill('../up');
  await expect(name).toHaveAttribute('aria-invalid', 'true');

  await folder.fill('/');
  await name.fill(taken);
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(name.or(folder)).toHaveCount(2);
  await expect(dialog.locator('[aria-invalid="true"]')).not.toHaveCount(0);
});

test('an address of nothing says so and leads on', async ({ page }) => {
  for (const address of ['/runs/run_00000000000000000000000000', '/datasets/ds_00000000000000000000000000', '/nowhere']) {
    const response = await page.goto(address);
    expect(response?.status()).toBe(404);
    await expect(page.getByText('There is nothing at this address')).toBeVisible();
  }
  await page.getByRole('link', { name: 'All runs' }).click();
  await expect(page).toHaveURL(/\/runs$/);
});
