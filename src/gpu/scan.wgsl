// One pass over the rows for all queries, fused with the choice of the best k of each tile.
// rows    [count * dim4] row-major, four int8 to a u32 | scales [count] f32, in key units (see core/score.ts)
// queries [queries * dim4] like rows, each component in [-63, 63]
// mask    [ceil(all / 32)] bit r set where row r may appear | prior [all] key units
// hits    [tiles][queries][k], the best k of each tile, best first
// One workgroup per tile of TILE rows. Needs hits.wgsl and a dot4 of its own (dot4-*.wgsl).

struct Params {
  count : u32, // rows bound here
  firstRow : u32, // of the rows bound here
  firstTile : u32,
  dim4 : u32,
  queries : u32, // 1 to 8
  k : u32, // 1 to 256
  masked : u32,
  primed : u32,
}

@group(0) @binding(0) var<uniform> params : Params;
@group(0) @binding(1) var<storage, read> rows : array<u32>;
@group(0) @binding(2) var<storage, read> scales : array<f32>;
@group(0) @binding(3) var<storage, read> queries : array<u32>;
@group(0) @binding(4) var<storage, read> mask : array<u32>;
@group(0) @binding(5) var<storage, read> prior : array<i32>;
@group(0) @binding(6) var<storage, read_write> hits : array<Hit>;

const ROWS_A_LANE = TILE / WORKGROUP;
const MAX_QUERIES = 8u;

@compute @workgroup_size(WORKGROUP)
fn scan(@builtin(workgroup_id) group : vec3u, @builtin(local_invocation_index) lane : u32) {
  var keys : array<array<i32, MAX_QUERIES>, ROWS_A_LANE>; // inner products first
  for (var i = 0u; i < ROWS_A_LANE; i++) {
    let local = group.x * TILE + i * WORKGROUP + lane;
    if (local < params.count && allowed(params.firstRow + local)) {
      for (var j = 0u; j < params.dim4; j++) {
        let packed = rows[local * params.dim4 + j];
        for (var q = 0u; q < params.queries; q++) {
          keys[i][q] += dot4(packed, queries[q * params.dim4 + j]);
        }
      }
      for (var q = 0u; q < params.queries; q++) {
        // One rounded multiplication, then integers only: the same number as the oracle's.
        keys[i][q] = i32(f32(keys[i][q]) * scales[local]);
        if (params.primed != 0u) {
          keys[i][q] += prior[params.firstRow + local];
        }
      }
    }
  }

  for (var q = 0u; q < params.queries; q++) {
    for (var i = 0u; i < ROWS_A_LANE; i++) {
      let slot = i * WORKGROUP + lane;
      let local = group.x * TILE + slot;
      tile[slot] = Hit(NO_KEY, NO_ROW);
      if (local < params.count && allowed(params.firstRow + local)) {
        tile[slot] = Hit(keys[i][q], params.firstRow + local);
      }
    }
    sort_tile(lane);
    if (lane < params.k) {
      hits[((params.firstTile + group.x) * params.queries + q) * params.k + lane] = tile[lane];
    }
    workgroupBarrier(); // the tile is filled again
  }
}

fn allowed(row : u32) -> bool {
  return params.masked == 0u || ((mask[row >> 5u] >> (row & 31u)) & 1u) == 1u;
}
