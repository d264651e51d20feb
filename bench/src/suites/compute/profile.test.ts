import { expect, test } from 'vitest';
import { millisecondsByKind } from './profile.ts';

const run = (ts: number, dur: number) => ({ cat: 'Session', name: 'model_run', ts, dur, args: {} });
const node = (op: string, ts: number, dur: number, name = `${op}_kernel_time`) => ({
  ...{ cat: 'Node', name, ts, dur },
  args: { op_name: op },
});

test('milliseconds a pass, without the passes that warm up', () => {
  const events = [
    { cat: 'Session', name: 'session_initialization', ts: 0, dur: 9, args: {} },
    node('Conv', 100, 90_000),
    run(90, 95_000),
    node('Conv', 200_000, 4000),
    node('Conv', 210_000, 2000),
    node('Conv', 210_000, 9000, 'Conv_fence_before'),
    node('Add', 214_000, 1000),
    run(199_000, 10_000),
    node('Conv', 300_000, 6000),
    run(299_000, 8000),
  ];
  expect(Object.fromEntries(millisecondsByKind(JSON.stringify(events), 1))).toEqual({
    Conv: 6,
    Add: 0.5,
    'between operators': 2.5,
  });
  expect(() => millisecondsByKind(JSON.stringify(events), 3)).toThrow(RangeError);
});
