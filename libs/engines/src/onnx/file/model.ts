import { ModelProto } from './messages.ts';

const IR_VERSION = 9;
const OPSET = 18;

export type ElementType = 'float32' | 'uint8' | 'int32' | 'int64' | 'float64';
/** TensorProto.DataType. */
const ELEMENT_TYPES: Readonly<Record<ElementType, number>> = { float32: 1, uint8: 2, int32: 6, int64: 7, float64: 11 };
/** AttributeProto.AttributeType. */
const [FLOAT, INT, STRING, FLOATS, INTS] = [1, 2, 3, 6, 7];

/** The number that ONNX has for an element type, as `Cast` wants it. */
export function elementTypeNumber(type: ElementType): number {
  return ELEMENT_TYPES[type];
}

export type Attribute = number | string | readonly number[] | { readonly float: number } | { readonly floats: readonly number[] };

export interface OnnxNode {
  readonly operator: string;
  readonly domain: string;
  readonly inputs: readonly string[];
  /** May still grow while the model is written: an operator's second output is asked for only where it is needed. */
  readonly outputs: string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

export interface OnnxConstant {
  readonly name: string;
  readonly type: 'float32' | 'int32' | 'int64';
  readonly dims: readonly number[];
  readonly bytes: Uint8Array;
}

export interface OnnxValue {
  readonly name: string;
  readonly type: ElementType;
  /** A word stands for a length that is known only when the model runs. */
  readonly dims: readonly (number | string)[];
}

export interface OnnxModel {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly constants: readonly OnnxConstant[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  /** Versions of domains beside the standard one. */
  readonly domains?: Readonly<Record<string, number>>;
  /** One sentence about the model, for those who open the file. */
  readonly description?: string;
  /** What else is to be read in the file, by key. */
  readonly metadata?: Readonly<Record<string, string>>;
}

function attribute(name: string, value: Attribute): object {
  if (typeof value === 'number') return { name, type: INT, i: value };
  if (typeof value === 'string') return { name, type: STRING, s: new TextEncoder().encode(value) };
  if ('float' in value) return { name, type: FLOAT, f: value.float };
  if ('floats' in value) return { name, type: FLOATS, floats: value.floats };
  return { name, type: INTS, ints: value };
}

function valueInfo({ name, type, dims }: OnnxValue): object {
  const shape = { dim: dims.map((length) => (typeof length === 'string' ? { dim_param: length } : { dim_value: length })) };
  return { name, type: { tensor_type: { elem_type: ELEMENT_TYPES[type], shape } } };
}

/** The bytes of an .onnx file. */
export function encodeModel(model: OnnxModel): Uint8Array {
  const domains = Object.entries({ '': OPSET, ...model.domains });
  return ModelProto.encode({
    ir_version: IR_VERSION,
    producer_name: 'sagittal',
    ...(model.description === undefined ? {} : { doc_string: model.description }),
    metadata_props: Object.entries(model.metadata ?? {}).map(([key, value]) => ({ key, value })),
    opset_import: domains.map(([domain, version]) => ({ domain, version })),
    graph: {
      name: model.name,
      node: model.nodes.map(({ operator, domain, inputs, outputs, attributes }, index) => ({
        input: inputs,
        output: outputs,
        name: `${operator}_${String(index)}`,
        op_type: operator,
        attribute: Object.entries(attributes).map(([name, value]) => attribute(name, value)),
        domain,
      })),
      initializer: model.constants.map(({ name, type, dims, bytes }) => ({
        name,
        dims,
        data_type: ELEMENT_TYPES[type],
        raw_data: bytes,
      })),
      input: model.inputs.map(valueInfo),
      output: model.outputs.map(valueInfo),
    },
  }).finish();
}
