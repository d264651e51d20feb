import type { Metadata } from 'next';
import { PageTitle } from '../../components/shell/page-title.tsx';
import { Page } from '../../components/shell/page.tsx';
import { TrainersTable } from '../../features/trainers/components/trainers-table.tsx';

export const metadata: Metadata = { title: 'Trainers' };

export default function TrainersPage() {
  return (
    <Page here="Trainers">
      <PageTitle title="Trainers" />
      <TrainersTable />
    </Page>
  );
}
