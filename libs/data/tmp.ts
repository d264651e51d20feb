import { scanFolder } from './src/index.ts';
import { decodeImage } from './src/pipeline/decode-image.ts';
import { openKnown } from './src/images/open-picture.ts';
import { decodePlainJpeg } from './src/images/plain-jpeg.ts';
import { readFile } from 'node:fs/promises';
const { entries } = await scanFolder('/work/shared/data/brain-tumor-mri');
const paths = entries.map((e) => e.absolute);
const size = { height: 224, width: 224 };
const via = async (p: string) => openKnown(p).resize(224, 224, { fit: 'fill', kernel: 'linear' }).raw().toBuffer();
let same = 0, differ = 0, none = 0;
for (const p of paths) { const a = await decodePlainJpeg(await readFile(p), size); if (a === null) { none++; continue; } if (Buffer.from(a).equals(await via(p))) same++; else differ++; }
console.log({ same, differ, none });
const some = paths.filter((_, i) => i % 10 === 0);
const par = async (k: number, f: (p: string) => Promise<unknown>) => { let i = 0; await Promise.all(Array.from({ length: k }, async () => { while (i < some.length) await f(some[i++] ?? ''); })); };
for (const [n, f] of [['decodeImage', (p: string) => decodeImage(p, size)], ['sharp', via], ['readFile', readFile]] as const) for (const k of [1, 2, 16]) { let best = 9; for (let r = 0; r < 5; r++) { const c = process.cpuUsage(); await par(k, f); const u = process.cpuUsage(c); best = Math.min(best, (u.user + u.system) / 1000 / some.length); } console.log(n, k, best.toFixed(3)); }
