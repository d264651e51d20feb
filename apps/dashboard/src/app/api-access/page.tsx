import type { Metadata } from 'next';
import { PageTitle } from '../../components/shell/page-title.tsx';
import { Page } from '../../components/shell/page.tsx';
import { ApiAccess } from '../../features/api-access/components/api-access.tsx';

export const metadata: Metadata = { title: 'API & notebooks' };

export default function ApiAccessPage() {
  return (
    <Page here="API & notebooks">
      <PageTitle title="API & notebooks" />
      <ApiAccess />
    </Page>
  );
}
