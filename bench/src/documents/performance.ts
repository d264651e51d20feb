import type { BenchReport } from './report-file.ts';

type Result = BenchReport['results'][number];

const figure = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (heads: readonly string[], rows: readonly string[]): string =>
  [row(...heads), row(...heads.map(() => '---')), ...rows].join('\n');

function verdict({ ratio, target }: Result): string {
  if (ratio === null || target === null) return '';
  return ratio >= target ? `yes (≥ ${String(target)})` : `**no** (≥ ${String(target)})`;
}

const compared = (results: readonly Result[], unit: string): string[] =>
  results
    .filter((result) => result.unit === unit && result.peer !== null)
    .map((result) =>
      row(
        result.name.split(',')[0] ?? '',
        `${figure(result.value)}${result.spread === null ? '' : ` (± ${((100 * result.spread) / 2).toFixed(0)} %)`}`,
        result.peer ?? '',
        figure(result.peerValue ?? NaN),
        (result.ratio ?? NaN).toFixed(2),
        verdict(result),
      ),
    );

/** The results of the compute suite as tables in Markdown. */
export function performanceTables({ machine, results }: BenchReport): string {
  const heads = (unit: string): string[] => ['', `ours, ${unit}`, 'beside', unit, 'ratio', 'as asked'];
  const others = results.filter(({ unit }) => unit === '%').map(({ value }) => value);
  const profiles = new Map<string, string[]>();
  for (const { name, value } of results.filter(({ unit }) => unit === 'ms')) {
    const [pass, kind] = name.split(', profile: ');
    const kinds = profiles.get(pass ?? '') ?? [];
    kinds.push(`${kind ?? ''} ${figure(value)}`);
    profiles.set(pass ?? '', kinds);
  }
  return [
    `${machine.measuredAt.slice(0, 10)}, ${machine.processor}, ${String(machine.cores)} processors, ` +
      `${(machine.memoryBytes / 2 ** 30).toFixed(0)} GiB, ${machine.system}, Node ${machine.node}. ` +
      (others.length === 0
        ? ''
        : `Other programs took ${figure(Math.min(...others))} to ${figure(Math.max(...others))} % of the processors meanwhile.`),
    '### Rates',
    table(heads('images/s'), compared(results, 'images/s')),
    '### Against the machine’s bound',
    table(heads('GFLOP/s'), compared(results, 'GFLOP/s')),
    '### Peak memory of the process',
    table(heads('MiB'), compared(results, 'MiB')),
    ...(profiles.size === 0
      ? []
      : [
          '### Where the time goes',
          table(
            ['', 'ms a pass of 16 images, by kind of operator'],
            [...profiles].map(([pass, kinds]) => row(pass, kinds.join(', '))),
          ),
        ]),
  ].join('\n\n');
}
