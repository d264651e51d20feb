import type { Draws } from '../draws.ts';
import type { StepOf } from '../geometry/geometry.ts';
import type { Picture, TonalOf, TonalStage } from '../stage.ts';

/** One change of values: what is drawn, and how it is done to a picture, in place. */
export interface Tonal<K extends TonalStage['kind']> {
  draw(step: StepOf<K>, draws: Draws): TonalOf<K>;
  apply(stage: TonalOf<K>, picture: Picture): void;
}

/** Values of a picture have a floor and a ceiling, whatever is done to them. */
export function within(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}
