import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createSteps } from './steps.ts';

function recording(): { output: PassThrough & { isTTY: boolean; columns: number }; text: () => string } {
  const stream = Object.assign(new PassThrough(), { isTTY: false, columns: 80 });
  let text = '';
  stream.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  return { output: stream, text: () => text };
}

test('a step says that it began, how it ended, how long it took, and where it stood', async () => {
  const { output, text } = recording();
  const { step } = createSteps(output);
  expect(
    await step('Count', (tell) => {
      tell('3 of 3');
      return Promise.resolve(42);
    }),
  ).toBe(42);
  expect(text()).toMatch(/^• Count …\n✓ Count \(\d+\.\d s, 3 of 3\)\n$/);
});

test('a step that fails is crossed, and its error goes on', async () => {
  const { output, text } = recording();
  await expect(createSteps(output).step('Fall', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
  expect(text()).toMatch(/✗ Fall \(\d+\.\d s\)\n$/);
});

test('on a terminal the running step is drawn in place, and a line does not break it', async () => {
  const { output, text } = recording();
  output.isTTY = true;
  const steps = createSteps(output);
  await steps.step('Draw', async (tell) => {
    tell('1 of 2');
    steps.say('A line.');
    return Promise.resolve();
  });
  expect(text()).toContain('\r\x1b[K• Draw … 0.0 s, 1 of 2');
  expect(text()).toContain('\r\x1b[KA line.\n');
});
