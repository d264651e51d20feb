import { expect, test } from 'vitest';
import { Contestant } from './contestant.ts';

const root = import.meta.dirname;
const LENGTH = { warmUp: 1, atLeast: 3, seconds: 0 };

function program(text: string) {
  return { file: process.execPath, arguments: ['-e', text] };
}

const TALKS = `
  console.log(JSON.stringify({ peer: 'a peer 1.0' }));
  require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
    const { atLeast } = JSON.parse(line);
    console.log(JSON.stringify({ times: Array.from({ length: atLeast }, (_, index) => index + 1) }));
  });`;

test('takes turns until its pipe is closed', async () => {
  const contestant = await Contestant.start('talks', program(TALKS), root);
  expect(contestant.title).toBe('a peer 1.0');
  expect(await contestant.turn(LENGTH)).toBe(2);
  expect(await contestant.turn({ ...LENGTH, atLeast: 5 })).toBe(3);
  if (process.platform === 'linux') {
    expect(contestant.peakBytes()).toBeGreaterThan(10 * 2 ** 20);
    expect(contestant.processorSeconds()).toBeGreaterThan(0);
  }
  await contestant.stop();
  await contestant.stop();
});

test('one that dies is told with its last words', async () => {
  await expect(Contestant.start('dies', program('console.error("no such module"); process.exit(3)'), root)).rejects.toThrow(
    'dies ended: no such module',
  );
  const dying = `
    console.log(JSON.stringify({ peer: 'a peer' }));
    process.stdin.on('data', () => { console.error('out of memory'); process.exit(1); });`;
  const contestant = await Contestant.start('later', program(dying), root);
  await expect(contestant.turn(LENGTH)).rejects.toThrow('later ended: out of memory');
  await contestant.stop();
});

test('a program that is not there is told', async () => {
  await expect(Contestant.start('absent', { file: '/no/such/python', arguments: [] }, root)).rejects.toThrow(
    /absent ended: .*ENOENT/,
  );
});
