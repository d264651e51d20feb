import { IconCode, IconDatabase, IconHome, IconListDetails, IconServer2 } from '@tabler/icons-react';

export interface Place {
  readonly href: string;
  readonly label: string;
  /** Where there is little room. */
  readonly short?: string;
  readonly Icon: typeof IconHome;
  /** Which of the counts stands beside it. */
  readonly counted?: 'runs' | 'datasets' | 'trainers';
}

/** The pages that everything else is reached from, in the groups of the navigation. */
export const PLACES: readonly { readonly title: string | null; readonly places: readonly Place[] }[] = [
  {
    title: null,
    places: [
      { href: '/', label: 'Home', Icon: IconHome },
      { href: '/runs', label: 'Runs', Icon: IconListDetails, counted: 'runs' },
    ],
  },
  {
    title: 'Data and machines',
    places: [
      { href: '/datasets', label: 'Datasets', Icon: IconDatabase, counted: 'datasets' },
      { href: '/trainers', label: 'Trainers', Icon: IconServer2, counted: 'trainers' },
    ],
  },
  { title: 'Outside', places: [{ href: '/api-access', label: 'API & notebooks', short: 'API', Icon: IconCode }] },
];
