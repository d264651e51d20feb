import type { Attribute, ElementType, OnnxConstant, OnnxModel, OnnxNode, OnnxValue } from './file/model.ts';

function bytesOf(data: Float32Array | Int32Array | BigInt64Array): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

/** Collects the nodes of an ONNX graph. Names of inner values are made up; equal small constants are shared. */
export class ModelWriter {
  readonly #nodes: OnnxNode[] = [];
  readonly #constants: OnnxConstant[] = [];
  readonly #inputs: OnnxValue[] = [];
  readonly #outputs: OnnxValue[] = [];
  readonly #shared = new Map<string, string>();
  #count = 0;

  #fresh(what: string): string {
    this.#count += 1;
    return `${what}_${String(this.#count)}`;
  }

  /** Adds a node with one output and returns its name. */
  node(operator: string, inputs: readonly string[], attributes: Readonly<Record<string, Attribute>> = {}, domain = ''): string {
    const output = this.#fresh(operator);
    this.#nodes.push({ operator, domain, inputs, outputs: [output], attributes });
    return output;
  }

  /** Asks the node that made `output` for its second output, or one further behind. */
  furtherOutput(output: string, position = 1): string {
    const node = this.#nodes.find((candidate) => candidate.outputs[0] === output);
    if (node === undefined) throw new RangeError(`No node makes ${output}.`);
    while (node.outputs.length <= position) node.outputs.push(this.#fresh(`${node.operator}_more`));
    return node.outputs[position] ?? '';
  }

  input(name: string, type: ElementType, dims: readonly number[]): string {
    this.#inputs.push({ name, type, dims });
    return name;
  }

  /** Makes a value a result and returns the name that it has as such. */
  output(value: string, dims: readonly number[]): string {
    const given =
      this.#inputs.some((input) => input.name === value) || this.#constants.some((constant) => constant.name === value);
    const name = given || this.#outputs.some((output) => output.name === value) ? this.node('Identity', [value]) : value;
    this.#outputs.push({ name, type: 'float32', dims });
    return name;
  }

  tensor(name: string, dims: readonly number[], data: Float32Array): string {
    this.#constants.push({ name, type: 'float32', dims, bytes: bytesOf(data) });
    return name;
  }

  #share(type: 'float32' | 'int64', dims: readonly number[], bytes: Uint8Array): string {
    const key = `${type} ${dims.join()} ${bytes.join()}`;
    const known = this.#shared.get(key);
    if (known !== undefined) return known;
    const name = this.#fresh('constant');
    this.#constants.push({ name, type, dims, bytes });
    this.#shared.set(key, name);
    return name;
  }

  scalar(value: number): string {
    return this.#share('float32', [], bytesOf(Float32Array.of(value)));
  }

  floats(values: readonly number[], dims: readonly number[] = [values.length]): string {
    return this.#share('float32', dims, bytesOf(Float32Array.from(values)));
  }

  integers(...values: readonly number[]): string {
    return this.#share('int64', [values.length], bytesOf(BigInt64Array.from(values, BigInt)));
  }

  /** Many places to gather from, or what is added to them; not shared. */
  indices(places: Int32Array): string {
    const name = this.#fresh('indices');
    this.#constants.push({ name, type: 'int32', dims: [places.length], bytes: bytesOf(places) });
    return name;
  }

  model(name: string): OnnxModel {
    const domains = Object.fromEntries(this.#nodes.flatMap(({ domain }) => (domain === '' ? [] : [[domain, 1]])));
    return { name, nodes: this.#nodes, constants: this.#constants, inputs: this.#inputs, outputs: this.#outputs, domains };
  }
}
