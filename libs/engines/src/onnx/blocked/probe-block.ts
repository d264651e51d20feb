import { ModelWriter } from '../model-writer.ts';
import { createSession, runSession, tensorOver } from '../runtime.ts';
import { BLOCKED_DOMAIN } from '../value-forms.ts';

const CHANNELS = 4;

/**
 * How many channels ONNX Runtime's blocked kernels take together on this processor: 16 with AVX-512, 8 with AVX2. It does not say,
 * so a map of a few channels is reordered, and its length told from what comes out. Null: it has no such kernels here.
 */
export async function probeBlock(): Promise<number | null> {
  const writer = new ModelWriter();
  const given = writer.input('x', 'float32', [1, CHANNELS, 1, 1]);
  const output = writer.output(writer.node('ReorderInput', [given], {}, BLOCKED_DOMAIN), []);
  try {
    const session = await createSession(writer.model('block'), 1);
    const results = await runSession(
      session,
      { x: tensorOver(new Float32Array(CHANNELS), [1, CHANNELS, 1, 1]) },
      { [output]: null },
    );
    const block = results[output]?.dims[1] ?? 0;
    await session.release();
    return block > CHANNELS ? block : null;
  } catch {
    // an internal operator that this build does not have: the standard ones do
    return null;
  }
}
