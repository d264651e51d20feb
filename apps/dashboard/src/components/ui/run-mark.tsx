/** The shapes of the five marks, drawn around 0, 0 within ±4. */
const SHAPES: readonly string[] = [
  'M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0',
  'M-3.4-3.4h6.8v6.8h-6.8z',
  'M0-4.2L4 3.2H-4z',
  'M0-4.6L4.6 0L0 4.6L-4.6 0z',
  'M-1.4-4h2.8v2.6H4v2.8H1.4V4h-2.8V1.4H-4v-2.8h2.6z',
];

/** The path of a run's mark, 1 to 5. */
export function markShape(mark: number): string {
  return SHAPES[(mark - 1) % SHAPES.length] ?? '';
}

/** The colour of a run, 1 to 8, the same on every page. */
export function runColour(colour: number): string {
  return `var(--run${((colour - 1) % 8) + 1})`;
}

/** What can be read on a run's colour. */
export function runInk(colour: number): string {
  return `var(--run${((colour - 1) % 8) + 1}-ink)`;
}

/** A run's colour and mark, as given at its creation. */
export function RunMark({ colour, mark, size = 11 }: { readonly colour: number; readonly mark: number; readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="-5 -5 10 10" aria-hidden="true">
      <path d={markShape(mark)} fill={runColour(colour)} />
    </svg>
  );
}
