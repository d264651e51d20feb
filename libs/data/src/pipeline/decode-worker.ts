import { type ErrorRecord, toErrorRecord } from '@sagittal/contracts';
import { move } from 'piscina';
import { decodeBatch, type DecodeRequest } from './decode-batch.ts';

/** What a decoding thread gives back: pixels, or why there are none (the class of an error would not survive the way). */
export type DecodeAnswer = Uint8Array | ErrorRecord;

/** Runs in a thread of its own. The pixels are handed over, not copied. */
export async function decode(request: DecodeRequest): Promise<DecodeAnswer> {
  try {
    return move(await decodeBatch(request)) as Uint8Array;
  } catch (thrown) {
    return toErrorRecord(thrown);
  }
}
