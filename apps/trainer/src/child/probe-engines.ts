import type { ProbeResult } from '../compute/messages.ts';
import { type ComputeEntry, ComputeProcess } from './compute-process.ts';

/** Which engines this machine has, found out in a process of its own: native code that crashes must not take the trainer along. */
export async function probeInChild(entry: ComputeEntry, threads: number | undefined): Promise<ProbeResult> {
  let result: ProbeResult | null = null;
  const child = new ComputeProcess(entry, { type: 'probe', threads: threads ?? null }, (message) => {
    if (message.type === 'probed') result = message.result;
  });
  const end = await child.ended;
  if (result !== null) return result;
  const reason =
    end.type === 'failed' ? end.error.message : end.type === 'died' ? `The probe died (${end.how}).` : 'The probe said nothing.';
  return { engines: [{ name: 'onnxruntime', available: false, reason, device: null, trains: false }], threads: threads ?? 1 };
}
