import { expect, test } from 'vitest';
import { choiceFindings, engineFindings, type MachineFacts } from './engines.ts';

const machine: MachineFacts = { platform: 'linux', arch: 'x64', nvidia: false, cores: 4 };
const onnx = { name: 'onnxruntime', device: 'CPU, 4 threads, blocked kernels', reason: 'it passed' };
const mends = (findings: readonly { readonly mend: string | null }[]): string[] => findings.flatMap(({ mend }) => mend ?? []);

test('a plain machine needs nothing faster', () => {
  expect(mends(choiceFindings(onnx, [], machine))).toEqual([]);
});

test('a GPU that nothing uses gets the command', () => {
  expect(mends(choiceFindings(onnx, [], { ...machine, nvidia: true })).join()).toContain('npm run engine:native -- --cuda');
  expect(mends(choiceFindings(onnx, [], { ...machine, nvidia: true, platform: 'win32' }))).toEqual([]);
  const gpu = { name: 'tfjs-node-gpu', available: true, reason: null, device: 'GPU (CUDA)', trains: true };
  expect(mends(choiceFindings({ ...onnx, name: 'tfjs-node-gpu' }, [gpu], { ...machine, nvidia: true }))).toEqual([]);
});

test('standard operators, the last resort and one core are told', () => {
  expect(mends(choiceFindings({ ...onnx, device: 'CPU, 1 thread, standard operators' }, [], machine))).toHaveLength(1);
  expect(mends(choiceFindings({ ...onnx, name: 'tfjs-wasm' }, [], machine)).join()).toContain('npm run engine:native');
  expect(mends(choiceFindings(onnx, [], { ...machine, cores: 1 }))).toHaveLength(1);
});

test('only ONNX Runtime must be there', () => {
  const missing = (name: string) => ({ name, available: false, reason: 'not built', device: null, trains: false });
  expect(mends(engineFindings([missing('tfjs-node-gpu'), missing('tfjs-node'), missing('tfjs-wasm')]))).toEqual([]);
  expect(mends(engineFindings([missing('onnxruntime')]))).toHaveLength(1);
});
