import { createSteps, type Steps } from '../console/steps.ts';
import { type Target, seedTarget } from './target.ts';

// `npm run db:seed -- SCENARIO`: fills a server with a scenario, by its API, the way people would.

const SCENARIOS: Readonly<Record<string, () => Promise<(target: Target, steps: Steps) => Promise<void>>>> = {
  demo: async () => (await import('./demo.ts')).seedDemo,
  'many-runs': async () => (await import('./many-runs.ts')).seedManyRuns,
  'edge-cases': async () => (await import('./edge-cases.ts')).seedEdgeCases,
};

const load = SCENARIOS[process.argv[2] ?? ''];
if (load === undefined) {
  process.stderr.write(`Which scenario? ${Object.keys(SCENARIOS).join(' or ')}, as in: npm run db:seed -- demo\n`);
  process.exit(2);
}
const steps = createSteps();
const target = await seedTarget(steps);
try {
  await (
    await load()
  )(target, steps);
} finally {
  await target.stop();
}
