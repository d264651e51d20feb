/** What Next gives a page of its search. */
export interface WithSearch {
  readonly searchParams: Promise<Readonly<Record<string, string | readonly string[] | undefined>>>;
}

/** What Next gives a page whose address holds an id. */
export interface WithId {
  readonly params: Promise<{ readonly id: string }>;
}
