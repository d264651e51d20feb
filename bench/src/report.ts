import type { BenchResult } from './measure/result.ts';

const figure = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

/** The results for people: one line each, with ratio and verdict where something was asked for. */
export function report(results: readonly BenchResult[]): string {
  return results
    .map((result) => {
      const parts = [`${result.name}: ${figure(result.value)} ${result.unit}`];
      if (result.spread !== null) parts.push(`spread ${(result.spread * 100).toFixed(0)} %`);
      if (result.peer !== null && result.peerValue !== null)
        parts.push(`${result.peer}: ${figure(result.peerValue)} ${result.unit}`);
      if (result.ratio !== null) parts.push(`ratio ${result.ratio.toFixed(3)}`);
      if (result.ratio !== null && result.target !== null) {
        parts.push(`${result.ratio >= result.target ? 'reaches' : 'MISSES'} the target ${String(result.target)}`);
      }
      return parts.join(' · ');
    })
    .join('\n');
}
