import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Steps } from '../console/steps.ts';
import { differences } from '../golden/compare.ts';
import { generate } from '../golden/generate.ts';
import { findPython } from '../golden/python.ts';
import { type Generator, generators } from '../golden/table.ts';
import { root } from '../root.ts';
import { NOTHING, single, sum, type Tally } from '../testing/tally.ts';

async function problemsOf(generator: Generator, python: string): Promise<string[]> {
  const made = mkdtempSync(path.join(tmpdir(), 'sagittal-golden-'));
  try {
    return (await generate(generator, python, made)).flatMap((file) => {
      if (!existsSync(path.join(root, file))) return [`${file} is not checked in`];
      const [kept, anew] = [root, made].map((folder) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as unknown);
      return differences(kept, anew, generator.rounding).map((difference) => `${file}: ${difference}`);
    });
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

/** Makes every golden file anew and compares it with what is checked in. Left out, and said, where there is no python3. */
export async function verifyGolden(steps: Steps): Promise<Tally> {
  const python = findPython();
  if (python === null) {
    steps.say('- Golden values: left out, because this machine has no python3.');
    return NOTHING;
  }
  const tallies: Tally[] = [];
  for (const generator of generators) {
    const name = `golden values of ${generator.name}`;
    const well = await steps
      .step(name, async () => {
        const problems = await problemsOf(generator, python);
        if (problems.length > 0) throw new Error(problems.join('\n'));
        return true;
      })
      .catch((error: unknown) => {
        steps.say(`  ${error instanceof Error ? error.message : String(error)}`);
        return false;
      });
    tallies.push(single(name, well));
  }
  return sum(tallies);
}
