// What one scan asks for; the first binding of every kernel. See layout.ts for the cells.

struct Request {
  k : u32, // 1 to 256
  masked : u32,
  primed : u32,
  steps : u32, // of sixteen components that a row takes
  keyStride : u32, // cells of one query's keys
  headStride : u32, // cells of one query's heads, all levels
  firstHead : u32, // cell
  top : u32, // the highest level
  levels : array<vec4u, 10>, // offset among a query's heads, entries; nothing for level 0, the keys
}

const FAN = 8u; // entries to one of the next level

@group(0) @binding(0) var<uniform> request : Request;
