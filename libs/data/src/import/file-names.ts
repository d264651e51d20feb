import { extensionOf, hasImageExtension } from '../images/formats.ts';

const SYSTEM_NAMES = new Set([
  '__macosx',
  'thumbs.db',
  'ehthumbs.db',
  'desktop.ini',
  '@eadir',
  '$recycle.bin',
  'system volume information',
  'lost+found',
]);

/** Hidden files, and what macOS, Windows and NAS boxes leave behind. A name that begins with `..` is no hidden file but a trap. */
export function isSystemName(name: string): boolean {
  if (name.startsWith('.') && !name.startsWith('..')) return true;
  return SYSTEM_NAMES.has(name.toLowerCase());
}

/**
 * Why a name must not become part of an item's path, or null where it may: control characters break lists and headers, `..`
 * and `\` could lead out of a folder when exported again, U+FFFD stands where the name is no valid UTF-8.
 */
export function nameFault(name: string): string | null {
  if (/[\u0000-\u001f\u007f]/.test(name)) return 'its name holds a line break or another control character';
  if (name.includes('..')) return 'its name holds ".."';
  if (name.includes('\\')) return 'its name holds a backslash';
  if (name.includes('\ufffd')) return 'its name is not valid UTF-8';
  return null;
}

/** How a file is taken: as a picture by its name, only if its first bytes are those of one (no extension, or a number), or not. */
export function nameClaim(name: string): 'image' | 'unknown' | 'other' {
  if (hasImageExtension(name)) return 'image';
  const extension = extensionOf(name);
  return extension === '' || /^\d+$/.test(extension) ? 'unknown' : 'other';
}
