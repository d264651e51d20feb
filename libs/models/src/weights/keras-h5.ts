import { AppError } from '@sagittal/contracts';
import type { Parameters, Tensor } from '../graph/graph.ts';
import { corrupt } from './corrupt.ts';
import { Hdf5Group } from './hdf5.ts';
import { kerasName, variableNames } from './keras-names.ts';

/** Models within models within models: deeper ones are not written. */
const DEEPEST = 8;

/**
 * Tensors of a Keras file, named `layer/weight`, in the order of the file. Three layouts are read:
 * a weights file of the `.h5` kind (the attribute `layer_names`, and in each layer's group `weight_names`: the files of
 * keras-applications); a whole model in `.h5`, which has the same under `model_weights`; and Keras 3's `.weights.h5`
 * (`layers/<class>/vars/<number>`, with each layer's name as an attribute).
 * Layouts: keras/src/legacy/saving/legacy_h5_format.py and keras/src/saving/saving_lib.py of Keras 3.15.
 *
 * @param item the file's name, for errors
 * @throws AppError WEIGHTS_CORRUPT; WEIGHTS_MISMATCH where it is HDF5 and no Keras file
 */
export function readKerasH5(bytes: Uint8Array, item: string): Parameters {
  const root = Hdf5Group.open(bytes, item);
  const weights = root.group('model_weights') ?? root;
  const names = weights.texts('layer_names');
  if (names !== null) return readNamedLayers(weights, names, item);
  const layers = root.group('layers') ?? root.group('_layer_checkpoint_dependencies');
  if (layers !== null) return readNumberedVariables(layers, item, 0);
  throw new AppError('WEIGHTS_MISMATCH', {
    message: `${item} is an HDF5 file, but no weights of Keras: it has neither layer_names nor layers.`,
    item,
    hint: 'Take the file that keras-applications publishes, or save one with model.save_weights("….h5").',
  });
}

function readNamedLayers(weights: Hdf5Group, names: readonly string[], item: string): Parameters {
  const parameters = new Map<string, Tensor>();
  for (const layer of names) {
    const group = weights.group(layer);
    const listed = group?.texts('weight_names') ?? [];
    if (group === null) throw corrupt(item, `${item} lists the layer ${layer}, and does not have it.`);
    for (const weight of listed) add(parameters, kerasName(layer, weight), () => group.tensor(weight), item);
  }
  return parameters;
}

function readNumberedVariables(layers: Hdf5Group, item: string, depth: number): Parameters {
  const parameters = new Map<string, Tensor>();
  for (const folder of layers.keys) {
    const layer = layers.group(folder);
    const variables = layer?.group('vars') ?? null;
    const numbers = (variables?.keys ?? []).filter((key) => /^\d{1,3}$/.test(key)).sort((a, b) => Number(a) - Number(b));
    const name = variables?.text('name') ?? folder;
    const suffixes = variableNames(folder, numbers.length);
    if (variables !== null) {
      numbers.forEach((number, index) => {
        add(parameters, `${name}/${suffixes[index] ?? number}`, () => variables.tensor(number), item);
      });
    }
    const inner = depth < DEEPEST ? (layer?.group('layers') ?? null) : null;
    if (inner !== null) {
      for (const [key, tensor] of readNumberedVariables(inner, item, depth + 1)) add(parameters, key, () => tensor, item);
    }
  }
  return parameters;
}

/** A tensor listed twice would be read twice: a small file could take all the memory. */
function add(parameters: Map<string, Tensor>, name: string, read: () => Tensor, item: string): void {
  if (parameters.has(name)) throw corrupt(item, `${item} has the tensor ${name} twice.`);
  parameters.set(name, read());
}
