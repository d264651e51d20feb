/** What Next gives a page as its search, as URLSearchParams, so that server and browser read it by one function. */
export function toSearchParams(record: Readonly<Record<string, string | readonly string[] | undefined>>): URLSearchParams {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(record)) {
    for (const one of typeof value === 'string' ? [value] : (value ?? [])) params.append(key, one);
  }
  return params;
}

/** A change of some parameters: null and empty remove one, a list writes it several times. */
export type SearchPatch = Readonly<Record<string, string | readonly string[] | null>>;

/** The search with some parameters changed, with its `?`, or empty. */
export function patchedSearch(params: URLSearchParams, patch: SearchPatch): string {
  const next = new URLSearchParams(params);
  for (const [key, value] of Object.entries(patch)) {
    next.delete(key);
    for (const one of typeof value === 'string' ? [value] : (value ?? [])) if (one !== '') next.append(key, one);
  }
  const text = next.toString();
  return text === '' ? '' : `?${text}`;
}
