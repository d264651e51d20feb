import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { ask } from './ask.ts';

// The table of runs. Needs a finished run, as the journeys before this one leave it.

const known = z.object({ runs: z.object({ nodes: z.array(z.object({ id: z.string(), name: z.string() })) }) });

/** A finished run of the server, by a name that no other has. */
async function finishedRun(base: string): Promise<{ id: string; name: string }> {
  const { runs } = known.parse(await ask(base, '{ runs(where: { status: [FINISHED] }, first: 1) { nodes { id name } } }'));
  const run = runs.nodes[0];
  if (run === undefined) throw new Error('There is no finished run.');
  const name = `to find ${Date.now()}`;
  await ask(base, 'mutation ($id: ID!, $name: String!) { updateRun(id: $id, input: { name: $name }) { id } }', {
    id: run.id,
    name,
  });
  return { id: run.id, name };
}

test('a run goes to the bin and comes back by Undo, and from the bin by Restore', async ({ page, baseURL }) => {
  const { name } = await finishedRun(baseURL ?? '');
  await page.goto(`/runs?search=${encodeURIComponent(name)}`);
  const box = page.getByRole('checkbox', { name: `Select ${name}` });
  const bar = page.getByRole('region', { name: 'Selected runs' });

  await page.getByRole('link', { name }).focus();
  await page.keyboard.press('x');
  await expect(box).toBeChecked();
  await expect(bar).toContainText('1 selected');
  await bar.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('No run matches')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('link', { name })).toBeVisible();

  await box.check();
  await bar.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('No run matches')).toBeVisible();
  await page.getByRole('button', { name: /^Bin/ }).click();
  await expect(page).toHaveURL(/bin=1/);
  await box.check();
  await bar.getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByText('No run matches')).toBeVisible();
  await page.getByRole('button', { name: /^Bin/ }).click();
  await expect(page.getByRole('link', { name })).toBeVisible();
});

test('columns are chosen, ordered and kept in the URL', async ({ page, baseURL }) => {
  await finishedRun(baseURL ?? '');
  await page.goto('/runs');
  const head = page.getByRole('columnheader');
  await expect(head.filter({ hasText: 'Status' })).toBeVisible();
  await page.getByRole('button', { name: /^Columns/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Columns' });
  await dialog.getByLabel('Find a column').fill('optimizer.learningRate');
  await dialog.getByRole('button', { name: 'optimizer.learningRate', exact: true }).click();
  await dialog.getByRole('button', { name: 'Status: hide' }).click();
  await dialog.getByRole('button', { name: 'optimizer.learningRate: further left' }).click();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page).toHaveURL(/columns=.*recipe\.optimizer\.learningRate/);
  await page.reload();
  await expect(head.filter({ hasText: 'learningRate' })).toBeVisible();
  await expect(head.filter({ hasText: 'Status' })).toHaveCount(0);
  await page.getByRole('button', { name: /learningRate/ }).click();
  await expect(page).toHaveURL(/sort=recipe\.optimizer\.learningRate/);
});

test('conditions are read from the filter, and what cannot be read is told', async ({ page, baseURL }) => {
  const { name } = await finishedRun(baseURL ?? '');
  await page.goto('/runs');
  const filter = page.getByLabel('Filter by name or condition');
  await filter.fill(`${name} and epochs >= 1`);
  await expect(page.getByRole('link', { name })).toBeVisible();
  await filter.fill(`${name} and epochs > 100000`);
  await expect(page.getByText('No run matches')).toBeVisible();
  await filter.fill('status = odd');
  await expect(page.getByText('status is one of queued, running, finished, failed, cancelled.')).toBeVisible();
});

test('selected runs are tagged, and found by their tag', async ({ page, baseURL }) => {
  const { name } = await finishedRun(baseURL ?? '');
  await page.goto(`/runs?columns=tags&search=${encodeURIComponent(name)}`);
  await page.getByRole('checkbox', { name: `Select ${name}` }).check();
  await page.getByRole('button', { name: 'Tag', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Tag 1 run' });
  await dialog.getByRole('button', { name: 'Tag', exact: true }).click();
  await expect(dialog.getByText('A tag needs a key, such as reader.')).toBeVisible();
  await dialog.getByLabel('Key').fill('journey');
  await dialog.getByLabel('Value').fill('yes');
  await dialog.getByRole('button', { name: 'Tag', exact: true }).click();
  await expect(page.getByText('journey: yes').first()).toBeVisible();
  await page.goto('/runs?search=tag.journey%20%3D%20yes');
  await expect(page.getByRole('link', { name })).toBeVisible();
});
