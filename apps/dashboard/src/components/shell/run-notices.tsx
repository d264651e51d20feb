'use client';
import { graphql } from '../../gql/index.ts';
import { percentInterval, percent } from '../../lib/format/number.ts';
import { request } from '../../lib/graphql/request.ts';
import { accuracyOn } from '../../lib/results.ts';
import { tell } from '../ui/notice.tsx';

const endedDocument = graphql(`
  query EndedRun($id: ID!) {
    run(id: $id) {
      id
      name
      status
      error {
        code
        message
        hint
      }
      evaluations {
        id
        subset
        imageCount
        metrics {
          key
          value
          low
          high
          method
        }
      }
    }
  }
`);

/** Tells that a run has ended, and how, with the way to it; not on its own page, where one sees it. */
export async function tellRunEnded(id: string): Promise<void> {
  if (window.location.pathname.startsWith(`/runs/${id}`)) return;
  const { run } = await request(endedDocument, { id });
  if (run === null) return;
  const link = { href: `/runs/${id}`, label: 'Open' };
  if (run.status === 'FINISHED') {
    const test = accuracyOn(run.evaluations, 'TEST');
    const message = test
      ? `Test accuracy ${percent(test.value)}, ${percentInterval(test.low, test.high)}.`
      : 'It has no result on test.';
    tell({ title: `${run.name} is finished`, message, link }, id);
  }
  if (run.status === 'FAILED')
    tell({ title: `${run.name} failed`, message: run.error?.message ?? 'It says no more.', link, tone: 'bad' }, id);
}
