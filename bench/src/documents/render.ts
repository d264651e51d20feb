import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FineTuningRecord } from '../suites/fine-tuning/curve.ts';
import { betweenMarks } from './between-marks.ts';
import { fineTuningPlot, fineTuningTable } from './fine-tuning.ts';
import { performanceTables } from './performance.ts';
import { reportSchema } from './report-file.ts';

/** Draws the figures of docs/ anew from what was measured and kept in bench/results. @returns the files written. */
export async function renderDocuments(root: string): Promise<readonly string[]> {
  const results = path.join(root, 'bench/results');
  const docs = path.join(root, 'docs');
  const written: string[] = [];
  const replace = async (page: string, name: string, text: string): Promise<void> => {
    const file = path.join(docs, page);
    await writeFile(file, betweenMarks(await readFile(file, 'utf8'), name, text));
    written.push(file);
  };
  const compute = path.join(results, 'compute.json');
  if (existsSync(compute)) {
    const report = reportSchema.parse(JSON.parse(await readFile(compute, 'utf8')));
    await replace('performance.md', 'figures', performanceTables(report));
  }
  const fineTuning = path.join(results, 'fine-tuning.json');
  if (existsSync(fineTuning)) {
    const record = JSON.parse(await readFile(fineTuning, 'utf8')) as FineTuningRecord;
    const plot = path.join(docs, 'fine-tuning.svg');
    await writeFile(plot, fineTuningPlot(record));
    written.push(plot);
    await replace('fine-tuning.md', 'figures', fineTuningTable(record));
  }
  return written;
}
