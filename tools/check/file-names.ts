const EMPTY_WORDS = new Set(['utils', 'util', 'helpers', 'helper', 'misc', 'common']);

/** One casing, one suffix for tests; files that a tool wants named otherwise. */
const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** @returns what is wrong with the name of a source file, or null */
export function fileNameProblem(file: string): string | null {
  const parts = file.split('/');
  const base = parts.at(-1) ?? '';
  if (!/\.(ts|tsx|mjs|cjs|js|css)$/.test(base)) return null;
  for (const part of parts) {
    const word = part.split('.')[0] ?? '';
    if (EMPTY_WORDS.has(word.toLowerCase())) return `${file}: "${word}" says nothing of what is inside.`;
  }
  if (/\.(spec|tests)\.tsx?$/.test(base)) return `${file}: tests end in .test.ts.`;
  // Next names folders [id], (group) and @slot, and files with a leading underscore
  for (const [index, part] of parts.entries()) {
    if (/^[[(@_.]/.test(part)) continue;
    const words = index === parts.length - 1 ? part.split('.').slice(0, -1) : [part];
    if (!words.every((word) => KEBAB_CASE.test(word) || (index < parts.length - 1 && /^[0-9]{14}_/.test(word)))) {
      return `${file}: names are in lower case, with hyphens.`;
    }
  }
  return null;
}
