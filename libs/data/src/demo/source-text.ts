import type { DemoPlan } from './plan.ts';
import { LESION_KINDS } from './patient.ts';
import { SLICE_SIDE } from './render-slice.ts';

/** The text that lies beside the pictures: that nobody was scanned, and what was planted for the checks to find. */
export function sourceText(seed: number, plan: DemoPlan): string {
  return [
    'Synthetic head-scan phantoms. No person was scanned: every picture was drawn by a program (Sagittal, demo folder).',
    'Not for any medical use, and no measure of how well a network reads real scans.',
    '',
    `Seed ${seed}. ${plan.images.length + plan.copies.length} PNG files, ${SLICE_SIDE} × ${SLICE_SIDE} pixels, grey.`,
    `Classes: ${LESION_KINDS.join(', ')}. Names begin with the patient: P007_slice-02.png is slice 2 of patient P007.`,
    '',
    'Planted, so that the checks of a split have something to find:',
    `- Patient ${plan.sharedPatient} has slices in train and in test.`,
    `- ${plan.copies.length} files are byte for byte the same as another one, under another patient's name:`,
    ...plan.copies.map(({ path, of }) => `    ${path} = ${of}`),
    '',
  ].join('\n');
}
