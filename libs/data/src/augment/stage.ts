import type { Affine } from './geometry/affine.ts';

/** A picture while it is changed: RGB, rows from the top, height × width × 3 values from 0 to 255, with fractions. */
export interface Picture {
  readonly data: Float32Array;
  readonly height: number;
  readonly width: number;
}

/** What was drawn for one picture, as plain data that can cross to another thread. */
export type Stage =
  { readonly kind: 'resample'; readonly affine: Affine; readonly height: number; readonly width: number } | TonalStage;

export type TonalStage =
  | { readonly kind: 'brightness'; readonly delta: number }
  | { readonly kind: 'contrast'; readonly factor: number }
  | { readonly kind: 'gamma'; readonly exponent: number }
  | { readonly kind: 'noise'; readonly deviation: number; readonly seed: number }
  | { readonly kind: 'blur'; readonly sigma: number }
  | {
      readonly kind: 'cutout';
      /** Rows and columns from, inclusive, and to, exclusive, as shares of the picture. */
      readonly rows: readonly [number, number];
      readonly columns: readonly [number, number];
      readonly value: number;
    };

export type TonalOf<K extends TonalStage['kind']> = Extract<TonalStage, { kind: K }>;
