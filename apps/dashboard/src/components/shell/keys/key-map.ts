/** Every key that does something, by where it does. Those marked are single letters, which can be switched off. */
export const KEY_MAP: readonly {
  readonly where: string;
  readonly keys: readonly { readonly keys: readonly string[]; readonly does: string; readonly letter?: boolean }[];
}[] = [
  {
    where: 'Everywhere',
    keys: [
      { keys: ['Ctrl', 'K'], does: 'Find a run, a dataset, a page or an action' },
      { keys: ['L'], does: 'Launch a run', letter: true },
      { keys: ['/'], does: 'To the filter of the page', letter: true },
      { keys: ['?'], does: 'All keys', letter: true },
      { keys: ['Esc'], does: 'Close what is open' },
    ],
  },
  {
    where: 'In the table of runs',
    keys: [
      { keys: ['↑', '↓'], does: 'Run before or behind' },
      { keys: ['X'], does: 'Select it, or no longer', letter: true },
      { keys: ['Enter'], does: 'Open it' },
    ],
  },
  { where: 'In the launch form', keys: [{ keys: ['Ctrl', 'Enter'], does: 'Launch' }] },
  { where: 'Over an image', keys: [{ keys: ['←', '→'], does: 'Image before or behind' }] },
];
