/**
 * The class with the highest score of each row; of equal scores the first, as numpy's argmax.
 *
 * @param scores [count, classes], row after row
 */
export function predictedClasses(scores: ArrayLike<number>, classes: number): Int32Array {
  const count = scores.length / classes;
  const predicted = new Int32Array(count);
  for (let image = 0; image < count; image += 1) {
    let best = 0;
    for (let index = 1; index < classes; index += 1) {
      if ((scores[image * classes + index] ?? 0) > (scores[image * classes + best] ?? 0)) best = index;
    }
    predicted[image] = best;
  }
  return predicted;
}
