'use client';
import { IconCircleCheckFilled, IconPlugConnectedX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { Card } from '../../../components/ui/card.tsx';
import { Empty } from '../../../components/ui/empty.tsx';
import { Table } from '../../../components/ui/table.tsx';
import { Time } from '../../../components/ui/time.tsx';
import { MISSING } from '../../../lib/format/missing.ts';
import { bytes } from '../../../lib/format/number.ts';
import { trainersQuery } from '../../../lib/live/active-runs.ts';
import text from '../../../styles/text.module.css';
import styles from './trainers-table.module.css';

/** Who computes: the trainer processes, and the engines that this machine can use. */
export function TrainersTable() {
  const { data } = useQuery(trainersQuery);
  if (!data) return null;
  return (
    <>
      <Card title="Trainers" sub="processes that train, one run at a time" flush={data.trainers.length > 0}>
        {data.trainers.length === 0 ? (
          <Empty title="No trainer has ever answered">
            npm start starts one. Its words stand in the terminal in which Sagittal runs.
          </Empty>
        ) : (
          <Table label="Table of trainers" className={styles['table']}>
            <thead>
              <tr>
                <th scope="col">Host</th>
                <th scope="col">State</th>
                <th scope="col">Engine</th>
                <th scope="col" data-align="right">
                  Threads
                </th>
                <th scope="col" data-align="right">
                  Memory
                </th>
                <th scope="col">Works on</th>
                <th scope="col" data-align="right">
                  Last seen
                </th>
              </tr>
            </thead>
            <tbody>
              {data.trainers.map(({ id, host, alive, engine, threads, memoryBytes, currentRun, currentJob, lastSeenAt }) => (
                <tr key={id}>
                  <td className={text['medium']}>{host}</td>
                  <td>
                    <span className={styles['state']} data-alive={alive}>
                      {alive ? <IconCircleCheckFilled size={14} aria-hidden /> : <IconPlugConnectedX size={14} aria-hidden />}
                      {alive ? 'Answers' : 'Silent'}
                    </span>
                  </td>
                  <td>{engine}</td>
                  <td data-align="right">{threads}</td>
                  <td data-align="right">{bytes(memoryBytes)}</td>
                  <td>
                    {currentRun ? (
                      <Link className={text['link']} href={`/runs/${currentRun.id}`}>
                        {currentRun.name}
                      </Link>
                    ) : (
                      (currentJob?.kind ?? MISSING)
                    )}
                  </td>
                  <td data-align="right">
                    <Time iso={lastSeenAt} />
                  </td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
      <Card title="Engines" sub="what this machine can compute with">
        <ul className={styles['engines']}>
          {data.engines.map(({ name, available, reason, device, trains }) => (
            <li key={name}>
              <b>{name}</b> {available ? (trains ? 'trains' : 'predicts, does not train') : 'not available'}
              {device ? <span className={text['quiet']}> {device}</span> : null}
              {reason ? <p className={text['secondary']}>{reason}</p> : null}
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}
