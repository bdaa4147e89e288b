// Computes every row's key for all queries in one pass over the rows, and the highest key of each block of eight rows.
// rows    [tiles][steps][BLOCK][WORKGROUP_SIZE] sixteen int8 to a vec4u, so that neighbours read adjacent memory
// scales  [count / 4] f32, in key units (see keyScalesOf) | queries [WIDTH][steps] sixteen int8 to a vec4u
// mask    [all / 32] bit r is set if row r may appear | prior [all / 4] key units
// keys    [WIDTH][keyStride / 4] high halves of hits (see select.wgsl)
// maxima  [WIDTH][maximaStride] the highest key of each block: level 1
// One invocation for eight consecutive rows, without a barrier. Needs request.wgsl, one of step-*.wgsl, and `score`, which
// shaders.ts writes for a number of queries.

struct Part {
  firstRow : u32,
  count : u32, // rows bound here
}

@group(0) @binding(1) var<uniform> part : Part;
@group(0) @binding(2) var<storage, read> rows : array<vec4u>;
@group(0) @binding(3) var<storage, read> scales : array<vec4f>;
@group(0) @binding(4) var<storage, read> queries : array<vec4u>;
@group(0) @binding(5) var<storage, read> mask : array<u32>;
@group(0) @binding(6) var<storage, read> prior : array<vec4i>;
@group(0) @binding(7) var<storage, read_write> keys : array<vec4u>;
@group(0) @binding(8) var<storage, read_write> maxima : array<u32>;

const WORKGROUP_SIZE = 64u;

@compute @workgroup_size(WORKGROUP_SIZE)
fn scan(@builtin(workgroup_id) tile : vec3u, @builtin(local_invocation_index) invocation : u32) {
  let local = (tile.x * WORKGROUP_SIZE + invocation) * BLOCK;
  if (local < part.count) {
    score(tile.x * request.steps * BLOCK * WORKGROUP_SIZE + invocation, local, allowed(local));
  }
}

// One bit for each of the eight rows: whether it exists and may appear.
fn allowed(local : u32) -> u32 {
  let row = part.firstRow + local;
  let existing = (1u << min(BLOCK, part.count - local)) - 1u;
  return select(existing, existing & (mask[row >> 5u] >> (row & 31u)), request.hasMask != 0u);
}

fn keep(query : u32, low : vec4f, high : vec4f, local : u32, bits : u32) {
  let row = part.firstRow + local;
  let a = keysOf(low, scales[local / 4u], row / 4u, bits);
  let b = keysOf(high, scales[local / 4u + 1u], row / 4u + 1u, bits >> 4u);
  let to = (query * request.keyStride + row) / 4u;
  keys[to] = a;
  keys[to + 1u] = b;
  let highest = max(a, b);
  maxima[query * request.maximaStride + row / BLOCK] = max(max(highest.x, highest.y), max(highest.z, highest.w));
}

// The keys of four rows, with 0 for a row that may not appear. After one rounded multiplication it computes with integers
// only, so the keys equal the oracle's.
fn keysOf(sums : vec4f, scale : vec4f, four : u32, bits : u32) -> vec4u {
  var key = vec4i(sums * scale);
  if (request.hasPrior != 0u) {
    key += prior[four];
  }
  return select(vec4u(0u), bitcast<vec4u>(key) ^ vec4u(0x80000000u), (vec4u(bits) & vec4u(1u, 2u, 4u, 8u)) != vec4u(0u));
}
