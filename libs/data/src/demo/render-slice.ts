import { headAxes, headRadius, tissueAt } from './anatomy.ts';
import { paintLesion } from './lesions.ts';
import type { Lesion, Patient } from './patient.ts';
import { Draws, grain, hash32, ramp } from './random.ts';

/** Width and height of a slice in pixels. */
export const SLICE_SIDE = 128;

/** Height between two slices, in half image sides. */
const SLICE_STEP = 0.045;

/** Share of a lesion's radius that its outermost slice still lies within. */
const REACH = 0.72;

/** A few bright vessels, cut across: in every class, so that a bright dot means nothing. */
function drawVessels(patient: Patient, slice: number): { x: number; y: number; radius: number }[] {
  const draws = new Draws(patient.key, slice, 77);
  return Array.from({ length: 2 + Math.floor(draws.between(0, 5)) }, () => {
    const angle = draws.between(-Math.PI, Math.PI);
    const away = draws.between(0.35, 0.78);
    return {
      x: Math.cos(angle) * away * patient.width,
      y: Math.sin(angle) * away * patient.length,
      radius: draws.between(0.009, 0.022),
    };
  });
}

/** The cut of a lesion at a height: its radius there, or null where the slice misses it. */
function cutOf(lesion: Lesion | null, level: number): { lesion: Lesion; radius: number } | null {
  if (lesion === null) return null;
  const share = 1 - ((level - lesion.z) / lesion.radius) ** 2;
  return share <= 0 ? null : { lesion, radius: lesion.radius * Math.sqrt(share) };
}

/** Height of slice `slice` (from 0) of `count`: around the patient's level, close enough together to meet its lesion. */
function sliceLevel(patient: Patient, slice: number, count: number): number {
  const half = (count - 1) / 2;
  const step = patient.lesion === null ? SLICE_STEP : Math.min(SLICE_STEP, (patient.lesion.radius * REACH) / Math.max(1, half));
  return patient.level + (slice - half) * step;
}

/** Draws one slice: SLICE_SIDE × SLICE_SIDE grey values, 0 to 255, rows from the top. */
export function renderSlice(patient: Patient, slice: number, count: number): Uint8Array {
  const level = sliceLevel(patient, slice, count);
  const axes = headAxes(patient, level);
  const cut = cutOf(patient.lesion, level);
  const vessels = drawVessels(patient, slice);
  const grainKey = hash32(patient.key, slice, 99);
  const [cos, sin] = [Math.cos(patient.tilt), Math.sin(patient.tilt)];
  const [coilX, coilY] = [Math.cos(patient.coilAngle) * patient.coil, Math.sin(patient.coilAngle) * patient.coil];
  const pixels = new Uint8Array(SLICE_SIDE * SLICE_SIDE);
  for (let index = 0; index < pixels.length; index += 1) {
    const u = ((index % SLICE_SIDE) + 0.5) / (SLICE_SIDE / 2) - 1 - patient.shiftX;
    const v = (Math.floor(index / SLICE_SIDE) + 0.5) / (SLICE_SIDE / 2) - 1 - patient.shiftY;
    const [x, y] = [u * cos + v * sin, v * cos - u * sin];
    const r = headRadius(patient, axes, x, y);
    let grey = 3;
    if (r < 1.03) {
      const point = cut === null ? null : lesionPoint(cut.lesion, cut.radius, x, y, r);
      const aside =
        cut === null || point === null ? 0 : cut.lesion.push * cut.radius * ramp(2.6, 0.6, point.distance) * ramp(0.86, 0.7, r);
      const away = point === null ? 1 : Math.hypot(point.dx, point.dy) || 1;
      // the healthy brain is looked up nearer to the lesion's middle than it is shown: so it is pushed aside
      const [fromX, fromY] = point === null ? [x, y] : [x - (aside * point.dx) / away, y - (aside * point.dy) / away];
      grey = tissueAt(patient, level, { x: fromX, y: fromY, r });
      for (const vessel of vessels)
        grey += (212 - grey) * ramp(1.3, 0.7, Math.hypot(x - vessel.x, y - vessel.y) / vessel.radius) * 0.85;
      if (cut !== null && point !== null) grey = paintLesion[patient.kind](cut.lesion, point, grey);
    }
    const shine = patient.gain * (1 + coilX * u + coilY * v);
    // noise of a magnitude image: in two channels, of which the length is taken
    const real = grey * shine + patient.noise * grain(grainKey, index);
    const imaginary = patient.noise * grain(grainKey + 1, index);
    pixels[index] = Math.min(255, Math.round(Math.hypot(real, imaginary)));
  }
  return pixels;
}

function lesionPoint(
  lesion: Lesion,
  radius: number,
  x: number,
  y: number,
  r: number,
): { distance: number; dx: number; dy: number; r: number } {
  const [dx, dy] = [x - lesion.x, y - lesion.y];
  const [cos, sin] = [Math.cos(lesion.turn), Math.sin(lesion.turn)];
  const distance = Math.hypot((dx * cos + dy * sin) / lesion.stretch, dy * cos - dx * sin) / radius;
  return { distance, dx, dy, r };
}
