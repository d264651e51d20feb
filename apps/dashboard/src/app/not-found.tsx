import type { Metadata } from 'next';
import { Page } from '../components/shell/page.tsx';
import { Empty } from '../components/ui/empty.tsx';
import { LinkButton } from '../components/ui/link-button.tsx';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <Page here="Not found">
      <h1 className="visually-hidden">Not found</h1>
      <Empty title="There is nothing at this address" action={<LinkButton href="/runs">All runs</LinkButton>}>
        It may have been deleted, or the address may be cut off. Runs and datasets are found from their lists.
      </Empty>
    </Page>
  );
}
