'use client';
import { IconShield, IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { CHECK_WORDS, certificateBadge, checkFigure, checksByKind } from '../../../lib/certificate.ts';
import type { Version } from '../api/dataset-query.ts';
import styles from './certificate-card.module.css';

/** The certificate of a split in plain words: what was checked, what was found, and what was not checked. */
export function CertificateCard({ split }: { readonly split: Version['splits'][number] }) {
  const { certificate } = split;
  const { look, text } = certificateBadge(certificate);
  const Icon = look === 'failed' ? IconShieldX : look === 'unchecked' ? IconShield : IconShieldCheck;
  return (
    <section className={styles['card']} data-look={look} aria-label="Certificate of the split">
      <div className={styles['head']}>
        <Icon size={24} stroke={1.7} aria-hidden />
        <div>
          <h2>
            {text} <span>split {split.name}</span>
          </h2>
          <p>{certificate.statement}</p>
        </div>
      </div>
      <div className={styles['checks']}>
        {checksByKind(certificate.checks).map(({ kind, status, crossing, sentences }) => (
          <div key={kind} className={styles['check']} data-status={status}>
            <h3>{CHECK_WORDS[kind]}</h3>
            <p className={styles['figure']}>{checkFigure(status, crossing)}</p>
            {sentences.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </div>
        ))}
      </div>
    </section>
  );
}
