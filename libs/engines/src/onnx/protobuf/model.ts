import { ProtobufMessage } from './wire.ts';

/** Field numbers and enum values are those of onnx.proto3 (https://github.com/onnx/onnx/blob/v1.17.0/onnx/onnx.proto3). */
const IR_VERSION = 9;
const OPSET = 18;

export type ElementType = 'float32' | 'uint8' | 'int64';
const ELEMENT_TYPES: Readonly<Record<ElementType, number>> = { float32: 1, uint8: 2, int64: 7 };

/** The number that ONNX has for an element type, as `Cast` wants it. */
export function elementTypeNumber(type: ElementType): number {
  return ELEMENT_TYPES[type];
}

export type Attribute = number | string | readonly number[] | { readonly float: number };

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
  readonly type: 'float32' | 'int64';
  readonly dims: readonly number[];
  readonly bytes: Uint8Array;
}

export interface OnnxValue {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly number[];
}

export interface OnnxModel {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly constants: readonly OnnxConstant[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  /** Versions of domains beside the standard one. */
  readonly domains?: Readonly<Record<string, number>>;
}

function attribute(name: string, value: Attribute): ProtobufMessage {
  const message = new ProtobufMessage().string(1, name);
  if (typeof value === 'number') return message.int(3, value).int(20, 2);
  if (typeof value === 'string') return message.string(4, value).int(20, 3);
  if ('float' in value) return message.float(2, value.float).int(20, 1);
  return message.ints(8, value).int(20, 7);
}

function node({ operator, domain, inputs, outputs, attributes }: OnnxNode, index: number): ProtobufMessage {
  return new ProtobufMessage()
    .strings(1, inputs)
    .strings(2, outputs)
    .string(3, `${operator}_${String(index)}`)
    .string(4, operator)
    .messages(5, Object.entries(attributes).map(([name, value]) => attribute(name, value)))
    .string(7, domain);
}

function constant({ name, type, dims, bytes }: OnnxConstant): ProtobufMessage {
  return new ProtobufMessage().ints(1, dims).int(2, ELEMENT_TYPES[type]).string(8, name).bytes(9, bytes);
}

function valueInfo({ name, type, dims }: OnnxValue): ProtobufMessage {
  const shape = new ProtobufMessage().messages(1, dims.map((length) => new ProtobufMessage().int(1, length)));
  const tensor = new ProtobufMessage().int(1, ELEMENT_TYPES[type]).message(2, shape);
  return new ProtobufMessage().string(1, name).message(2, new ProtobufMessage().message(1, tensor));
}

function opset(domain: string, version: number): ProtobufMessage {
  return new ProtobufMessage().string(1, domain).int(2, version);
}

/** The bytes of an .onnx file. */
export function encodeModel(model: OnnxModel): Uint8Array {
  const graph = new ProtobufMessage()
    .messages(1, model.nodes.map(node))
    .string(2, model.name)
    .messages(5, model.constants.map(constant))
    .messages(11, model.inputs.map(valueInfo))
    .messages(12, model.outputs.map(valueInfo));
  return new ProtobufMessage()
    .int(1, IR_VERSION)
    .string(2, 'sagittal')
    .message(7, graph)
    .messages(8, [opset('', OPSET), ...Object.entries(model.domains ?? {}).map(([domain, version]) => opset(domain, version))])
    .finish();
}
