import type { OnnxGraph } from './onnx-graph.ts';
import type { Weight } from './weights.ts';

/** A way to store the network's matrices. */
export interface WriteMatrix {
  /** `x . weight`, for `x` `[..., k]` and weight `[k, n]`. */
  multiply(graph: OnnxGraph, x: string, weight: Weight): string;
  /** Rows of `weight` `[n, d]` by `ids`. */
  retrieve(graph: OnnxGraph, ids: string, weight: Weight): string;
}

/** Stores f32. */
export const f32: WriteMatrix = {
  multiply: (graph, x, { data, shape }) => graph.node('MatMul', [x, graph.constant(data, shape)]),
  retrieve: (graph, ids, { data, shape }) => graph.node('Gather', [graph.constant(data, shape), ids]),
};

const FLOAT = 1;
const BLOCK = 32; // rows that share a scale in each column

/**
 * Stores int8 with one scale for 32 rows of a column. Constant folding converts the matrices to f32 when a session starts,
 * so every run is as fast as with f32. The embedding table stays int8; only the gathered rows are converted.
 */
export const int8Folded: WriteMatrix = {
  multiply: (graph, x, weight) => {
    const [rows, columns] = weight.shape as [number, number];
    const blocks = rows / BLOCK;
    const { values, scales } = quantise(
      weight,
      (row, column) => Math.floor(row / BLOCK) * columns + column,
      blocks * columns,
    );
    const wide = graph.node('Cast', [graph.constant(values, [blocks, BLOCK, columns])], { to: FLOAT });
    const scaled = graph.node('Mul', [wide, graph.constant(scales, [blocks, 1, columns])]);
    return graph.node('MatMul', [x, graph.node('Reshape', [scaled, graph.ints(rows, columns)])]);
  },
  retrieve: (graph, ids, weight) => {
    const [rows] = weight.shape as [number, number];
    const { values, scales } = quantise(weight, (row) => row, rows);
    const wide = graph.node('Cast', [graph.node('Gather', [graph.constant(values, weight.shape), ids])], {
      to: FLOAT,
    });
    return graph.node('Mul', [wide, graph.node('Gather', [graph.constant(scales, [rows, 1]), ids])]);
  },
};

/** Quantises to symmetric int8 with one scale for each group; `groupOf(row, column)` returns the group. */
export function quantise(
  { data, shape }: Weight,
  groupOf: (row: number, column: number) => number,
  groups: number,
) {
  const [rows, columns] = shape as [number, number];
  const scales = new Float32Array(groups);
  const each = (visit: (index: number, group: number) => void) => {
    for (let row = 0, i = 0; row < rows; row++)
      for (let column = 0; column < columns; column++, i++) visit(i, groupOf(row, column));
  };
  each((i, group) => {
    scales[group] = Math.max(scales[group]!, Math.abs(data[i]!) / 127);
  });
  const values = new Int8Array(data.length);
  each((i, group) => {
    values[i] = scales[group] === 0 ? 0 : Math.round(data[i]! / scales[group]!);
  });
  return { values, scales };
}
