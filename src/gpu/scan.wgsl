// One pass over the rows for all queries, fused with the choice of the best k of each tile.
// rows    [count * dim16] row-major, sixteen int8 to a vec4u | scales [count] f32, in key units (see core/score.ts)
// queries [WIDTH * dim16 * QUERY_STEP], in the form that `step` wants
// mask    [ceil(all / 32)] bit r set where row r may appear | prior [all] key units
// out     [tiles][WIDTH][k], the best k of each tile, in no order
// One workgroup per tile of TILE rows. Needs select.wgsl and what scan-source.ts writes for a width: `choose_all`.

struct Params {
  count : u32, // rows bound here
  firstRow : u32, // of the rows bound here
  firstTile : u32,
  dim16 : u32,
  k : u32, // 1 to 256
  masked : u32,
  primed : u32,
}

@group(0) @binding(0) var<uniform> params : Params;
@group(0) @binding(1) var<storage, read> rows : array<vec4u>;
@group(0) @binding(2) var<storage, read> scales : array<f32>;
@group(0) @binding(4) var<storage, read> mask : array<u32>;
@group(0) @binding(5) var<storage, read> prior : array<i32>;
@group(0) @binding(6) var<storage, read_write> out : array<vec2u>;

@compute @workgroup_size(WORKGROUP)
fn scan(@builtin(workgroup_id) group : vec3u, @builtin(local_invocation_index) lane : u32) {
  let first = group.x * TILE + lane;
  let local = vec4u(first, first + WORKGROUP, first + 2u * WORKGROUP, first + 3u * WORKGROUP);
  let here = vec4<bool>(appears(local.x), appears(local.y), appears(local.z), appears(local.w));
  let low = select(vec4u(0u), ~(params.firstRow + local), here);
  choose_all(lane, local, low, (params.firstTile + group.x) * WIDTH * params.k);
}

fn appears(local : u32) -> bool {
  if (local >= params.count) {
    return false;
  }
  let row = params.firstRow + local;
  return params.masked == 0u || ((mask[row >> 5u] >> (row & 31u)) & 1u) == 1u;
}

fn highs_at(sums : vec4f, local : vec4u, low : vec4u) -> vec4u {
  return vec4u(high_at(sums.x, local.x, low.x), high_at(sums.y, local.y, low.y), high_at(sums.z, local.z, low.z), high_at(sums.w, local.w, low.w));
}

// The high half of a hit. One rounded multiplication, then integers only: the same number as the oracle's.
fn high_at(sum : f32, local : u32, low : u32) -> u32 {
  if (low == 0u) {
    return 0u; // does not appear
  }
  var key = i32(sum * scales[local]);
  if (params.primed != 0u) {
    key += prior[params.firstRow + local];
  }
  return high_of(key);
}
