import { BRAIN } from './anatomy.ts';
import type { Lesion, LesionKind } from './patient.ts';
import { blend, ramp, roughNoise, smoothNoise } from './random.ts';

/** Where a point lies in a lesion's cut: its distance from the middle in radii of this cut, and its offset in half image sides. */
export interface LesionPoint {
  readonly distance: number;
  readonly dx: number;
  readonly dy: number;
  /** Relative radius in the head, 1 on the skin. */
  readonly r: number;
}

type Painter = (lesion: Lesion, point: LesionPoint, grey: number) => number;

/** A ragged ring that takes up contrast medium round a dark core, in a swollen surrounding. */
const paintGlioma: Painter = (lesion, { distance, dx, dy, r }, grey) => {
  const { key, contrast } = lesion;
  const ragged = distance + 0.75 * (roughNoise(key, dx * 9 + 50, dy * 9 + 50) - 0.5);
  const swollen = ramp(2.1, 1.1, ragged + 0.5 * (smoothNoise(key + 5, dx * 6, dy * 6) - 0.5));
  let painted = blend(grey, Math.min(grey, 88), 0.75 * swollen);
  const core = 0.42 + 0.3 * smoothNoise(key + 7, dx * 8 + 3, dy * 8 + 3);
  const ring = blend(150, 232, contrast) + 50 * (roughNoise(key + 9, dx * 14, dy * 14) - 0.5);
  painted = blend(painted, ring, ramp(1.06, 0.94, ragged));
  painted = blend(painted, 58 + 26 * smoothNoise(key + 11, dx * 16, dy * 16), ramp(core + 0.08, core - 0.08, ragged));
  return blend(painted, grey, ramp(BRAIN - 0.01, BRAIN + 0.01, r));
};

/** A smooth, even ball on the dura, with a cleft of fluid towards the brain and a bright tail along the skull. */
const paintMeningioma: Painter = (lesion, { distance, dx, dy, r }, grey) => {
  const { key, contrast } = lesion;
  const smooth = distance + 0.12 * (smoothNoise(key, dx * 7 + 20, dy * 7 + 20) - 0.5);
  const bright = blend(160, 218, contrast) + 12 * (smoothNoise(key + 3, dx * 12, dy * 12) - 0.5);
  let painted = blend(grey, 44, 0.65 * ramp(1.24, 1.1, smooth) * ramp(BRAIN, BRAIN - 0.05, r));
  const tail = ramp(BRAIN - 0.055, BRAIN - 0.03, r) * ramp(1.75, 1.35, smooth);
  painted = blend(painted, bright, tail * 0.8);
  painted = blend(painted, bright, ramp(1.04, 0.95, smooth));
  return blend(painted, grey, ramp(BRAIN + 0.015, BRAIN + 0.035, r));
};

/** A small, well-bounded oval in the middle above the sella, sometimes with a second lobe and a cyst. */
const paintPituitary: Painter = (lesion, { distance, dx, dy }, grey) => {
  const { key, contrast, radius } = lesion;
  const lobe = Math.hypot(dx, dy + radius * 0.95) / (radius * 0.62);
  const both = Math.min(distance, (key & 1) === 1 ? lobe : distance);
  const bright = blend(152, 214, contrast) + 16 * (smoothNoise(key + 3, dx * 20, dy * 20) - 0.5);
  let painted = blend(grey, 40, 0.8 * ramp(1.45, 1.2, both));
  painted = blend(painted, bright, ramp(1.08, 0.94, both));
  const cyst = Math.hypot(dx - radius * 0.25, dy - radius * 0.15) / (radius * 0.38);
  return (key & 6) === 0 ? blend(painted, 82, ramp(1.15, 0.8, cyst)) : painted;
};

export const paintLesion: Readonly<Record<LesionKind, Painter>> = {
  'glioma-like': paintGlioma,
  'meningioma-like': paintMeningioma,
  'pituitary-like': paintPituitary,
  'no-lesion': (_lesion, _point, grey) => grey,
};
