'use client';
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import '../../lib/browser-language.ts';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { MISSING } from '../../lib/format/missing.ts';
import { ChartTable } from './chart-table.tsx';
import styles from './line-chart.module.css';
import { drawEvents, drawStillToCome } from './marks.ts';

/** One line. `values` belong to the chart's steps, null where there is none. */
export interface Curve {
  readonly key: string;
  readonly label: string;
  /** Solid for what counts, dashed for what it is held against; the pale ones are the raw values behind smoothed ones. */
  readonly look: 'solid' | 'dashed' | 'pale-solid' | 'pale-dashed';
  readonly values: readonly (number | null)[];
}

export interface ChartEvent {
  readonly step: number;
  readonly tone: 'good' | 'warn';
  readonly label: string;
}

/**
 * Lines over steps. Drawn on a canvas, so it carries its label, and a table of its numbers stands behind it.
 * Charts of one page share the cursor through `group`.
 */
export function LineChart(props: {
  readonly title: string;
  readonly sub?: string;
  readonly steps: readonly number[];
  readonly stepWord?: string;
  readonly curves: readonly Curve[];
  readonly format: (value: number) => string;
  /** For the axis: as many digits as tell ticks apart that are `width` from each other. */
  readonly axisFormat: (value: number, width: number) => string;
  /** Steps in all, so that those still to come have their place; null: as many as there are. */
  readonly lastStep?: number | null;
  /** The lowest and the highest value that can be; the scale never leaves them. */
  readonly bounds?: readonly [number, number];
  readonly events?: readonly ChartEvent[];
  /** Whether the events are named above their lines: once on a page. */
  readonly namesEvents?: boolean;
  readonly log?: boolean;
  /** How a step is told, and where its ticks stand; absent: whole numbers. */
  readonly stepFormat?: (step: number) => string;
  /** The part of the steps that is shown; null: all. */
  readonly range?: readonly [number, number] | null;
  /** Told when a part was marked with the mouse, and null on a double click. */
  readonly onRange?: (range: readonly [number, number] | null) => void;
  readonly group?: string;
  readonly height?: number;
}) {
  const {
    title,
    sub,
    steps,
    stepWord = 'epoch',
    curves,
    format,
    axisFormat,
    lastStep = null,
    bounds,
    events = [],
    namesEvents = false,
    log = false,
    stepFormat,
    range = null,
    onRange,
    group = 'page',
    height = 190,
  } = props;
  const scheme = useComputedColorScheme('light');
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const drawn = { steps, curves, lastStep, bounds, events, axisFormat, range, onRange, stepFormat };
  const latest = useRef(drawn);
  latest.current = drawn;
  const timed = stepFormat !== undefined;
  const zoomable = onRange !== undefined;
  const looks = curves.map(({ key, look }) => `${key}:${look}`).join();

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const style = getComputedStyle(element);
    const token = (name: string): string => style.getPropertyValue(name).trim();
    const font = `11px ${token('--font-sans')}`;
    const axis = { stroke: token('--text-3'), font, ticks: { show: false }, grid: { show: false } };
    const made = new uPlot(
      {
        width: element.clientWidth,
        height,
        padding: [namesEvents ? 18 : 8, 10, 0, 0],
        legend: { show: false },
        cursor: {
          sync: { key: group },
          y: false,
          drag: { x: onRange !== undefined, y: false, setScale: false },
          bind: { dblclick: () => () => latest.current.onRange?.(null) ?? null },
          points: { size: 7 },
        },
        scales: {
          x: {
            time: false,
            range: () => {
              const { range: part } = latest.current;
              return part ? [part[0], part[1]] : xRange(latest.current.steps, latest.current.lastStep);
            },
          },
          y: log
            ? { distr: 3, range: (_, min, max) => logRange(min, max) }
            : { range: (_, min, max) => yRange(min, max, latest.current.bounds) },
        },
        axes: [
          {
            ...axis,
            size: 26,
            space: 50,
            incrs: timed ? SECOND_WIDTHS : STEP_WIDTHS,
            ...(timed ? {} : { splits: (_, __, min, max, incr) => stepTicks(min, max, incr) }),
            values: (_, ticks) =>
              ticks.map((tick) => latest.current.stepFormat?.(tick) ?? (Number.isInteger(tick) ? String(tick) : '')),
          },
          {
            ...axis,
            size: 50,
            space: 27,
            grid: { show: true, stroke: token('--grid'), width: 1 },
            values: (_, ticks, __, ___, width) =>
              // on a log scale ticks that are not labelled come as null
              ticks.map((tick: number | null) => (tick === null ? '' : latest.current.axisFormat(tick, width))),
          },
        ],
        series: [
          {},
          ...latest.current.curves.map(({ label, look }) => ({
            label,
            stroke: token(look.endsWith('solid') ? '--accent-bright' : '--text-3'),
            alpha: look.startsWith('pale') ? 0.3 : 1,
            width: 1.75,
            spanGaps: true,
            points: { show: latest.current.steps.length < 2, size: 6 },
            ...(look.endsWith('dashed') ? { dash: [4, 3] } : {}),
          })),
        ],
        hooks: {
          drawClear: [(chart) => drawStillToCome(chart, latest.current.steps.at(-1) ?? 0, token('--line'))],
          draw: [
            (chart) =>
              drawEvents(
                chart,
                latest.current.events,
                { good: token('--good'), warn: token('--warn') },
                namesEvents ? font : null,
              ),
          ],
          setCursor: [(chart) => setCursor(chart.cursor.idx ?? null)],
          setSelect: [
            (chart) => {
              const { left, width } = chart.select;
              // a click that trembled is no part
              if (width < 8) return;
              latest.current.onRange?.([chart.posToVal(left, 'x'), chart.posToVal(left + width, 'x')]);
              chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
            },
          ],
        },
      },
      dataOf(latest.current.steps, latest.current.curves),
      element,
    );
    plot.current = made;
    const observer = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [scheme, looks, group, height, log, timed, namesEvents, zoomable]);

  useEffect(() => {
    plot.current?.setData(dataOf(steps, curves));
  }, [steps, curves, lastStep, events, range]);

  const stepText = (step: number | undefined): string => (step === undefined ? '' : (stepFormat?.(step) ?? String(step)));
  // what lies behind the smoothed lines is for the eye
  const told = curves.filter(({ look }) => !look.startsWith('pale'));
  const at = cursor !== null && cursor < steps.length ? cursor : steps.length - 1;
  return (
    <figure className={styles['chart']}>
      <figcaption className={styles['head']}>
        <span className={styles['title']}>{title}</span>
        {sub ? <span>{sub}</span> : null}
        <span className={styles['values']}>
          {steps.length > 0 ? `${stepWord} ${stepText(steps[at])}` : ''}
          {told.map(({ key, label, look, values }) => {
            const value = values[at];
            return (
              <span key={key} className={styles['value']}>
                <i data-look={look} />
                {label} <b>{value === null || value === undefined ? MISSING : format(value)}</b>
              </span>
            );
          })}
        </span>
      </figcaption>
      <div
        ref={box}
        className={styles['canvas']}
        style={{ height }}
        role="img"
        aria-label={chartWords(title, stepWord, steps.map(stepText), told, format)}
      />
      <ChartTable title={title} stepWord={stepWord} steps={steps.map(stepText)} curves={told} format={format} />
    </figure>
  );
}

/** Whole steps alone: there is nothing between two epochs. */
const STEP_WIDTHS = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000, 5000];

const SECOND_WIDTHS = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14400, 43200, 86400, 604800];

/** The first step, then the round ones that do not run into it. */
function stepTicks(min: number, max: number, width: number): number[] {
  const ticks = [min];
  for (let tick = Math.ceil((min + width * 0.6) / width) * width; tick <= max; tick += width) ticks.push(tick);
  return ticks;
}

function dataOf(steps: readonly number[], curves: readonly Curve[]): uPlot.AlignedData {
  return [[...steps], ...curves.map(({ values }) => [...values])];
}

function xRange(steps: readonly number[], lastStep: number | null): [number, number] {
  const first = steps[0] ?? 1;
  return [first, Math.max(first + 1, lastStep ?? 0, steps.at(-1) ?? 0)];
}

function yRange(min: number | null, max: number | null, bounds: readonly [number, number] | undefined): [number, number] {
  if (min === null || max === null || !Number.isFinite(min) || !Number.isFinite(max)) return [bounds?.[0] ?? 0, bounds?.[1] ?? 1];
  const room = Math.max((max - min) * 0.08, Math.abs(max) * 1e-3, 1e-9);
  return [Math.max(bounds?.[0] ?? -Infinity, min - room), Math.min(bounds?.[1] ?? Infinity, max + room)];
}

/** A little room on both sides, in factors; what is not above 0 has no place. */
function logRange(min: number | null, max: number | null): [number, number] {
  if (min === null || max === null || !(min > 0) || !Number.isFinite(max)) return [1e-3, 1];
  return [min / 1.15, Math.max(max, min * 1.01) * 1.15];
}

function chartWords(
  title: string,
  stepWord: string,
  steps: readonly string[],
  curves: readonly Curve[],
  format: (value: number) => string,
): string {
  const last = curves.map(
    ({ label, values }) =>
      `${label} ${values.at(-1) === null || values.at(-1) === undefined ? MISSING : format(values.at(-1) ?? 0)}`,
  );
  return steps.length === 0
    ? `${title}: no values yet`
    : `${title} by ${stepWord}, up to ${stepWord} ${steps.at(-1) ?? ''}: ${last.join(', ')}`;
}
