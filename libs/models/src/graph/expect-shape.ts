import { AppError } from '@sagittal/contracts';
import type { Shape } from './graph.ts';

function fail(layer: string, wanted: string, shape: Shape | undefined): never {
  throw new AppError('INVALID_INPUT', {
    message: `Layer ${layer} needs ${wanted}, and is given [${shape?.join(', ') ?? 'nothing'}].`,
    item: layer,
  });
}

/** The only input of a layer, as [height, width, channels]. */
export function expectMap(layer: string, inputs: readonly Shape[]): readonly [number, number, number] {
  const shape = inputs[0];
  const [height, width, channels] = shape ?? [];
  if (inputs.length !== 1 || shape?.length !== 3 || height === undefined || width === undefined || channels === undefined) {
    return fail(layer, 'one map [height, width, channels]', shape);
  }
  return [height, width, channels];
}

/** The only input of a layer, as a vector's length. */
export function expectVector(layer: string, inputs: readonly Shape[]): number {
  const shape = inputs[0];
  const length = shape?.[0];
  if (inputs.length !== 1 || shape?.length !== 1 || length === undefined) return fail(layer, 'one vector', shape);
  return length;
}

/** The only input of a layer, as [tokens, features]. */
export function expectTokens(layer: string, inputs: readonly Shape[]): readonly [number, number] {
  const shape = inputs[0];
  const [tokens, features] = shape ?? [];
  if (inputs.length !== 1 || shape?.length !== 2 || tokens === undefined || features === undefined) {
    return fail(layer, 'tokens [count, features]', shape);
  }
  return [tokens, features];
}

/** The only input of a layer, as a vector or as tokens: what stands before the last axis, and the last axis. */
export function expectFeatures(layer: string, inputs: readonly Shape[]): { lead: Shape; features: number } {
  const shape = inputs[0];
  const features = shape?.at(-1);
  if (inputs.length !== 1 || shape === undefined || shape.length > 2 || features === undefined)
    return fail(layer, 'one vector or tokens [count, features]', shape);
  return { lead: shape.slice(0, -1), features };
}

/** The only input of a layer, of any shape, and its last axis. */
export function expectOne(layer: string, inputs: readonly Shape[]): { shape: Shape; channels: number } {
  const shape = inputs[0];
  const channels = shape?.at(-1);
  if (inputs.length !== 1 || shape === undefined || channels === undefined) return fail(layer, 'one input', shape);
  return { shape, channels };
}

export function sizeOf(shape: Shape): number {
  return shape.reduce((product, length) => product * length, 1);
}
