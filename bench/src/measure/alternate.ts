/**
 * Takes ours and the peer in turns, so that what else the machine does falls on both alike; who begins changes each time.
 * One pair before the first counts for nothing: it warms caches and clocks.
 *
 * @param ours takes one turn and gives its rate; `peer` likewise.
 */
export async function alternate(
  pairs: number,
  ours: () => Promise<number>,
  peer: () => Promise<number>,
  tell: (text: string) => void,
): Promise<{ readonly ours: number; readonly peer: number }[]> {
  const taken: { ours: number; peer: number }[] = [];
  for (let pair = 0; pair <= pairs; pair += 1) {
    let one: { ours: number; peer: number };
    if (pair % 2 === 0) {
      const first = await ours();
      one = { ours: first, peer: await peer() };
    } else {
      const first = await peer();
      one = { peer: first, ours: await ours() };
    }
    tell(
      `${pair === 0 ? 'warm-up' : `${String(pair)} of ${String(pairs)}`}: ours ${one.ours.toFixed(1)}, peer ${one.peer.toFixed(1)}`,
    );
    if (pair > 0) taken.push(one);
  }
  return taken;
}
