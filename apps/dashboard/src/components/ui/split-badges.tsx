import type { DatasetCardFragment } from '../../gql/graphql.ts';
import { CertificateBadge } from './certificate-badge.tsx';
import styles from './split-badges.module.css';

/** The splits of a version, each with its certificate. */
export function SplitBadges({ splits }: { readonly splits: NonNullable<DatasetCardFragment['latestVersion']>['splits'] }) {
  return (
    <span className={styles['badges']}>
      {splits.map(({ id, name, certificate }) => (
        <CertificateBadge key={id} prefix={name} certificate={certificate} statement={certificate.statement} />
      ))}
    </span>
  );
}
