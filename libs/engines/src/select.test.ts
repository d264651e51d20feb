import { describe, expect, it, vi } from 'vitest';
import type { Engine } from './engine.ts';
import { createOnnxEngine } from './onnx/onnx-engine.ts';
import { probeBlock } from './onnx/blocked/probe-block.ts';
import { probeEngines, selectEngine } from './select.ts';
import { selfTest } from './self-test.ts';

const block = await probeBlock();

describe('selectEngine', () => {
  it('finds ONNX Runtime with the kernels of this processor, tested, with the threads asked for', async () => {
    const { engine, reason } = await selectEngine({ threads: 2 });
    const kernels = block === null ? 'standard operators' : 'blocked kernels';
    expect(engine).toMatchObject({ name: 'onnxruntime', version: '1.30.0', threads: 2, device: `CPU, 2 threads, ${kernels}` });
    expect(reason).toContain('passed its self-test');
  });

  it('falls back to standard operators where the blocked kernels compute wrong numbers, and says so', async () => {
    const { engine, reason } = await selectEngine({
      threads: 1,
      test: (candidate) => selfTest(candidate.device.endsWith('blocked kernels') ? withWrongSteps(candidate) : candidate),
    });
    expect(engine.device).toBe('CPU, 1 thread, standard operators');
    expect(reason).toMatch(/onnxruntime with blocked kernels cannot be used: .*; onnxruntime by standard operators passed/);
  });

  it('says what every way said where none passes', async () => {
    const test = (): Promise<void> => Promise.reject(new Error('wrong numbers'));
    await expect(selectEngine({ threads: 1, test })).rejects.toMatchObject({
      code: 'ENGINE_FAILED',
      message: expect.stringContaining('onnxruntime by standard operators cannot be used') as unknown,
    });
  });

  it('takes the engine that SAGITTAL_ENGINE names, and says so; one that is not there is refused with those that are', async () => {
    vi.stubEnv('SAGITTAL_ENGINE', 'tfjs-wasm');
    const { engine, reason } = await selectEngine({ threads: 2 });
    expect(engine.name).toBe('tfjs-wasm');
    expect(reason).toMatch(/last resort.*; chosen by SAGITTAL_ENGINE; tfjs-wasm passed/);
    vi.stubEnv('SAGITTAL_ENGINE', 'tfjs-webgl');
    await expect(selectEngine()).rejects.toMatchObject({
      code: 'ENGINE_FAILED',
      hint: expect.stringContaining('onnxruntime') as unknown,
    });
    vi.unstubAllEnvs();
  });

  it('probes without throwing', async () => {
    expect((await probeEngines({ threads: 1 })).find(({ name }) => name === 'onnxruntime')).toEqual({
      name: 'onnxruntime',
      available: true,
      reason: expect.stringContaining('passed its self-test') as unknown,
      device: expect.stringMatching(/^CPU, 1 thread, /) as unknown,
      trains: true,
    });
  });
});

/** An engine whose training steps end a thousandth beside the truth. */
function withWrongSteps(engine: Engine): Engine {
  return {
    ...engine,
    async compileTraining(step, options) {
      const training = await engine.compileTraining(step, options);
      return {
        step: (input, scalars) => training.step(input, scalars),
        parameters: () =>
          new Map(
            [...training.parameters()].map(([name, { shape, data }]) => [
              name,
              { shape, data: data.map((value) => value * 1.001) },
            ]),
          ),
        setParameters: (parameters) => {
          training.setParameters(parameters);
        },
        optimizerState: () => training.optimizerState(),
        setOptimizerState: (state) => {
          training.setOptimizerState(state);
        },
        dispose: () => training.dispose(),
      };
    },
  };
}

describe('selfTest', () => {
  it.each([null, block])('passes with blocks of %s channels', async (channels) => {
    await selfTest(createOnnxEngine({ threads: 2, block: channels }));
  });

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
