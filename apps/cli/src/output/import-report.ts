import type { JobQuery } from '../gql/operations.ts';
import { printable } from '../failure.ts';
import { count, table } from './format.ts';

type Job = Extract<JobQuery['node'], { __typename: 'Job' }>;

/** What an import made, and what it could not take, each with its reason. */
export function importReport(job: Job): string {
  const parts: string[] = [];
  const made = job.result;
  if (made?.__typename === 'DatasetVersion') {
    parts.push(
      `${printable(made.dataset.name)}, version ${String(made.number)} (${made.id}): ${count(made.imageCount)} images, ` +
        made.classes.map((one) => `${printable(one.name)} ${count(one.count)}`).join(', '),
    );
    for (const split of made.splits) {
      const counts = split.counts.map((subset) => `${subset.subset.toLowerCase()} ${count(subset.count)}`).join(', ');
      parts.push(
        `Split ${printable(split.name)} (${split.strategy}, seed ${String(split.seed)}): ${counts}. ${split.certificate.statement}`,
      );
    }
  }
  if (job.problems.length > 0) {
    parts.push(
      `Not taken: ${count(job.problems.length)}\n` +
        table(
          [{ title: 'file' }, { title: 'code' }, { title: 'why' }],
          job.problems.map((problem) => [problem.item, problem.code, problem.message]),
        ),
    );
  }
  return parts.join('\n') || `${job.id}: ${job.status.toLowerCase()}`;
}
