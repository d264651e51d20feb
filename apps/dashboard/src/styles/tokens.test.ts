import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

// The colours are chosen by these rules; whoever changes one learns here what it breaks.

const css = readFileSync(path.join(import.meta.dirname, 'tokens.css'), 'utf8');

/** The hex values of one theme by the names of their tokens. */
function themeOf(name: 'light' | 'dark'): ReadonlyMap<string, string> {
  const block = new RegExp(`data-mantine-color-scheme='${name}'\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? '';
  return new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{3,6});/g)].map(([, token = '', value = '']) => [token, value]));
}

type Rgb = readonly [number, number, number];

/** Linear light, 0 to 1. */
function linear(hex: string): Rgb {
  const long = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit).join('') : hex.slice(1);
  const channel = (at: number): number => {
    const value = Number.parseInt(long.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(0), channel(2), channel(4)];
}

/** WCAG 2.2, 1.4.3: from 1 to 21. */
function contrast(a: string, b: string): number {
  const luminance = (hex: string): number => {
    const [red, green, blue] = linear(hex);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

/** Machado, Oliveira and Fernandes 2009, severity 1, on linear light. */
const EYES: Readonly<Record<string, readonly (readonly [number, number, number])[]>> = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** Björn Ottosson's Oklab, whose distances are about as large as they look; lightness runs from 0 to 1. */
function oklab([red, green, blue]: Rgb): Rgb {
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function distance(a: string, b: string, eye: string): number {
  const seen = (hex: string): Rgb => {
    const [red, green, blue] = linear(hex);
    const [r = 0, g = 0, bl = 0] = (EYES[eye] ?? []).map(([x, y, z]) => Math.min(1, Math.max(0, x * red + y * green + z * blue)));
    return oklab([r, g, bl]);
  };
  const [one, other] = [seen(a), seen(b)];
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

describe.each(['light', 'dark'] as const)('in the %s theme', (name) => {
  const theme = themeOf(name);
  const colour = (token: string): string => {
    const value = theme.get(token);
    if (value === undefined) throw new Error(`There is no --${token}.`);
    return value;
  };
  const grounds = ['bg', 'surface', 'sunken', 'hover'];
  const marks = [1, 2, 3, 4, 5, 6, 7, 8];

  test('text can be read on every ground', () => {
    for (const text of ['text', 'text-2', 'text-3', 'accent-text', 'good', 'warn', 'bad'])
      for (const ground of grounds)
        expect(contrast(colour(text), colour(ground)), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    for (const tone of ['good', 'warn', 'bad'])
      expect(contrast(colour(tone), colour(`${tone}-soft`)), `${tone} on its soft ground`).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour('accent-text'), colour('accent-soft'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour('on-fill'), colour('accent'))).toBeGreaterThanOrEqual(4.5);
  });

  test('marks stand out from their ground, letters from their chip', () => {
    for (const mark of marks) {
      expect(contrast(colour(`run${mark}`), colour('surface')), `run${mark}`).toBeGreaterThanOrEqual(3);
      expect(contrast(colour(`cls${mark}`), colour('surface')), `cls${mark}`).toBeGreaterThanOrEqual(3);
      expect(contrast(colour(`run${mark}-ink`), colour(`run${mark}`)), `run${mark}-ink`).toBeGreaterThanOrEqual(4.5);
    }
  });

  test.each(Object.keys(EYES))('runs and classes are told apart by eyes of %s', (eye) => {
    // a run has its mark beside its colour, a class has its colour alone
    for (const [kind, least] of [
      ['run', 0.045],
      ['cls', 0.085],
    ] as const)
      for (const a of marks)
        for (const b of marks)
          if (a < b)
            expect(distance(colour(`${kind}${a}`), colour(`${kind}${b}`), eye), `${kind}${a}, ${kind}${b}`).toBeGreaterThan(
              least,
            );
  });
});
