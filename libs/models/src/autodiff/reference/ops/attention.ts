import { at, inputAt, lengthOf, typeAt, type Kernel } from '../tensor.ts';

interface Heads {
  readonly heads: number;
}

/** Sizes of one attention, and where things stand in its tensors. */
function layout(tokens: number, features: number, heads: number) {
  const width = features / (3 * heads);
  return {
    width,
    /** Of 0 queries, 1 keys, 2 values. */
    part: (which: 0 | 1 | 2, image: number, token: number, head: number): number =>
      (image * tokens + token) * features + (which * heads + head) * width,
    result: (image: number, token: number, head: number): number => ((image * tokens + token) * heads + head) * width,
    probability: (image: number, head: number, query: number): number => ((image * heads + head) * tokens + query) * tokens,
  };
}

function dot(a: Float64Array, atA: number, b: Float64Array, atB: number, length: number): number {
  let sum = 0;
  for (let index = 0; index < length; index += 1) sum += at(a, atA + index) * at(b, atB + index);
  return sum;
}

/** target += factor · source, a stretch of each. */
function accumulate(
  target: Float64Array,
  atTarget: number,
  factor: number,
  source: Float64Array,
  atSource: number,
  length: number,
): void {
  for (let index = 0; index < length; index += 1)
    target[atTarget + index] = at(target, atTarget + index) + factor * at(source, atSource + index);
}

export const attention: Kernel<Heads> = (inputs, types, { heads }, { batch }) => {
  const qkv = inputAt(inputs, 0);
  const [tokens = 1, features = 1] = qkv.type.shape;
  const { width, part, result, probability } = layout(tokens, features, heads);
  const out = new Float64Array(lengthOf(typeAt(types, 0), batch));
  const probabilities = new Float64Array(batch * heads * tokens * tokens);
  for (let image = 0; image < batch; image += 1) {
    for (let head = 0; head < heads; head += 1) {
      for (let query = 0; query < tokens; query += 1) {
        const scores = Float64Array.from(
          { length: tokens },
          (_, key) => dot(qkv.data, part(0, image, query, head), qkv.data, part(1, image, key, head), width) / Math.sqrt(width),
        );
        const largest = Math.max(...scores);
        const powers = scores.map((score) => Math.exp(score - largest));
        const sum = powers.reduce((total, power) => total + power, 0);
        powers.forEach((power, key) => {
          probabilities[probability(image, head, query) + key] = power / sum;
          accumulate(out, result(image, query, head), power / sum, qkv.data, part(2, image, key, head), width);
        });
      }
    }
  }
  return [out, probabilities].slice(0, types.length);
};

export const attentionGrad: Kernel<Heads> = (inputs, _types, { heads }, { batch }) => {
  const [dy, qkv, probabilities] = [inputAt(inputs, 0).data, inputAt(inputs, 1), inputAt(inputs, 2).data];
  const [tokens = 1, features = 1] = qkv.type.shape;
  const { width, part, result, probability } = layout(tokens, features, heads);
  const out = new Float64Array(qkv.data.length);
  for (let image = 0; image < batch; image += 1) {
    for (let head = 0; head < heads; head += 1) {
      for (let query = 0; query < tokens; query += 1) {
        const row = probability(image, head, query);
        const above = Float64Array.from({ length: tokens }, (_, key) =>
          dot(dy, result(image, query, head), qkv.data, part(2, image, key, head), width),
        );
        const mean = dot(above, 0, probabilities, row, tokens);
        above.forEach((value, key) => {
          const share = at(probabilities, row + key);
          const score = (share * (value - mean)) / Math.sqrt(width);
          accumulate(out, part(0, image, query, head), score, qkv.data, part(1, image, key, head), width);
          accumulate(out, part(1, image, key, head), score, qkv.data, part(0, image, query, head), width);
          accumulate(out, part(2, image, key, head), share, dy, result(image, query, head), width);
        });
      }
    }
  }
  return [out];
};
