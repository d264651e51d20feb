import { expect, test } from '@playwright/test';

test('a run is cancelled only after a question, and then at once', async ({ page }) => {
  await page.goto('/runs/launch');
  await page.getByLabel('Epochs').fill('400');
  await page.getByRole('button', { name: 'Launch', exact: true }).click();
  await expect(page).toHaveURL(/\/runs\/run_/);
  await expect(page.getByRole('img', { name: /^Loss by epoch/ })).toBeVisible({ timeout: 120_000 });

  await page.getByRole('button', { name: 'Cancel run' }).click();
  const question = page.getByRole('dialog');
  await question.getByRole('button', { name: 'Let it train' }).click();
  await expect(question).toBeHidden();

  await page.getByRole('button', { name: 'Cancel run' }).click();
  await question.getByRole('button', { name: 'Cancel the run' }).click();
  await expect(page.getByText('Cancelled', { exact: true })).toBeVisible({ timeout: 15_000 });
  await expect(page.getByRole('button', { name: 'Cancel run' })).toBeHidden();
});
