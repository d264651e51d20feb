import { IconShield, IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { type Certificate, certificateBadge } from '../../lib/certificate.ts';
import styles from './certificate-badge.module.css';

/** The certificate of a split, wherever the split or its result is shown. `prefix`: the split's name. */
export function CertificateBadge({
  certificate,
  prefix,
  statement,
}: {
  readonly certificate: Certificate;
  readonly prefix?: string;
  readonly statement?: string;
}) {
  const { look, text, short } = certificateBadge(certificate);
  const Icon = look === 'failed' ? IconShieldX : look === 'unchecked' ? IconShield : IconShieldCheck;
  return (
    <span className={styles['badge']} data-look={look} title={statement}>
      <Icon size={13} stroke={1.9} aria-hidden />
      <span>{prefix ? `${prefix}: ${short}` : text}</span>
    </span>
  );
}
