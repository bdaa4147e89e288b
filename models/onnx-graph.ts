import { ATTRIBUTE_TYPE, DATA_TYPE, ModelProto } from './onnx-schema.ts';

type TensorData = Float32Array | Int8Array | Uint8Array | BigInt64Array;
/** A number is written as an integer, and `asFloat` as a float. */
export type Attributes = Readonly<Record<string, number | readonly number[] | { readonly asFloat: number }>>;

/** Builds an ONNX graph node by node. Methods return the name of the value that they add. */
export class OnnxGraph {
  readonly #nodes: object[] = [];
  readonly #initializers: object[] = [];
  readonly #inputs: object[] = [];
  readonly #outputs: object[] = [];
  #names = 0;

  /** Adds an input `[batch, sequence]` of int64. */
  input(name: string): string {
    this.#inputs.push(valueInfo(name, DATA_TYPE.int64, ['batch', 'sequence']));
    return name;
  }

  /** Adds an input `[1, 3, height, width]` of f32. */
  image(name: string): string {
    this.#inputs.push(valueInfo(name, DATA_TYPE.float, [1, 3, 'height', 'width']));
    return name;
  }

  /** Names a value as an output `[batch, dim]` or `[batch, sequence, dim]` of f32. */
  output(name: string, from: string, dim: number, before: readonly string[] = ['batch']): void {
    this.#nodes.push({ op_type: 'Identity', name, input: [from], output: [name] });
    this.#outputs.push(valueInfo(name, DATA_TYPE.float, [...before, dim]));
  }

  constant(data: TensorData, dims: readonly number[]): string {
    const name = `w${this.#names++}`;
    const raw_data = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    this.#initializers.push({ name, dims, data_type: dataType(data), raw_data });
    return name;
  }

  scalar(value: number): string {
    return this.constant(new Float32Array([value]), []);
  }

  ints(...values: number[]): string {
    return this.constant(BigInt64Array.from(values, BigInt), [values.length]);
  }

  node(op_type: string, input: readonly string[], attributes: Attributes = {}, domain = ''): string {
    return this.nodes(op_type, input, 1, attributes, domain)[0]!;
  }

  /** Adds a node with several outputs. */
  nodes(
    op_type: string,
    input: readonly string[],
    outputs: number,
    attributes: Attributes = {},
    domain = '',
  ): string[] {
    const id = this.#names++;
    const output = Array.from({ length: outputs }, (_, i) => `v${id}_${i}`);
    const attribute = Object.entries(attributes).map(([name, value]) => attributeOf(name, value));
    this.#nodes.push({ op_type, name: `${op_type}_${id}`, input, output, attribute, domain });
    return output;
  }

  /** @param opset The version of the standard operators. */
  encode(name: string, opset = 17): Uint8Array<ArrayBuffer> {
    const graph = {
      name,
      node: this.#nodes,
      initializer: this.#initializers,
      input: this.#inputs,
      output: this.#outputs,
    };
    const opset_import = [
      { domain: '', version: opset },
      { domain: 'com.microsoft', version: 1 },
    ];
    return ModelProto.encode({ ir_version: 8, producer_name: 'vitrine', graph, opset_import })
      .finish()
      .slice();
  }
}

function attributeOf(name: string, value: Attributes[string]): object {
  if (typeof value === 'object' && 'asFloat' in value)
    return { name, f: value.asFloat, type: ATTRIBUTE_TYPE.float };
  if (typeof value === 'number') return { name, i: value, type: ATTRIBUTE_TYPE.int };
  return { name, ints: value, type: ATTRIBUTE_TYPE.ints };
}

function dataType(data: TensorData): number {
  if (data instanceof Float32Array) return DATA_TYPE.float;
  if (data instanceof Int8Array) return DATA_TYPE.int8;
  return data instanceof Uint8Array ? DATA_TYPE.uint8 : DATA_TYPE.int64;
}

function valueInfo(name: string, elem_type: number, dims: readonly (string | number)[]): object {
  const dim = dims.map((size) => (typeof size === 'string' ? { dim_param: size } : { dim_value: size }));
  return { name, type: { tensor_type: { elem_type, shape: { dim } } } };
}
