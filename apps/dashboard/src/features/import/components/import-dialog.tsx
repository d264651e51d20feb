'use client';
import { Modal } from '@mantine/core';
import { useUrlState } from '../../../lib/use-url-state.ts';
import { ImportForm } from './import-form.tsx';
import { ImportProgress } from './import-progress.tsx';

/**
 * Opened by `?import=` in the URL: `new` for a new dataset, `version` for the next version of `dataset`. Once begun, the job's
 * id stands there, so that a reload comes back to it.
 */
export function ImportDialog({ dataset = null }: { readonly dataset?: { readonly id: string; readonly name: string } | null }) {
  const [params, patch] = useUrlState();
  const state = params.get('import');
  const jobId = state?.startsWith('job_') ? state : null;
  const close = (): void => patch({ import: null });
  return (
    <Modal
      opened={state !== null}
      onClose={close}
      size={640}
      title={dataset ? `New version of ${dataset.name}` : 'Import a dataset'}
    >
      {state === null ? null : jobId === null ? (
        <ImportForm dataset={dataset} onStarted={(id) => patch({ import: id })} />
      ) : (
        <ImportProgress jobId={jobId} onAgain={() => patch({ import: dataset ? 'version' : 'new' })} onClose={close} />
      )}
    </Modal>
  );
}
