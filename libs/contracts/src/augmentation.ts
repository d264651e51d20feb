import { z } from 'zod';

/** A closed range that a number is drawn from, evenly: [lowest, highest]. */
const between = (min: number, max: number) =>
  z
    .tuple([z.number().min(min).max(max), z.number().min(min).max(max)])
    .refine(([low, high]) => low <= high, 'The first number must not be larger than the second.');

const share = z.number().min(0).max(1);
const NOTHING: [number, number] = [0, 0];

/** What changes where a pixel comes from. Neighbouring ones are fused into one resampling. */
const geometric = [
  /** Mirrors left and right, top and bottom, each with this probability. */
  z.strictObject({ type: z.literal('flip'), horizontal: share.default(0.5), vertical: share.default(0) }),
  /** Keras RandomZoom: 0.3 shows 1.3 times as much, −0.3 shows 0.7 times as much. `width` null: the same as the height's. */
  z.strictObject({ type: z.literal('zoom'), height: between(-0.95, 4), width: between(-0.95, 4).nullable().default(null) }),
  /** Keras RandomTranslation: share of the picture's size, downwards and to the right. */
  z.strictObject({
    type: z.literal('shift'),
    height: between(-0.95, 0.95).default(NOTHING),
    width: between(-0.95, 0.95).default(NOTHING),
  }),
  /** Keras RandomHeight and RandomWidth: makes the picture itself 1 + so much as high and wide, before a crop or the resizing. */
  z.strictObject({
    type: z.literal('stretch'),
    height: between(-0.9, 4).default(NOTHING),
    width: between(-0.9, 4).default(NOTHING),
  }),
  /** About the centre, in degrees, positive turns counter-clockwise as in Keras RandomRotation. */
  z.strictObject({ type: z.literal('rotate'), degrees: between(-180, 180) }),
  /** About the centre: `x` moves a row sideways by so much of its distance from the centre, `y` a column up or down. */
  z.strictObject({ type: z.literal('shear'), x: between(-2, 2).default(NOTHING), y: between(-2, 2).default(NOTHING) }),
  /** Keras RandomCrop: a window of so many pixels at a random place. */
  z.strictObject({ type: z.literal('crop'), height: z.int().min(1).max(4096), width: z.int().min(1).max(4096) }),
  /** A window of so much of the area and such an aspect (width / height), as in Szegedy et al. 2015 and torchvision. */
  z.strictObject({
    type: z.literal('resized-crop'),
    area: between(0.01, 1).default([0.08, 1]),
    aspect: between(0.1, 10).default([3 / 4, 4 / 3]),
  }),
] as const;

/** What changes a pixel's value. Values stay within 0 and 255. */
const tonal = [
  /** Keras RandomBrightness: adds so much of the full range. */
  z.strictObject({ type: z.literal('brightness'), factor: between(-1, 1) }),
  /** Keras RandomContrast: each channel's distance from its mean, times 1 + so much. */
  z.strictObject({ type: z.literal('contrast'), factor: between(-1, 10) }),
  /** 255 · (value / 255) ^ exponent. */
  z.strictObject({ type: z.literal('gamma'), exponent: between(0.1, 10) }),
  /** Gaussian, one for all three channels of a pixel, with a deviation of so many of 255 steps. */
  z.strictObject({ type: z.literal('noise'), deviation: between(0, 255) }),
  /** Gaussian, with a deviation of so many pixels. */
  z.strictObject({ type: z.literal('blur'), sigma: between(0, 20) }),
  /** DeVries and Taylor 2017: a rectangle of so much of the height and width, somewhere, gets one value. */
  z.strictObject({
    type: z.literal('cutout'),
    height: between(0, 1),
    width: between(0, 1),
    value: z.number().min(0).max(255).default(0),
  }),
] as const;

export const augmentationStepSchema = z.discriminatedUnion('type', [...geometric, ...tonal]);

/**
 * What is changed at random in a training picture, in order, each time that it is shown. At the end the picture is brought to the
 * size of the input. Validation and test pictures are never changed.
 */
export const augmentationSchema = z
  .strictObject({
    steps: z.array(augmentationStepSchema).max(20).default([]),
    /** What stands where nothing of the picture is, as Keras's `fill_mode` and `fill_value`. */
    fill: z
      .strictObject({
        mode: z.enum(['reflect', 'wrap', 'constant', 'nearest']).default('reflect'),
        value: z.number().min(0).max(255).default(0),
      })
      .prefault({}),
    interpolation: z.enum(['bilinear', 'nearest']).default('bilinear'),
  })
  .prefault({});

export type AugmentationRecipe = z.output<typeof augmentationSchema>;
export type AugmentationStep = z.output<typeof augmentationStepSchema>;
export type AugmentationKind = AugmentationStep['type'];
