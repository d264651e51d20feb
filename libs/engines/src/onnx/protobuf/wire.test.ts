import { expect, it } from 'vitest';
import { ProtobufMessage } from './wire.ts';

it('writes the examples of the Protocol Buffers guide', () => {
  expect([...new ProtobufMessage().int(1, 150).finish()]).toEqual([0x08, 0x96, 0x01]);
  expect([...new ProtobufMessage().string(2, 'testing').finish()]).toEqual([0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67]);
  expect([...new ProtobufMessage().message(3, new ProtobufMessage().int(1, 150)).finish()]).toEqual([0x1a, 0x03, 0x08, 0x96, 0x01]);
});

it('writes negative numbers in ten bytes, and floats in four', () => {
  expect([...new ProtobufMessage().int(1, -2).finish()]).toEqual([0x08, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]);
  expect([...new ProtobufMessage().float(2, 1).finish()]).toEqual([0x15, 0, 0, 0x80, 0x3f]);
});
