/** Pixels 0 to 255 → what the network takes: scale · x + offset, one number for all channels or one a channel. */
export interface Preprocessing {
  readonly scale: readonly number[];
  readonly offset: readonly number[];
}
