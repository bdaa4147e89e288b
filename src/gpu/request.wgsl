// The parameters of one scan: the first binding of every kernel. layout.ts describes the cells.

struct Request {
  k : u32, // 1 to 256
  hasMask : u32, // 0 or 1
  hasPrior : u32, // 0 or 1
  steps : u32, // of sixteen components in a row
  keyStride : u32, // cells of one query's keys
  maximaStride : u32, // cells of one query's block maxima, all levels
  firstMaximum : u32, // cell
  topLevel : u32,
  levels : array<vec4u, 10>, // x: first cell among a query's block maxima, y: entries; level 0, the keys, is left empty
}

const BLOCK = 8u; // entries that share one entry of the next level

@group(0) @binding(0) var<uniform> request : Request;
