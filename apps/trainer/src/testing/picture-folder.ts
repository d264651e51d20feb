import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { RandomStream } from '@sagittal/models';

const SIDE = 32;

/** A 24-bit bitmap: the one picture format that takes no encoder. @param pixel blue, green, red of a place */
function bitmap(pixel: (x: number, y: number) => readonly [number, number, number]): Uint8Array {
  const file = new Uint8Array(54 + SIDE * SIDE * 3);
  const view = new DataView(file.buffer);
  view.setUint16(0, 0x4d42, true);
  view.setUint32(2, file.length, true);
  view.setUint32(10, 54, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, SIDE, true);
  view.setInt32(22, SIDE, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 24, true);
  view.setUint32(34, SIDE * SIDE * 3, true);
  for (let y = 0; y < SIDE; y += 1) for (let x = 0; x < SIDE; x += 1) file.set(pixel(x, y), 54 + (y * SIDE + x) * 3);
  return file;
}

const CLASSES = ['dots', 'rows', 'stripes'] as const;

/** Pictures of three kinds that a small network tells apart in a few epochs, with noise, so that no two are equal. */
export async function writePictures(
  folder: string,
  { perClass, seed }: { readonly perClass: number; readonly seed: number },
): Promise<void> {
  for (const [kind, name] of CLASSES.entries()) {
    await mkdir(path.join(folder, name), { recursive: true });
    for (let index = 0; index < perClass; index += 1) {
      const noise = new RandomStream({ seed, stream: 'picture', counters: [kind, index] });
      const picture = bitmap((x, y) => {
        const bright = [x % 4 < 2 && y % 4 < 2, y % 4 < 2, x % 4 < 2][kind] === true;
        const level = (bright ? 170 : 40) + Math.floor(noise.uniform() * 60);
        return [level, level, level];
      });
      await writeFile(path.join(folder, name, `${String(index).padStart(3, '0')}.bmp`), picture);
    }
  }
}
