/** The words somebody typed, in lower case. */
function wordsOf(search: string): string[] {
  return search.toLowerCase().split(/\s+/).filter(Boolean);
}

/** Whether a text holds every word typed, in any order; no word at all is held by all. */
export function matches(text: string, search: string): boolean {
  const lower = text.toLowerCase();
  return wordsOf(search).every((word) => lower.includes(word));
}

/** A text cut where the words typed stand in it, so that they can be shown. Of overlapping ones the first counts. */
export function highlighted(text: string, search: string): { readonly text: string; readonly hit: boolean }[] {
  const lower = text.toLowerCase();
  // a few letters change their length in lower case: then places in one are not places in the other
  if (lower.length !== text.length) return [{ text, hit: false }];
  const spans = wordsOf(search)
    .flatMap((word) => {
      const at = lower.indexOf(word);
      return at < 0 ? [] : [{ at, end: at + word.length }];
    })
    .toSorted((a, b) => a.at - b.at);
  const parts: { text: string; hit: boolean }[] = [];
  let done = 0;
  for (const { at, end } of spans) {
    if (at < done) continue;
    if (at > done) parts.push({ text: text.slice(done, at), hit: false });
    parts.push({ text: text.slice(at, end), hit: true });
    done = end;
  }
  if (done < text.length) parts.push({ text: text.slice(done), hit: false });
  return parts;
}
