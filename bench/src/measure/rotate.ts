/**
 * Lets several parties take turns, so that what else the machine does falls on all alike; each round begins with another one.
 * One round before the first counts for nothing: it warms caches and clocks.
 *
 * @returns per round, what each party gave, by its name.
 */
export async function rotate<T>(
  rounds: number,
  parties: ReadonlyMap<string, () => Promise<T>>,
  onRound: (round: number, given: ReadonlyMap<string, T>) => void,
): Promise<ReadonlyMap<string, T>[]> {
  const names = [...parties.keys()];
  const taken: ReadonlyMap<string, T>[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const given = new Map<string, T>();
    for (const offset of names.keys()) {
      const name = names[(round + offset) % names.length] ?? '';
      const turn = parties.get(name);
      if (turn !== undefined) given.set(name, await turn());
    }
    onRound(round, given);
    if (round > 0) taken.push(given);
  }
  return taken;
}
