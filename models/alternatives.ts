import { int8Folded, quantise, type WriteMatrix } from './matrices.ts';
import type { OnnxGraph } from './onnx-graph.ts';
import type { Weight } from './weights.ts';

/** Other ways to store the matrices, for the comparison in models/README.md. */

const BLOCK = 32;
const FLOAT = 1;

/** Multiplies quantised weights by onnxruntime's MatMulNBits: unsigned codes, with the zero point in the middle. */
export function nBits(bits: 4 | 8): WriteMatrix {
  return {
    multiply: (graph, x, weight) => {
      const [k, n] = weight.shape as [number, number];
      const { codes, scales } = blocksByColumn(weight, bits);
      const attributes = { K: k, N: n, bits, block_size: BLOCK };
      const packed = graph.constant(codes, [n, k / BLOCK, (BLOCK * bits) / 8]);
      return graph.node(
        'MatMulNBits',
        [x, packed, graph.constant(scales, [(n * k) / BLOCK])],
        attributes,
        'com.microsoft',
      );
    },
    retrieve: int8Folded.retrieve,
  };
}

/** As `nBits(8)`, with onnxruntime's own operator for the embedding table too. */
export const gatherBlockQuantized: WriteMatrix = {
  multiply: nBits(8).multiply,
  retrieve: (graph: OnnxGraph, ids, weight) => {
    const [rows, columns] = weight.shape as [number, number];
    const blocks = columns / BLOCK;
    const groupOf = (row: number, column: number) => row * blocks + Math.floor(column / BLOCK);
    const { values, scales } = quantise(weight, groupOf, rows * blocks);
    const codes = Uint8Array.from(values, (value) => value + 128);
    const inputs = [graph.constant(codes, [rows, columns]), ids, graph.constant(scales, [rows, blocks])];
    const attributes = { bits: 8, block_size: BLOCK, gather_axis: 0, quantize_axis: 1 };
    return graph.node('GatherBlockQuantized', inputs, attributes, 'com.microsoft');
  },
};

/** Multiplies integers: quantises activations at run time, with one scale for each call. */
export const dynamicInt8: WriteMatrix = {
  multiply: (graph, x, weight) => {
    const [, columns] = weight.shape as [number, number];
    const { values, scales } = quantise(weight, (_, column) => column, columns);
    const [codes, scale, zero] = graph.nodes('DynamicQuantizeLinear', [x], 3) as [string, string, string];
    const product = graph.node('MatMulInteger', [codes, graph.constant(values, weight.shape), zero]);
    const factor = graph.node('Mul', [scale, graph.constant(scales, [columns])]);
    return graph.node('Mul', [graph.node('Cast', [product], { to: FLOAT }), factor]);
  },
  retrieve: int8Folded.retrieve,
};

/** `[n, k / BLOCK, bytes]` codes and `[n * k / BLOCK]` scales of a `[k, n]` matrix. */
function blocksByColumn({ data, shape }: Weight, bits: 4 | 8) {
  const [k, n] = shape as [number, number];
  const middle = 2 ** (bits - 1);
  const codes = new Uint8Array((k * n * bits) / 8);
  const scales = new Float32Array((k * n) / BLOCK);
  for (let column = 0; column < n; column++) {
    for (let from = 0; from < k; from += BLOCK) {
      const block = Array.from({ length: BLOCK }, (_, i) => data[(from + i) * n + column]!);
      const scale = Math.max(...block.map(Math.abs)) / (middle - 1);
      scales[(column * k + from) / BLOCK] = scale;
      block.forEach((value, i) => {
        const code = scale === 0 ? middle : Math.round(value / scale) + middle;
        const index = column * k + from + i;
        if (bits === 8) codes[index] = code;
        else codes[index >> 1]! |= code << (4 * (index & 1));
      });
    }
  }
  return { codes, scales };
}
