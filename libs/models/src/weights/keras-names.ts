/** Weights as Keras 1 named them (`block1_conv1_W_1`; `running_std` held the variance), by their names of today. */
const KERAS_1: Readonly<Record<string, string>> = {
  W: 'kernel',
  b: 'bias',
  gamma: 'gamma',
  beta: 'beta',
  running_mean: 'moving_mean',
  running_std: 'moving_variance',
};

/**
 * `layer/weight` for one entry of a layer's `weight_names`:
 * `conv1_conv/kernel:0` → `conv1_conv/kernel`, and `block1_conv1_W_1:0` → `block1_conv1/kernel`, as in the files of 2016.
 * Weights of a model within a model keep the names of their own layers.
 */
export function kerasName(layer: string, weight: string): string {
  const name = weight.replace(/:\d+$/, '');
  if (name.includes('/')) {
    const last = name.slice(name.lastIndexOf('/') + 1);
    const scope = name.slice(0, -last.length - 1);
    // scopes that TensorFlow 1 numbered on (`conv1_1/kernel`), or wrote twice (`conv1/conv1/kernel`), are the layer's
    const isLayer =
      scope === `${layer}/${layer}` || (scope.startsWith(`${layer}_`) && /^\d+$/.test(scope.slice(layer.length + 1)));
    return isLayer ? `${layer}/${last}` : name;
  }
  const old = name.startsWith(`${layer}_`) ? name.slice(layer.length + 1).replace(/_\d+$/, '') : name;
  return `${layer}/${KERAS_1[old] ?? old}`;
}

/** What the numbered variables of one layer are, by how many there are, in Keras's order; by class in snake case. */
const VARIABLES: Readonly<Record<string, Readonly<Record<number, readonly string[]>>>> = {
  batch_normalization: {
    4: ['gamma', 'beta', 'moving_mean', 'moving_variance'],
    3: ['beta', 'moving_mean', 'moving_variance'],
  },
  depthwise_conv2d: { 1: ['depthwise_kernel'], 2: ['depthwise_kernel', 'bias'] },
  normalization: { 3: ['mean', 'variance', 'count'] },
  layer_normalization: { 2: ['gamma', 'beta'] },
};

/** Names of the variables 0, 1, … of a layer in a `.weights.h5` file; `folder` is its class in snake case, numbered. */
export function variableNames(folder: string, count: number): readonly string[] {
  const kind = folder.replace(/_\d+$/, '');
  return VARIABLES[kind]?.[count] ?? ['kernel', 'bias'].slice(0, count);
}
