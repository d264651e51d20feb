import sharp from 'sharp';
import { expect, test } from 'vitest';
import { blackPng } from './pictures.ts';

test('the black PNG is a real one', async () => {
  expect(await sharp(blackPng(21, 5)).toColourspace('b-w').raw().toBuffer()).toEqual(Buffer.alloc(105));
});
