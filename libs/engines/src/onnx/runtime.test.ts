import { expect, it } from 'vitest';
import { ModelWriter } from './model-writer.ts';
import { createSession, engineError, runSession, tensorOver } from './runtime.ts';

it('tells memory that ran out from other failures', () => {
  for (const text of ['std::bad_alloc', 'BFCArena: Failed to allocate memory for requested buffer of size 1099511627776']) {
    expect(engineError(new Error(text), 'A step')).toMatchObject({
      code: 'OUT_OF_MEMORY',
      hint: expect.stringContaining('smaller batch') as unknown,
    });
  }
  expect(engineError(new Error('Invalid rank'), 'A step')).toMatchObject({
    code: 'ENGINE_FAILED',
    message: 'A step: ONNX Runtime says: Invalid rank',
  });
});

it('gives a code to a network that ONNX Runtime refuses and to a run that does not fit', async () => {
  const broken = new ModelWriter();
  broken.output(broken.node('NoSuchOperator', [broken.input('x', 'float32', [1])]), [1]);
  await expect(createSession(broken.model('broken'), 1)).rejects.toMatchObject({ code: 'ENGINE_FAILED' });

  const writer = new ModelWriter();
  const output = writer.output(writer.node('Relu', [writer.input('x', 'float32', [2])]), [2]);
  const session = await createSession(writer.model('fine'), 1);
  await expect(runSession(session, { x: tensorOver(new Float32Array(3), [3]) }, { [output]: null })).rejects.toMatchObject({
    code: 'ENGINE_FAILED',
  });
  const results = await runSession(session, { x: tensorOver(Float32Array.of(-1, 2), [2]) }, { [output]: null });
  expect(results[output]?.data).toEqual(Float32Array.of(0, 2));
  await session.release();
});
