import { type LesionKind, LESION_KINDS, type Patient, drawPatient } from './patient.ts';
import { Draws } from './random.ts';

/** Heads of each class in training and in test, and slices of each head. */
const TRAIN_PATIENTS = 23;
const TEST_PATIENTS = 6;
const SLICES = 5;

export type DemoSubset = 'train' | 'test';

export interface PlannedImage {
  /** Relative to the folder: `train/glioma-like/P007_slice-02.png`. */
  readonly path: string;
  readonly patient: Patient;
  readonly slice: number;
  readonly slices: number;
}

/** Two files with the same bytes under different patients. */
export interface PlannedCopy {
  readonly path: string;
  readonly of: string;
}

export interface DemoPlan {
  readonly images: readonly PlannedImage[];
  readonly copies: readonly PlannedCopy[];
  /** The patient of whom some slices are in train and others in test. */
  readonly sharedPatient: string;
}

/** From where to where copies are planted: 7 cross from train to test, 3 stay in train, 2 in test. */
const COPIES: readonly (readonly [from: DemoSubset, to: DemoSubset])[] = [
  ...Array.from({ length: 7 }, () => ['train', 'test'] as const),
  ...Array.from({ length: 3 }, () => ['train', 'train'] as const),
  ...Array.from({ length: 2 }, () => ['test', 'test'] as const),
];

function pathOf(subset: DemoSubset, kind: LesionKind, patient: number, slice: number): string {
  return `${subset}/${kind}/P${String(patient).padStart(3, '0')}_slice-${String(slice + 1).padStart(2, '0')}.png`;
}

/** Who is in the demo: every head with its slices and subset, the planted copies and the patient in both subsets. */
export function planDemo(seed: number): DemoPlan {
  const perClass = TRAIN_PATIENTS + TEST_PATIENTS;
  const images: PlannedImage[] = [];
  // the patient in both subsets: the last of the training heads of the first class
  const shared = TRAIN_PATIENTS;
  for (let place = 0; place < perClass * LESION_KINDS.length; place += 1) {
    const kind = LESION_KINDS[place % LESION_KINDS.length] ?? 'no-lesion';
    const inClass = Math.floor(place / LESION_KINDS.length) + 1;
    const number = place + 1;
    const patient = drawPatient(seed, number, kind);
    for (let slice = 0; slice < SLICES; slice += 1) {
      const crosses = kind === LESION_KINDS[0] && inClass === shared && slice >= 3;
      const subset = inClass <= TRAIN_PATIENTS && !crosses ? 'train' : 'test';
      images.push({ path: pathOf(subset, kind, number, slice), patient, slice, slices: SLICES });
    }
  }
  const sharedNumber = (shared - 1) * LESION_KINDS.length + 1;
  return {
    images,
    copies: planCopies(seed, images, perClass * LESION_KINDS.length),
    sharedPatient: `P${String(sharedNumber).padStart(3, '0')}`,
  };
}

/** Picks the originals, each once, in turn over the classes; a copy stands in the original's class under a patient of its own. */
function planCopies(seed: number, images: readonly PlannedImage[], lastPatient: number): PlannedCopy[] {
  const draws = new Draws(seed, 0x0c09);
  const taken = new Set<string>();
  return COPIES.map(([from, to], index) => {
    const kind = LESION_KINDS[index % LESION_KINDS.length] ?? 'no-lesion';
    const candidates = images.filter((image) => image.path.startsWith(`${from}/${kind}/`) && !taken.has(image.path));
    const original = candidates[Math.floor(draws.between(0, candidates.length))];
    if (original === undefined) throw new Error(`The demo has no image of ${kind} left to copy.`);
    taken.add(original.path);
    return { path: pathOf(to, kind, lastPatient + 1 + index, 0), of: original.path };
  });
}
