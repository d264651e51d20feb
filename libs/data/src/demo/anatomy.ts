import type { Patient } from './patient.ts';
import { blend, ramp, roughNoise, smoothNoise } from './random.ts';

/**
 * Grey values of the tissues, as in a T1-weighted slice after contrast medium. The shapes are drawn, not measured: they look
 * like a head and are nobody's.
 */
const GREY = { air: 3, scalp: 168, bone: 22, marrow: 74, fluid: 34, cortex: 104, white: 146, deep: 118, vessel: 212 } as const;

/** Relative radii of the layers: outside of the scalp, of the skull, of the fluid, of the brain. */
const SCALP = 1;
const SKULL = 0.93;
const FLUID = 0.868;
export const BRAIN = 0.835;

/** Half a pixel of a slice of 128, in half image sides: edges are softened by it. */
const SOFT = 0.011;

/** A point of a slice as the head sees it: x to the right and y down along its own axes, r: 1 on the skin. */
export interface HeadPoint {
  readonly x: number;
  readonly y: number;
  readonly r: number;
}

/** Half axes of the head at a height: it tapers towards vertex and base. */
export function headAxes(patient: Patient, level: number): { width: number; length: number } {
  const taper = Math.sqrt(1 - (0.75 * level) ** 2);
  return { width: patient.width * taper, length: patient.length * taper };
}

/** Where a point of the head lies between its middle (r = 0) and its skin (r = 1). */
export function headRadius(patient: Patient, axes: { width: number; length: number }, x: number, y: number): number {
  const broad = axes.width * (1 + (patient.egg * y) / axes.length);
  const r = Math.hypot(x / broad, y / axes.length);
  return r * (1 + 0.03 * (smoothNoise(patient.key, x * 2.5 + 9, y * 2.5 + 9) - 0.5));
}

/** 1 inside an ellipse, 0 outside. */
function ellipse(x: number, y: number, centreX: number, centreY: number, halfX: number, halfY: number, turn = 0): number {
  const [dx, dy] = [x - centreX, y - centreY];
  const reach = Math.max(halfX, halfY) + 2 * SOFT;
  if (Math.abs(dx) > reach || Math.abs(dy) > reach) return 0;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const [u, v] = [(dx * cos + dy * sin) / halfX, (dy * cos - dx * sin) / halfY];
  const distance = Math.hypot(u, v);
  const soft = SOFT / Math.min(halfX, halfY);
  return 1 - ramp(1 - soft, 1 + soft, distance);
}

/** Grey value of a healthy head at a point of a slice. */
export function tissueAt(patient: Patient, level: number, { x, y, r }: HeadPoint): number {
  if (r > BRAIN + 0.06) return shellAt(r);
  const brain = brainAt(patient, level, x, y, r);
  return blend(brain, shellAt(r), ramp(BRAIN - SOFT, BRAIN + SOFT, r));
}

/** Skin, skull and the fluid below it. */
function shellAt(r: number): number {
  const fluid = GREY.fluid;
  const middle = (SKULL + FLUID) / 2;
  const bone = blend(GREY.bone, GREY.marrow, Math.max(0, 1 - Math.abs(r - middle) / 0.02));
  const inner = blend(fluid, bone, ramp(FLUID - SOFT, FLUID + SOFT, r));
  const skull = blend(inner, GREY.scalp, ramp(SKULL - SOFT, SKULL + SOFT, r));
  return blend(skull, GREY.air, ramp(SCALP - SOFT, SCALP + SOFT, r));
}

function brainAt(patient: Patient, level: number, x: number, y: number, r: number): number {
  const { key } = patient;
  const side = Math.abs(x);
  const depth = BRAIN - r;
  const low = ramp(-0.22, -0.38, level);

  // white matter, with cortex in folds along the surface and the furrows between them
  const fold = roughNoise(key + 11, x * 6.5 + 31, y * 6.5 + 47);
  const ridge = 1 - Math.abs(2 * fold - 1) * 2.6;
  const near = 1 - ramp(0.1, 0.3, depth + 0.12 * (smoothNoise(key + 17, x * 5, y * 5) - 0.5));
  const cortex = Math.max(1 - ramp(0.035, 0.075, depth + 0.03 * (fold - 0.5)), near * ramp(0.05, 0.45, ridge));
  let grey = blend(GREY.white, GREY.cortex, cortex);
  grey += 9 * (roughNoise(key + 23, x * 9, y * 9) - 0.5);
  grey = blend(grey, GREY.fluid, near * patient.atrophy * ramp(0.62, 0.9, ridge) * ramp(0.3, 0.02, depth));

  // nuclei in the depth
  const nuclei = Math.max(ellipse(side, y, 0.125, 0.06, 0.08, 0.12, -0.35), ellipse(side, y, 0.245, -0.07, 0.045, 0.14, -0.2));
  grey = blend(grey, GREY.deep, nuclei * 0.85 * (1 - low) * ramp(0.3, 0.12, level));

  // the cleft between the halves, with its falx
  const cleft =
    (1 - ramp(0.006, 0.018, side + 0.01 * (smoothNoise(key + 29, 3, y * 7) - 0.5))) *
    Math.max(ramp(-0.24, -0.34, y), ramp(0.26, 0.38, y), ramp(0.3, 0.4, level));
  grey = blend(grey, GREY.fluid + 22, cleft * 0.85);

  grey = blend(grey, GREY.fluid, ventriclesAt(patient, level, side, y) * (1 - low));
  return low > 0 ? blend(grey, baseAt(patient, side, x, y, grey), low) : grey;
}

/** The chambers of fluid: 1 inside. Largest a little above the middle of the head. */
function ventriclesAt(patient: Patient, level: number, side: number, y: number): number {
  const size = patient.ventricles * (0.35 + 0.65 * ramp(0.5, 0.15, Math.abs(level - 0.08)));
  const front = ellipse(side, y, 0.08, -0.19, 0.042 * size, 0.125 * size, 0.34);
  const body = ellipse(side, y, 0.066, -0.02, 0.03 * size, 0.2 * size, -0.12);
  const back = ellipse(side, y, 0.135, 0.22, 0.05 * size, 0.13 * size, -0.4);
  const third = ellipse(side, y, 0, 0.03, 0.013 * size, 0.085, 0) * ramp(0.12, 0, level);
  return Math.max(front, body * ramp(-0.1, 0.1, level), back, third);
}

/** Near the base of the skull: cistern above the sella, brain stem with fluid round it, cerebellum in fine leaves. */
function baseAt(patient: Patient, side: number, x: number, y: number, around: number): number {
  const { key } = patient;
  let grey = around;
  const leaves = Math.abs(Math.sin(46 * Math.hypot(x, y - 0.1) + 5 * smoothNoise(key + 41, x * 6, y * 6)));
  const cerebellum = ellipse(side, y, 0.13, 0.42, 0.31, 0.25, 0.12);
  grey = blend(grey, blend(GREY.cortex - 12, GREY.white - 14, leaves), cerebellum * 0.85);
  // the gap to the temporal lobes
  const gap = ellipse(
    side,
    y + 0.05 * (smoothNoise(key + 43, x * 6, 5) - 0.5),
    0.33,
    -0.11,
    0.27,
    0.02 + 0.012 * Math.sin(9 * side),
    -0.4,
  );
  grey = blend(grey, GREY.fluid + 6, gap * 0.7);
  grey = blend(grey, GREY.fluid, Math.max(ellipse(side, y, 0, -0.13, 0.14, 0.085), ellipse(side, y, 0, 0.08, 0.165, 0.14)));
  grey = blend(grey, GREY.white - 12, ellipse(side, y, 0, 0.085, 0.135, 0.115));
  grey = blend(grey, GREY.fluid, ellipse(side, y, 0, 0.205, 0.04, 0.022));
  // stalk and arteries in the cistern
  grey = blend(grey, GREY.deep, ellipse(side, y, 0, -0.13, 0.028, 0.024));
  return blend(grey, GREY.vessel, ellipse(side, y, 0.085, -0.14, 0.017, 0.017));
}
