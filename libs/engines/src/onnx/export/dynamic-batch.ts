import { AppError } from '@sagittal/contracts';
import type { OnnxConstant, OnnxModel, OnnxNode, OnnxValue } from '../file/model.ts';

/** What the length of the batch is called in the file. */
const BATCH_NAME = 'N';

/** A model as it is lowered for one number of images. */
export interface Sized {
  readonly model: OnnxModel;
  readonly batch: number;
}

/**
 * One model for any number of images, from the same network lowered for two numbers: where they differ is where the number
 * stands. In the shape that a Reshape takes, that place is left for the runtime to work out (−1); any other shape is computed
 * from the length of the input. The numbers should be large primes, so that no other length of the network equals one of them.
 *
 * @param input the input whose first axis is the batch
 * @throws AppError INTERNAL where something else than a shape follows the number of images
 */
export function withDynamicBatch(one: Sized, other: Sized, input: string): OnnxModel {
  const differs = (what: string): never => {
    throw new AppError('INTERNAL', { message: `The network ${one.model.name} cannot be exported: ${what}.` });
  };
  if (
    one.model.nodes.length !== other.model.nodes.length ||
    one.model.constants.length !== other.model.constants.length ||
    JSON.stringify(one.model.nodes) !== JSON.stringify(other.model.nodes)
  )
    differs('its operators depend on the number of images');

  const sized = new Map<string, readonly Length[]>();
  const constants = one.model.constants.filter((constant, index) => {
    const twin = other.model.constants[index];
    if (twin?.name !== constant.name || twin.dims.join() !== constant.dims.join())
      return differs(`the constant ${constant.name} has two shapes`);
    if (sameBytes(constant.bytes, twin.bytes)) return true;
    const lengths = lengthsOf(constant, twin, one.batch, other.batch);
    if (lengths === null) return differs(`the numbers of ${constant.name} follow the number of images`);
    sized.set(constant.name, lengths);
    return false;
  });

  const shapes = new ShapeWriter(input);
  const nodes: OnnxNode[] = [];
  for (const node of one.model.nodes) {
    const inputs = node.inputs.map((name, position) => {
      const lengths = sized.get(name);
      if (lengths === undefined) return name;
      return node.operator === 'Reshape' && position === 1 && canBeWorkedOut(lengths)
        ? shapes.fixed(lengths.map((length) => (length.perImage > 0 ? -1 : length.value)))
        : shapes.computed(name, lengths);
    });
    nodes.push(...shapes.takeNodes(), { ...node, inputs });
  }
  const dynamic = ({ dims, ...value }: OnnxValue): OnnxValue => ({
    ...value,
    dims: dims.map((length, axis) => (axis === 0 && length === one.batch ? BATCH_NAME : length)),
  });
  return {
    ...one.model,
    nodes,
    constants: [...constants, ...shapes.constants],
    inputs: one.model.inputs.map(dynamic),
    outputs: one.model.outputs.map(dynamic),
  };
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  if (one.buffer === other.buffer && one.byteOffset === other.byteOffset) return one.length === other.length;
  return one.length === other.length && one.every((value, index) => value === other[index]);
}

/** One entry of a shape: `value` for all numbers of images, or `perImage` times their number. */
interface Length {
  readonly value: number;
  readonly perImage: number;
}

function lengthsOf(one: OnnxConstant, other: OnnxConstant, batch: number, otherBatch: number): readonly Length[] | null {
  if (one.type !== 'int64' || one.dims.length !== 1) return null;
  const others = integersOf(other);
  const lengths = integersOf(one).map((value, index): Length | null => {
    const twin = others[index];
    if (twin === value) return { value, perImage: 0 };
    const perImage = value / batch;
    return Number.isInteger(perImage) && perImage > 0 && twin === perImage * otherBatch ? { value, perImage } : null;
  });
  return lengths.every((length) => length !== null) ? lengths : null;
}

function integersOf({ bytes }: OnnxConstant): readonly number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.byteLength / 8 }, (_, index) => Number(view.getBigInt64(8 * index, true)));
}

/** A runtime can work out one length of a Reshape, where all others are given. */
function canBeWorkedOut(lengths: readonly Length[]): boolean {
  return lengths.filter(({ perImage }) => perImage > 0).length === 1 && lengths.every(({ value }) => value > 0);
}

/** Makes shapes: constant ones, and ones that are computed from the input when the model runs. */
class ShapeWriter {
  readonly constants: OnnxConstant[] = [];
  readonly #input: string;
  readonly #computed = new Map<string, string>();
  #nodes: OnnxNode[] = [];

  constructor(input: string) {
    this.#input = input;
  }

  /** The nodes that were added since it was last asked. */
  takeNodes(): readonly OnnxNode[] {
    const nodes = this.#nodes;
    this.#nodes = [];
    return nodes;
  }

  fixed(values: readonly number[]): string {
    const name = `shape_${values.join('_').replaceAll('-', 'any')}`;
    if (this.constants.some((constant) => constant.name === name)) return name;
    const bytes = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
    this.constants.push({ name, type: 'int64', dims: [values.length], bytes });
    return name;
  }

  computed(name: string, lengths: readonly Length[]): string {
    const known = this.#computed.get(name);
    if (known !== undefined) return known;
    const images = this.#images();
    const parts = lengths.map(({ value, perImage }) => {
      if (perImage === 0) return this.fixed([value]);
      return perImage === 1
        ? images
        : this.#node('Mul', [images, this.fixed([perImage])], `${name}_${String(perImage)}_an_image`);
    });
    const shape = this.#node('Concat', parts, `${name}_for_any_batch`, { axis: 0 });
    this.#computed.set(name, shape);
    return shape;
  }

  /** The number of images as a shape of one length. */
  #images(): string {
    const known = this.#computed.get('');
    if (known !== undefined) return known;
    const shape = this.#node('Shape', [this.#input], 'input_shape');
    const images = this.#node('Gather', [shape, this.fixed([0])], 'images', { axis: 0 });
    this.#computed.set('', images);
    return images;
  }

  #node(operator: string, inputs: readonly string[], output: string, attributes: Readonly<Record<string, number>> = {}): string {
    if (!this.#nodes.some(({ outputs }) => outputs.includes(output)))
      this.#nodes.push({ operator, domain: '', inputs, outputs: [output], attributes });
    return output;
  }
}
