/** IEEE 754 half-precision numbers (little-endian bit patterns) as single ones; exact. */
export function decodeFloat16(halves: Uint16Array): Float32Array {
  const out = new Float32Array(halves.length);
  for (let index = 0; index < halves.length; index += 1) {
    const half = halves[index] ?? 0;
    const sign = half & 0x8000 ? -1 : 1;
    const exponent = (half >> 10) & 0x1f;
    const fraction = half & 0x3ff;
    if (exponent === 0) out[index] = sign * fraction * 2 ** -24;
    else if (exponent === 31) out[index] = fraction === 0 ? sign * Infinity : NaN;
    else out[index] = sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  }
  return out;
}
