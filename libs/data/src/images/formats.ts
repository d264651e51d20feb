/** Formats of the pictures that are read, as they are stored and shown. */
export const IMAGE_FORMATS = ['jpeg', 'png', 'webp', 'bmp', 'tiff'] as const;
export type ImageFormat = (typeof IMAGE_FORMATS)[number];

const EXTENSIONS = new Set(['jpg', 'jpeg', 'jpe', 'jfif', 'png', 'webp', 'bmp', 'dib', 'tif', 'tiff']);

/** The extension of a file name in lower case, without its dot; empty where there is none. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase();
}

/** Whether a file of this name claims to be a picture. */
export function hasImageExtension(name: string): boolean {
  return EXTENSIONS.has(extensionOf(name));
}

/** How many bytes of a file `sniffFormat` wants to see. */
export const SNIFF_BYTES = 32;

const DIB_HEADER_SIZES = new Set([12, 16, 40, 52, 56, 64, 108, 124]);

function ascii(head: Uint8Array, from: number, text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (head[from + at] !== text.charCodeAt(at)) return false;
  return true;
}

/** The format that a file's first bytes announce (its name says nothing), or null where they announce none that is read. */
export function sniffFormat(head: Uint8Array): ImageFormat | null {
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'jpeg';
  if (head[0] === 0x89 && ascii(head, 1, 'PNG\r\n\u001a\n')) return 'png';
  if (ascii(head, 0, 'RIFF') && ascii(head, 8, 'WEBP')) return 'webp';
  // 'BM' alone also begins many a text: the size of the header that follows must be one that exists
  if (ascii(head, 0, 'BM') && DIB_HEADER_SIZES.has((head[14] ?? 0) + 256 * (head[15] ?? 0))) return 'bmp';
  // classic TIFF and BigTIFF, in both byte orders
  if (ascii(head, 0, 'II*\0') || ascii(head, 0, 'II+\0') || ascii(head, 0, 'MM\0*') || ascii(head, 0, 'MM\0+')) return 'tiff';
  return null;
}
