/** A 24-bit bitmap of one grey: the one picture format that takes no encoder. */
export function greyBitmap(side: number, level: number): Uint8Array {
  const file = new Uint8Array(54 + side * side * 3).fill(level, 54);
  const view = new DataView(file.buffer);
  view.setUint16(0, 0x4d42, true);
  for (const [at, value] of [
    [2, file.length],
    [10, 54],
    [14, 40],
    [18, side],
    [22, side],
  ] as const)
    view.setUint32(at, value, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 24, true);
  return file;
}
