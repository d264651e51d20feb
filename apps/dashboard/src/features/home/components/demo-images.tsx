'use client';
import { useQuery } from '@tanstack/react-query';
import { CertificateBadge } from '../../../components/ui/certificate-badge.tsx';
import { ClassLabel, classColour } from '../../../components/ui/class-label.tsx';
import type { DatasetCardFragment } from '../../../gql/graphql.ts';
import type { Certificate } from '../../../lib/certificate.ts';
import { count } from '../../../lib/format/number.ts';
import { demoImagesQuery } from '../api/home-query.ts';
import { spread } from '../api/spread.ts';
import styles from './demo-images.module.css';

/** A few images of each class, and how many there are. */
export function DemoImages({
  version,
  certificate,
}: {
  readonly version: NonNullable<DatasetCardFragment['latestVersion']>;
  readonly certificate: Certificate;
}) {
  const { data: images } = useQuery(demoImagesQuery(version.id));
  const classes = version.classes.map(({ name }) => name);
  return (
    <>
      <div className={styles['grid']}>
        {spread(images ?? [], 24).map(({ id, label, path, thumbnailUrl }) => (
          <span key={id} className={styles['cell']}>
            <img src={thumbnailUrl} alt="" title={path} width={110} height={110} decoding="async" />
            <i style={{ background: classColour(classes.indexOf(label)) }} />
          </span>
        ))}
      </div>
      <p className={styles['legend']}>
        {version.classes.map(({ name, count: own }) => (
          <span key={name} className={styles['class']}>
            <ClassLabel name={name} classes={classes} /> <small>{count(own)}</small>
          </span>
        ))}
        <span className={styles['certificate']}>
          <CertificateBadge certificate={certificate} />
        </span>
      </p>
    </>
  );
}
