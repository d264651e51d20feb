import { existsSync } from 'node:fs';
import os from 'node:os';
import type { EngineProbe } from '@sagittal/engines';
import type { Finding } from './finding.ts';

/** Is there an NVIDIA driver with a GPU? */
function hasNvidiaGpu(): boolean {
  return existsSync('/proc/driver/nvidia/gpus') || existsSync('/dev/nvidia0');
}

export interface MachineFacts {
  readonly platform: string;
  readonly arch: string;
  readonly nvidia: boolean;
  readonly cores: number;
}

export function machineFacts(): MachineFacts {
  return {
    platform: process.platform,
    arch: process.arch,
    nvidia: hasNvidiaGpu(),
    cores: os.availableParallelism(),
  };
}

const CHOSEN_WITHOUT_SAYING = ['tfjs-node-gpu', 'tfjs-node', 'tfjs-wasm'];

/** One line an engine. The ones beside ONNX Runtime may be missing. */
export function engineFindings(probes: readonly EngineProbe[]): Finding[] {
  return probes.map(({ name, available, device, reason, trains }) => {
    const optional = CHOSEN_WITHOUT_SAYING.includes(name);
    const works = `${device ?? 'available'}, ${trains ? 'trains' : 'forward passes and heads only'}`;
    return {
      name: `engine ${name}`,
      found: available ? works : `not here: ${reason ?? 'not available'}`,
      mend: available || optional ? null : 'Install the packages anew: rm -r node_modules && npm ci',
    };
  });
}

/** What runs will compute on, why, and what would be faster here. */
export function choiceFindings(
  chosen: { readonly name: string; readonly device: string; readonly reason: string } | { readonly problem: string },
  probes: readonly EngineProbe[],
  { platform, arch, nvidia, cores }: MachineFacts,
): Finding[] {
  const findings: Finding[] = [];
  if ('problem' in chosen) {
    return [{ name: 'engine chosen', found: chosen.problem, mend: 'Take SAGITTAL_ENGINE out of .env, or name another engine.' }];
  }
  findings.push({ name: 'engine chosen', found: `${chosen.name} (${chosen.device}): ${chosen.reason}`, mend: null });
  const faster = (found: string, mend: string): number => findings.push({ name: 'faster', found, mend, optional: true });
  const gpuWorks = probes.some(({ name, available }) => name === 'tfjs-node-gpu' && available);
  if (nvidia && !gpuWorks && platform === 'linux' && arch === 'x64')
    faster(
      'an NVIDIA GPU is here, and no engine uses it',
      'npm run engine:native -- --cuda (3.3 GB to fetch, 5.5 GB on the disk)',
    );
  if (gpuWorks && chosen.name !== 'tfjs-node-gpu')
    faster('the GPU works, but another engine is chosen', 'Take SAGITTAL_ENGINE out of .env.');
  if (chosen.name === 'onnxruntime' && chosen.device.endsWith('standard operators')) {
    faster(
      'ONNX Runtime trains without its blocked kernels',
      'They need a processor with AVX2, 64 bits of x86, and must pass their self-test; "engine chosen" says what was wrong.',
    );
  }
  if (chosen.name === 'tfjs-wasm') {
    faster(
      'the last resort is in use: it trains heads only',
      platform === 'linux' ? 'rm -r node_modules && npm ci; else npm run engine:native' : 'rm -r node_modules && npm ci',
    );
  }
  if (cores === 1)
    faster('one processor core: pictures are decoded and networks computed in turns', 'Give this machine two cores or more.');
  return findings;
}
