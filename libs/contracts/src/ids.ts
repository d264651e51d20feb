/** The prefix of each kind of id: an id tells what it is of, in URLs and logs too. */
export const ID_PREFIXES = {
  project: 'prj',
  user: 'usr',
  dataset: 'ds',
  datasetVersion: 'dsv',
  image: 'img',
  split: 'spl',
  certificate: 'crt',
  experiment: 'exp',
  run: 'run',
  evaluation: 'evl',
  prediction: 'prd',
  checkpoint: 'ckp',
  job: 'job',
  trainer: 'trn',
} as const;

export type IdKind = keyof typeof ID_PREFIXES;

/** Crockford's base 32 in lower case: no letter that can be read as a digit. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

let lastMilliseconds = 0;
let counter = 0;

/**
 * A new typed id: prefix, `_`, and a UUIDv7 (RFC 9562: 48 bits of time, then a counter and random bits) in base 32.
 * Ids made later sort later, also within one millisecond of one process.
 */
export function newId(kind: IdKind, now: number = Date.now()): string {
  if (now > lastMilliseconds) {
    lastMilliseconds = now;
    counter = 0;
  } else {
    counter += 1;
    if (counter > 0xfff) {
      lastMilliseconds += 1;
      counter = 0;
    }
  }
  const random = crypto.getRandomValues(new Uint32Array(2));
  const high = (BigInt(lastMilliseconds) << 16n) | 0x7000n | BigInt(counter);
  const low = (0b10n << 62n) | (((BigInt(random[0] ?? 0) << 32n) | BigInt(random[1] ?? 0)) & ((1n << 62n) - 1n));
  let value = (high << 64n) | low;
  let text = '';
  for (let digit = 0; digit < 26; digit += 1) {
    text = (ALPHABET[Number(value & 31n)] ?? '') + text;
    value >>= 5n;
  }
  return `${ID_PREFIXES[kind]}_${text}`;
}

const ID_PATTERN = /^([a-z]+)_[0-9a-hjkmnp-tv-z]{26}$/;

/** The kind that an id is of, or undefined where it is none of ours. */
export function idKind(id: string): IdKind | undefined {
  const prefix = ID_PATTERN.exec(id)?.[1];
  if (prefix === undefined) return undefined;
  for (const [kind, known] of Object.entries(ID_PREFIXES)) if (known === prefix) return kind as IdKind;
  return undefined;
}
