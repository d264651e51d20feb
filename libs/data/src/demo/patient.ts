import { Draws } from './random.ts';

export const LESION_KINDS = ['glioma-like', 'meningioma-like', 'no-lesion', 'pituitary-like'] as const;
export type LesionKind = (typeof LESION_KINDS)[number];

/** A tumour-like ball in the head. Lengths are in half image sides; x to the right, y down (anterior is up), z towards the vertex. */
export interface Lesion {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly radius: number;
  /** Length by width. */
  readonly stretch: number;
  readonly turn: number;
  /** How much it stands out, 1: as in a textbook. */
  readonly contrast: number;
  /** How far it pushes the brain aside, in radii. */
  readonly push: number;
  /** Names its noise. */
  readonly key: number;
}

/** What all slices of one head have in common. */
export interface Patient {
  readonly number: number;
  readonly kind: LesionKind;
  readonly key: number;
  readonly shiftX: number;
  readonly shiftY: number;
  /** Rotation in radians. */
  readonly tilt: number;
  /** Half width and half length of the head. */
  readonly width: number;
  readonly length: number;
  /** How much broader the back of the head is than its front. */
  readonly egg: number;
  /** Size of the ventricles, 1: usual. */
  readonly ventricles: number;
  /** Depth of the furrows, 0 to 1. */
  readonly atrophy: number;
  /** Brightness of the scanner and its noise (deviation in grey values). */
  readonly gain: number;
  readonly noise: number;
  /** Direction and strength of the uneven coil. */
  readonly coilAngle: number;
  readonly coil: number;
  /** Height of the slice that passes through the middle of what is shown. */
  readonly level: number;
  readonly lesion: Lesion | null;
}

/** Draws a head. The same seed and number give the same one. */
export function drawPatient(seed: number, number: number, kind: LesionKind): Patient {
  const draws = new Draws(seed, number, 1);
  const [width, length] = [draws.between(0.64, 0.73), draws.between(0.8, 0.9)];
  const head = {
    number,
    kind,
    key: (draws.between(0, 1) * 2 ** 31) | 0,
    shiftX: draws.between(-0.05, 0.05),
    shiftY: draws.between(-0.05, 0.05),
    tilt: draws.between(-0.14, 0.14),
    width,
    length,
    egg: draws.between(0.04, 0.16),
    ventricles: draws.between(0.7, 1.3),
    atrophy: draws.between(0.15, 0.9),
    gain: draws.between(0.82, 1.12),
    noise: draws.between(3.5, 8),
    coilAngle: draws.between(0, 2 * Math.PI),
    coil: draws.between(0, 0.2),
  };
  const lesion = drawLesion(kind, draws, width, length);
  // a head without a lesion is cut anywhere, so that the height of a slice gives nothing away
  return { ...head, lesion, level: lesion?.z ?? (draws.chance(0.35) ? draws.between(-0.5, -0.3) : draws.between(-0.25, 0.45)) };
}

function drawLesion(kind: LesionKind, draws: Draws, width: number, length: number): Lesion | null {
  const key = (draws.between(0, 1) * 2 ** 31) | 0;
  const turn = draws.between(0, Math.PI);
  switch (kind) {
    case 'no-lesion':
      return null;
    case 'glioma-like': {
      const angle = draws.between(-1.2, 1.2);
      const away = draws.between(0.38, 0.56);
      return {
        x: draws.side() * Math.cos(angle) * away * width,
        y: Math.sin(angle) * away * length,
        z: draws.between(-0.25, 0.45),
        radius: draws.between(0.14, 0.24),
        stretch: draws.between(1, 1.4),
        turn,
        contrast: draws.between(0.45, 1),
        push: draws.between(0.15, 0.4),
        key,
      };
    }
    case 'meningioma-like': {
      const angle = draws.between(-Math.PI, Math.PI);
      const away = draws.between(0.68, 0.74);
      return {
        x: Math.cos(angle) * away * width,
        y: Math.sin(angle) * away * length,
        z: draws.between(-0.25, 0.45),
        radius: draws.between(0.11, 0.21),
        stretch: draws.between(1, 1.15),
        turn,
        contrast: draws.between(0.45, 1),
        push: draws.between(0.25, 0.5),
        key,
      };
    }
    case 'pituitary-like':
      return {
        x: draws.between(-0.02, 0.02),
        y: draws.between(-0.17, -0.1),
        z: draws.between(-0.5, -0.3),
        radius: draws.between(0.08, 0.13),
        stretch: draws.between(1, 1.3),
        turn,
        contrast: draws.between(0.45, 1),
        push: draws.between(0.1, 0.3),
        key,
      };
  }
}
