import { expect, test } from 'vitest';
import { aboutDuration, duration, secondsBetween } from './duration.ts';
import {
  bytes,
  count,
  countOf,
  decimal,
  learningRate,
  parameters,
  percent,
  percentInterval,
  shortScore,
  speed,
} from './number.ts';
import { clockTime, fullTime, shortTime } from './time.ts';

test('numbers are written as the pages want them', () => {
  expect(count(7019)).toBe('7,019');
  expect(count(-12)).toBe('−12');
  expect(count(null)).toBe('–');
  expect(countOf(1, 'image')).toBe('1 image');
  expect(countOf(0, 'class', 'classes')).toBe('0 classes');
  expect(decimal(0.0613)).toBe('0.061');
  expect(decimal(-0.5, 1)).toBe('−0.5');
  expect(percent(0.97712)).toBe('97.71 %');
  expect(percent(undefined)).toBe('–');
  expect(percentInterval(0.9675, 0.9839)).toBe('96.75–98.39');
  expect(percentInterval(null, 1)).toBe('–');
  expect(shortScore(0.974)).toBe('.97');
  expect(shortScore(0.999)).toBe('1.0');
  expect(parameters(23_595_908)).toBe('23.6 M');
  expect(parameters(5124)).toBe('5,124');
  expect(speed(6.61)).toBe('6.6');
  expect(speed(1234.5)).toBe('1,235');
});

test.each([
  [1e-4, '1e-4'],
  [3.5e-5, '3.5e-5'],
  [0.01, '0.01'],
  [0.3, '0.3'],
  [0.001, '1e-3'],
  [0, '0'],
])('learning rate %d is %s', (value, text) => {
  expect(learningRate(value)).toBe(text);
});

test.each([
  [0, '0 B'],
  [512, '512 B'],
  [1536, '1.5 KiB'],
  [90 * 2 ** 20, '90 MiB'],
  [2.4 * 2 ** 30, '2.4 GiB'],
])('%d bytes are %s', (value, text) => {
  expect(bytes(value)).toBe(text);
});

test.each([
  [0.2, '< 1 s'],
  [48, '48 s'],
  [60, '1 min'],
  [186, '3 min 06 s'],
  [599.6, '10 min'],
  [1860, '31 min'],
  [15_960, '4 h 26 min'],
  [7200, '2 h'],
])('%d seconds are %s', (value, text) => {
  expect(duration(value)).toBe(text);
});

test('what was not measured has no duration', () => {
  expect(duration(null)).toBe('–');
  expect(aboutDuration(undefined)).toBe('–');
  expect(secondsBetween('2026-11-24T10:00:00Z', null, Date.parse('2026-11-24T10:00:05Z'))).toBe(5);
  expect(secondsBetween('2026-11-24T10:00:00Z', '2026-11-24T10:01:00Z', 0)).toBe(60);
});

test('times are told by how long ago they are, in the reader’s zone', () => {
  const now = Date.parse('2026-11-24T12:00:00Z');
  expect(shortTime('2026-11-24T09:14:00Z', 'UTC', now)).toBe('09:14');
  expect(shortTime('2026-11-23T22:30:00Z', 'UTC', now)).toBe('yesterday 22:30');
  expect(shortTime('2026-11-23T23:30:00Z', 'Europe/Berlin', now)).toBe('00:30');
  expect(shortTime('2026-09-02T23:30:00Z', 'UTC', now)).toBe('2 Sep');
  expect(shortTime('2025-11-17T10:00:00Z', 'UTC', now)).toBe('17 Nov 2025');
  expect(clockTime('2026-11-24T09:14:03Z', 'UTC')).toBe('09:14:03');
  expect(fullTime('2026-11-24T09:14:03Z', 'UTC')).toContain('24 November 2026');
});
