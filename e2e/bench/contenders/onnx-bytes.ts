/**
 * Encodes the ONNX model of the comparison, without a protobuf library:
 * scores = Gemm(query, vectors, transB=1); values, rows = TopK(scores, k).
 *
 * The vectors are an initializer outside the file, so that protobuf's size limit does not apply and they are copied once.
 *
 * @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto, field numbers as there.
 */
const FLOAT = 1;
const INT64 = 7;
const EXTERNAL = 1;
const ATTRIBUTE_INT = 2;
const OPSET = 17;
const IR_VERSION = 8;

export const VECTORS_FILE = 'vectors.bin';

export function gemmTopK(rows: number, dim: number): Uint8Array<ArrayBuffer> {
  const vectors = [
    number(1, rows),
    number(1, dim),
    number(2, FLOAT),
    text(8, 'vectors'),
    bytes(13, [text(1, 'location'), text(2, VECTORS_FILE)]),
    bytes(13, [text(1, 'offset'), text(2, '0')]),
    bytes(13, [text(1, 'length'), text(2, String(rows * dim * 4))]),
    number(14, EXTERNAL),
  ];
  const transB = bytes(5, [text(1, 'transB'), number(3, 1), number(20, ATTRIBUTE_INT)]);
  const graph = [
    node('Gemm', ['query', 'vectors'], ['scores'], [transB]),
    node('TopK', ['scores', 'k'], ['values', 'rows']),
    text(2, 'gemm-top-k'),
    bytes(5, vectors),
    value(11, 'query', FLOAT, [1, dim]),
    value(11, 'k', INT64, [1]),
    value(12, 'values', FLOAT, [1, 'k']),
    value(12, 'rows', INT64, [1, 'k']),
  ];
  const opset = [text(1, ''), number(2, OPSET)];
  return Uint8Array.from([number(1, IR_VERSION), bytes(7, graph), bytes(8, opset)].flat());
}

function node(type: string, inputs: string[], outputs: string[], attributes: number[][] = []): number[] {
  const names = [...inputs.map((name) => text(1, name)), ...outputs.map((name) => text(2, name))];
  return bytes(1, [...names, text(3, type), text(4, type), ...attributes]);
}

function value(field: number, name: string, type: number, dims: (number | string)[]): number[] {
  const shape = dims.map((dim) => bytes(1, [typeof dim === 'number' ? number(1, dim) : text(2, dim)]));
  return bytes(field, [text(1, name), bytes(2, [bytes(1, [number(1, type), bytes(2, shape)])])]);
}

function text(field: number, content: string): number[] {
  return bytes(field, [[...new TextEncoder().encode(content)]]);
}

function bytes(field: number, parts: number[][]): number[] {
  const content = parts.flat();
  return [...varint(field * 8 + 2), ...varint(content.length), ...content];
}

function number(field: number, content: number): number[] {
  return [...varint(field * 8), ...varint(content)];
}

function varint(content: number): number[] {
  return content < 128 ? [content] : [(content % 128) + 128, ...varint(Math.floor(content / 128))];
}
