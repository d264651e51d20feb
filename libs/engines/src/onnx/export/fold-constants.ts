import type { OnnxConstant, OnnxModel, OnnxNode } from '../file/model.ts';

/**
 * Does beforehand what only rearranges constants (kernels from Keras's layout to ONNX's, vectors along the channels), so that
 * runtimes that want a convolution's weights as constants find them so.
 */
export function foldConstants(model: OnnxModel): OnnxModel {
  const constants = new Map(model.constants.map((constant) => [constant.name, constant]));
  const nodes = model.nodes.filter((node) => {
    const [source, output] = [constants.get(node.inputs[0] ?? ''), node.outputs[0]];
    const folded = source === undefined || output === undefined ? null : fold(node, source, constants);
    if (folded === null || output === undefined) return true;
    constants.set(output, { ...folded, name: output });
    return false;
  });
  const read = new Set([...nodes.flatMap(({ inputs }) => inputs), ...model.outputs.map(({ name }) => name)]);
  return { ...model, nodes, constants: [...constants.values()].filter(({ name }) => read.has(name)) };
}

function fold(
  { operator, inputs, attributes }: OnnxNode,
  source: OnnxConstant,
  constants: ReadonlyMap<string, OnnxConstant>,
): OnnxConstant | null {
  if (operator === 'Transpose' && Array.isArray(attributes['perm']) && source.type === 'float32')
    return transposed(source, attributes['perm'] as readonly number[]);
  const shape = constants.get(inputs[1] ?? '');
  if (operator === 'Reshape' && shape !== undefined) return reshaped(source, shape);
  return null;
}

function floatsOf({ bytes }: OnnxConstant): Float32Array {
  // a copy where the bytes do not lie on a multiple of four
  return bytes.byteOffset % 4 === 0
    ? new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)
    : new Float32Array(bytes.slice().buffer);
}

/** The numbers in the order of other axes: axis `perm[i]` becomes axis i. */
function transposed(source: OnnxConstant, perm: readonly number[]): OnnxConstant {
  const from = floatsOf(source);
  const dims = perm.map((axis) => source.dims[axis] ?? 1);
  const strides = source.dims.map((_, axis) => source.dims.slice(axis + 1).reduce((product, length) => product * length, 1));
  const steps = perm.map((axis) => strides[axis] ?? 1);
  const to = new Float32Array(from.length);
  const position = dims.map(() => 0);
  let at = 0;
  for (let index = 0; index < to.length; index += 1) {
    to[index] = from[at] ?? 0;
    for (let axis = dims.length - 1; axis >= 0; axis -= 1) {
      const [length, step, now] = [dims[axis] ?? 1, steps[axis] ?? 1, (position[axis] ?? 0) + 1];
      at += step;
      if (now < length) {
        position[axis] = now;
        break;
      }
      at -= length * step;
      position[axis] = 0;
    }
  }
  return { ...source, dims, bytes: new Uint8Array(to.buffer) };
}

function reshaped(source: OnnxConstant, shape: OnnxConstant): OnnxConstant | null {
  const view = new DataView(shape.bytes.buffer, shape.bytes.byteOffset, shape.bytes.byteLength);
  const asked = Array.from({ length: shape.bytes.byteLength / 8 }, (_, index) => Number(view.getBigInt64(8 * index, true)));
  if (asked.some((length) => length === 0)) return null;
  const count = source.dims.reduce((product, length) => product * length, 1);
  const known = asked.reduce((product, length) => (length < 0 ? product : product * length), 1);
  return { ...source, dims: asked.map((length) => (length < 0 ? count / known : length)) };
}
