import { describe, expect, it } from 'vitest';
import type { Engine } from './engine.ts';
import { probeEngines, selectEngine } from './select.ts';
import { selfTest } from './self-test.ts';

describe('selectEngine', () => {
  it('finds ONNX Runtime, tested, with the threads asked for', async () => {
    const { engine, reason } = await selectEngine({ threads: 2 });
    expect(engine).toMatchObject({ name: 'onnxruntime', version: '1.30.0', threads: 2, device: 'CPU, 2 threads, standard operators' });
    expect(reason).toContain('passed its self-test');
  });

  it('probes without throwing', async () => {
    expect(await probeEngines({ threads: 1 })).toEqual([
      { name: 'onnxruntime', available: true, reason: expect.any(String), device: 'CPU, 1 thread, standard operators', trains: true },
    ]);
  });
});

describe('selfTest', () => {
  it('refuses an engine that computes wrong numbers', async () => {
    const { engine } = await selectEngine({ threads: 1 });
    const wrong: Engine = {
      ...engine,
      async compileForward(graph, options) {
        const session = await engine.compileForward(graph, options);
        return {
          dispose: () => session.dispose(),
          forward: async (input) =>
            new Map([...(await session.forward(input))].map(([name, values]) => [name, values.map((value) => value * 1.001)])),
        };
      },
    };
    await expect(selfTest(wrong)).rejects.toMatchObject({ code: 'ENGINE_FAILED' });
  });
});
