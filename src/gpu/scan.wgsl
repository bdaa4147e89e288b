// One pass over the rows for all queries: every row's key, and of each eight rows the best.
// rows    [tiles][steps][FAN][WORKGROUP] sixteen int8 to a vec4u, so that neighbours read what lies side by side
// scales  [count / 4] f32, in key units (see core/score.ts) | queries [WIDTH][steps] sixteen int8 to a vec4u
// mask    [all / 32] bit r set where row r may appear | prior [all / 4] key units
// keys    [WIDTH][keyStride / 4] high halves of hits (see select.wgsl), eight to an invocation
// heads   [WIDTH][headStride] the highest of each eight: level 1
// One invocation for eight rows in a row, no barrier. Needs request.wgsl, one of step-*.wgsl, and what scan-source.ts
// writes for a width: `score`.

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
@group(0) @binding(8) var<storage, read_write> heads : array<u32>;

const WORKGROUP = 64u;

@compute @workgroup_size(WORKGROUP)
fn scan(@builtin(workgroup_id) tile : vec3u, @builtin(local_invocation_index) lane : u32) {
  let local = (tile.x * WORKGROUP + lane) * FAN;
  if (local < part.count) {
    score(tile.x * request.steps * FAN * WORKGROUP + lane, local, shown(local));
  }
}

// Which of the eight rows may appear, a bit each.
fn shown(local : u32) -> u32 {
  let row = part.firstRow + local;
  let there = (1u << min(FAN, part.count - local)) - 1u;
  return select(there, there & (mask[row >> 5u] >> (row & 31u)), request.masked != 0u);
}

fn keep(query : u32, low : vec4f, high : vec4f, local : u32, bits : u32) {
  let row = part.firstRow + local;
  let a = highs(low, scales[local / 4u], row / 4u, bits);
  let b = highs(high, scales[local / 4u + 1u], row / 4u + 1u, bits >> 4u);
  let at = (query * request.keyStride + row) / 4u;
  keys[at] = a;
  keys[at + 1u] = b;
  let best = max(a, b);
  heads[query * request.headStride + row / FAN] = max(max(best.x, best.y), max(best.z, best.w));
}

// One rounded multiplication, then integers only: the same number as the oracle's. 0 where a row may not appear.
fn highs(sums : vec4f, scale : vec4f, at : u32, bits : u32) -> vec4u {
  var key = vec4i(sums * scale);
  if (request.primed != 0u) {
    key += prior[at];
  }
  return select(vec4u(0u), bitcast<vec4u>(key) ^ vec4u(0x80000000u), (vec4u(bits) & vec4u(1u, 2u, 4u, 8u)) != vec4u(0u));
}
