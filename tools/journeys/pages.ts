import { z } from 'zod';
import { ask } from './ask.ts';

const known = z.object({
  runs: z.object({ nodes: z.array(z.object({ id: z.string(), status: z.string() })) }),
  datasets: z.object({ nodes: z.array(z.object({ id: z.string() })) }),
});

export interface PageToSee {
  readonly name: string;
  readonly address: string;
}

/** Every page of a running Sagittal, those of a run and of a dataset as far as there are any. */
export async function pagesToSee(base: string): Promise<readonly PageToSee[]> {
  const { runs, datasets } = known.parse(
    await ask(base, '{ runs(first: 200) { nodes { id status } } datasets { nodes { id } } }'),
  );
  const page = (name: string, address: string | undefined): PageToSee[] => (address === undefined ? [] : [{ name, address }]);
  const run = (status: string, rest = ''): string | undefined => {
    const found = runs.nodes.find((candidate) => candidate.status === status);
    return found && `/runs/${found.id}${rest}`;
  };
  const [dataset] = datasets.nodes;
  return [
    ...page('home', '/'),
    ...page('runs', '/runs'),
    ...page('runs-nothing-matches', '/runs?search=nothing-of-this-name'),
    ...page('launch', '/runs/launch'),
    ...page('datasets', '/datasets'),
    ...page('import', '/datasets?import=new'),
    ...page('dataset', dataset && `/datasets/${dataset.id}`),
    ...page('run-running', run('RUNNING')),
    ...page('run-failed', run('FAILED')),
    ...page('run-finished', run('FINISHED')),
    ...page('predictions', run('FINISHED', '/predictions')),
    ...page('recipe', run('FINISHED', '/recipe')),
    ...page('log', run('FINISHED', '/log')),
    ...page('trainers', '/trainers'),
    ...page('api', '/api-access'),
    ...page('not-found', '/runs/run_00000000000000000000000000'),
  ];
}
