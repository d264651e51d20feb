import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runProgram } from '../console/program.ts';
import { createSteps } from '../console/steps.ts';
import { root } from '../root.ts';
import { generate } from './generate.ts';
import { findPython } from './python.ts';
import { generators } from './table.ts';

// `npm run golden [-- NAME …]`: makes golden files anew, all of them or those of some generators.

const steps = createSteps();
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !generators.some((generator) => generator.name === name));
const python = findPython();
if (unknown !== undefined || python === null) {
  const names = generators.map(({ name }) => name).join(', ');
  steps.say(
    python === null ? 'Golden files are made by Python: install python3.' : `There is no ${unknown ?? ''}. There are: ${names}.`,
  );
  process.exit(1);
}
for (const generator of generators.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  await steps.step(generator.name, async (tell) => {
    const made = mkdtempSync(path.join(tmpdir(), 'sagittal-golden-'));
    try {
      const files = await generate(generator, python, made);
      for (const file of files) {
        mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
        copyFileSync(path.join(made, file), path.join(root, file));
      }
      await runProgram('prettier', ['--write', ...files]);
      tell(`${files.length} files`);
    } finally {
      rmSync(made, { recursive: true, force: true });
    }
  });
}
