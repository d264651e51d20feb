'use client';
import { useMantineColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconDatabase, IconKeyboard, IconMoon, IconPlayerPlay, IconSun, IconUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { countOf, percent } from '../../../lib/format/number.ts';
import { accuracyOn } from '../../../lib/results.ts';
import { RunMark } from '../../ui/run-mark.tsx';
import { RunStatus } from '../../ui/run-status.tsx';
import { PLACES } from '../places.ts';
import { matches } from './matches.ts';
import { paletteQuery } from './palette-query.ts';

export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly icon: ReactNode;
  readonly side?: ReactNode;
  /** The key that does the same everywhere. */
  readonly shortcut?: string;
  readonly go: () => void;
}

export interface ChoiceGroup {
  readonly title: string;
  readonly choices: readonly Choice[];
}

/** What the palette offers for what is typed, in groups; those without a match are left out. */
export function useChoices(
  typed: string,
  opened: boolean,
  onShowKeys: () => void,
): { readonly groups: readonly ChoiceGroup[]; readonly busy: boolean } {
  const router = useRouter();
  const { setColorScheme } = useMantineColorScheme();
  const search = typed.trim();
  const [asked] = useDebouncedValue(search, 150);
  const { data, isFetching, isPlaceholderData } = useQuery({ ...paletteQuery(asked), enabled: opened });
  const stale = asked !== search || isPlaceholderData;
  // an older answer must not offer what was not asked for: Enter would go there
  const fits = ({ name }: { readonly name: string }): boolean => !stale || matches(name, search);
  const to = (href: string) => (): void => router.push(href);

  const runs = (data?.runs.nodes ?? []).filter(fits).map((run): Choice => {
    const test = accuracyOn(run.evaluations, 'TEST');
    return {
      id: run.id,
      label: run.name,
      icon: <RunMark colour={run.colour} mark={run.mark} />,
      side: test ? percent(test.value) : <RunStatus status={run.status} />,
      go: to(`/runs/${run.id}`),
    };
  });
  const datasets = (data?.datasets.nodes ?? []).filter(fits).map(({ id, name, latestVersion }): Choice => ({
    id,
    label: name,
    icon: <IconDatabase size={16} stroke={1.7} aria-hidden />,
    side: latestVersion ? countOf(latestVersion.imageCount, 'image') : null,
    go: to(`/datasets/${id}`),
  }));
  const pages = PLACES.flatMap(({ places }) => places).map(({ href, label, Icon }): Choice => ({
    id: href,
    label,
    icon: <Icon size={16} stroke={1.7} aria-hidden />,
    go: to(href),
  }));
  const actions: readonly Choice[] = [
    {
      id: 'launch',
      label: 'Launch a run',
      icon: <IconPlayerPlay size={16} stroke={1.7} aria-hidden />,
      shortcut: 'L',
      go: to('/runs/launch'),
    },
    {
      id: 'import',
      label: 'Import a dataset',
      icon: <IconUpload size={16} stroke={1.7} aria-hidden />,
      go: to('/datasets?import=new'),
    },
    ...(search === '' ? [] : (data?.presets ?? [])).map(({ name, title }): Choice => ({
      id: `preset ${name}`,
      label: `Launch with preset ${title}`,
      icon: <IconPlayerPlay size={16} stroke={1.7} aria-hidden />,
      go: to(`/runs/launch?preset=${encodeURIComponent(name)}`),
    })),
    {
      id: 'light',
      label: 'Light colours',
      icon: <IconSun size={16} stroke={1.7} aria-hidden />,
      go: () => setColorScheme('light'),
    },
    {
      id: 'dark',
      label: 'Dark colours, for reading scans',
      icon: <IconMoon size={16} stroke={1.7} aria-hidden />,
      go: () => setColorScheme('dark'),
    },
    { id: 'keys', label: 'All keys', icon: <IconKeyboard size={16} stroke={1.7} aria-hidden />, shortcut: '?', go: onShowKeys },
  ];
  const groups = [
    { title: search === '' ? 'Newest runs' : 'Runs', choices: search === '' ? runs.slice(0, 4) : runs },
    { title: 'Datasets', choices: search === '' ? [] : datasets },
    { title: 'Pages', choices: pages.filter(({ label }) => matches(label, search)) },
    { title: 'Do', choices: actions.filter(({ label }) => matches(label, search)) },
  ];
  return { groups: groups.filter(({ choices }) => choices.length > 0), busy: isFetching || stale };
}
