import { expect, test } from '@playwright/test';

// The whole recipe as a form and as JSON: one recipe, whichever way it is written.

test('the form follows the optimizer, and form and JSON show one recipe', async ({ page }) => {
  await page.goto('/runs/launch');
  await expect(page.getByLabel('Learning rate')).not.toHaveValue('');
  await page.getByRole('combobox', { name: 'Optimizer' }).click();
  await page.getByRole('option', { name: 'sgd' }).click();
  await expect(page.getByLabel('Momentum')).toBeVisible();
  await expect(page.getByLabel('Beta 1')).toBeHidden();
  await page.getByLabel('Hidden layers').fill('64, 32');

  await page.getByRole('button', { name: 'JSON' }).click();
  const json = page.getByRole('textbox', { name: 'Recipe as JSON' });
  const written = await json.inputValue();
  expect(JSON.parse(written)).toMatchObject({ optimizer: { type: 'sgd' }, head: { dense: [64, 32] } });

  await json.fill(`${written} and more`);
  await expect(page.getByText(/This is no JSON/).first()).toBeVisible();
  await json.fill(written.replace('"epochs": 20', '"epochs": 3'));
  await expect(page.getByText(/This is no JSON/)).toBeHidden();
  await page.getByRole('button', { name: 'Form' }).click();
  await expect(page.getByLabel('Epochs')).toHaveValue('3');
  await expect(page.getByLabel('Hidden layers')).toHaveValue('64, 32');

  await page.getByLabel('Dropout').fill('1.5');
  await expect(page.getByLabel('Dropout')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('button', { name: /1 field to fix/ })).toBeVisible();
});

test('a preset takes the place of what was changed', async ({ page }) => {
  await page.goto('/runs/launch');
  await page.getByLabel('Epochs').fill('7');
  await page.getByRole('radio', { name: /Small CNN/ }).click();
  await expect(page.getByLabel('Epochs')).toHaveValue('20');
});

test('the steps of an augmentation show what the network will see', async ({ page }) => {
  await page.goto('/runs/launch');
  await page.getByRole('radio', { name: /Small CNN/ }).click();
  await expect(page.getByText(/training pictures are shown as they are/)).toBeVisible();
  const steps = page.getByRole('textbox', { name: 'Steps' });
  await steps.fill('[{"type":"rotate","degrees":[30,30]}]');
  await expect(page.getByRole('img', { name: /, augmented$/ })).toHaveCount(8);

  await steps.fill('[{"type":"crop","height":2000,"width":2000}]');
  await expect(page.getByText(/larger than the picture/)).toBeVisible();
  await expect(steps).toHaveAttribute('aria-invalid', 'true');
});
