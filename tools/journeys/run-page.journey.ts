import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { ask } from './ask.ts';

// The page of a run that has ended. Needs a finished run, as the journeys before this one leave it.

const known = z.object({ runs: z.object({ nodes: z.array(z.object({ id: z.string() })) }) });

async function finishedRun(base: string): Promise<string> {
  const { runs } = known.parse(await ask(base, '{ runs(where: { status: [FINISHED] }, first: 1) { nodes { id } } }'));
  const id = runs.nodes[0]?.id;
  if (id === undefined) throw new Error('There is no finished run.');
  return id;
}

test('curves are drawn by time, smoothed and on a log scale, and the URL keeps it', async ({ page, baseURL }) => {
  await page.goto(`/runs/${await finishedRun(baseURL ?? '')}`);
  const card = page.getByRole('region', { name: 'Curves' });
  await card.getByRole('button', { name: 'By time' }).click();
  await card.getByRole('button', { name: 'Smoother' }).click();
  await card.getByRole('button', { name: 'Last half' }).click();
  await card.getByRole('switch', { name: 'Loss on a log scale' }).click();
  await expect(page).toHaveURL(/by=time/);
  await page.reload();
  await expect(card.getByText('smoothed, weight 0.9')).toBeVisible();
  await expect(card.getByText('smoothed, log scale')).toBeVisible();
  await expect(card.getByRole('img', { name: /^Loss by time/ })).toBeVisible();
  await expect(card.getByRole('button', { name: 'Last half' })).toHaveAttribute('aria-pressed', 'true');
});

test('a run is renamed and gets notes, and both stay', async ({ page, baseURL }) => {
  const name = `renamed ${Date.now()}`;
  await page.goto(`/runs/${await finishedRun(baseURL ?? '')}`);
  await page.getByRole('button', { name: /^Rename/ }).click();
  await page.getByLabel('New name').fill(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await page.getByRole('textbox', { name: 'Notes' }).fill('What it showed');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'Save' })).toBeHidden();
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Notes' })).toHaveValue('What it showed');
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
});
