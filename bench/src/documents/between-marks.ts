/**
 * Replaces what stands between `<!-- begin NAME -->` and `<!-- end NAME -->` in a page.
 * @throws RangeError where the page has no such marks.
 */
export function betweenMarks(page: string, name: string, text: string): string {
  const [begin, end] = [`<!-- begin ${name} -->`, `<!-- end ${name} -->`];
  const from = page.indexOf(begin);
  const to = page.indexOf(end, from);
  if (from < 0 || to < 0) throw new RangeError(`The page has no marks ${begin} … ${end}.`);
  return `${page.slice(0, from + begin.length)}\n\n${text.trim()}\n\n${page.slice(to)}`;
}
