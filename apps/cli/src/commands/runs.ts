import type { Surroundings } from '../context.ts';
import { contextOf } from '../context.ts';
import { runsDocument } from '../documents/index.ts';
import { usageFailure } from '../failure.ts';
import type { RunWhere } from '../gql/operations.ts';
import { parseInteger } from '../options.ts';
import { count, estimate, table } from '../output/format.ts';
import { Command } from 'commander';

/** `runs [--where JSON]`: the runs, newest first, with their accuracy on test. */
export function runsCommand(surroundings: Surroundings): Command {
  return new Command('runs')
    .summary('list the runs')
    .description('Lists the runs, newest first. --where is a RunWhere of the GraphQL schema, as JSON: {"status": ["FINISHED"]}')
    .option('--where <json>', 'only the runs that fit', parseWhere)
    .option('--first <number>', 'at most so many', parseInteger('--first', 1), 50)
    .action(async (options: { where?: RunWhere; first: number }, command: Command) => {
      const context = contextOf(command, surroundings);
      const client = await context.connect();
      const { runs } = await client.request(runsDocument, {
        first: options.first,
        ...(options.where === undefined ? {} : { where: options.where }),
      });
      context.print(runs, () => {
        if (runs.nodes.length === 0) return options.where === undefined ? 'No run yet.' : 'No run fits this condition.';
        const rows = runs.nodes.map((run) => {
          const test = run.evaluations.find((evaluation) => evaluation.subset === 'TEST');
          return [
            run.name,
            run.status === 'FAILED' ? `FAILED ${run.error?.code ?? ''}` : run.status,
            run.split
              ? `${run.split.datasetVersion.dataset.name} v${String(run.split.datasetVersion.number)} / ${run.split.name}`
              : '–',
            run.preset ?? run.architecture ?? '–',
            estimate(test?.metrics.find((metric) => metric.key === 'accuracy')),
            run.createdAt.slice(0, 16).replace('T', ' '),
            run.id,
          ];
        });
        const columns = [
          { title: 'name' },
          { title: 'status' },
          { title: 'data' },
          { title: 'recipe' },
          { title: 'accuracy on test', right: true },
          { title: 'created (UTC)' },
          { title: 'id' },
        ];
        const more =
          runs.totalCount > rows.length ? `\n${count(rows.length)} of ${count(runs.totalCount)}; more with --first` : '';
        return table(columns, rows) + more;
      });
    });
}

/** The server checks the keys; here it only has to be an object. */
function parseWhere(text: string): RunWhere {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw usageFailure(
      `--where is no JSON: ${error instanceof Error ? error.message : String(error)}`,
      `Give it in quotes: --where '{"status": ["FINISHED"]}'`,
    );
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw usageFailure('--where takes a JSON object.', `As in --where '{"status": ["FINISHED"]}'`);
  }
  return parsed;
}
