// Merges lists of hits: each workgroup takes `fanIn` lists of one query and leaves their best k.
// from [lists][queries][k] | to [ceil(lists / fanIn)][queries][k]
// One workgroup per merged list (x) and query (y); fanIn * k <= TILE. Needs hits.wgsl.

struct Params {
  lists : u32,
  fanIn : u32,
  queries : u32,
  k : u32,
}

@group(0) @binding(0) var<uniform> params : Params;
@group(0) @binding(1) var<storage, read> lists : array<Hit>;
@group(0) @binding(2) var<storage, read_write> merged : array<Hit>;

@compute @workgroup_size(WORKGROUP)
fn merge(@builtin(workgroup_id) group : vec3u, @builtin(local_invocation_index) lane : u32) {
  for (var slot = lane; slot < TILE; slot += WORKGROUP) {
    let list = group.x * params.fanIn + slot / params.k;
    tile[slot] = Hit(NO_KEY, NO_ROW);
    if (slot < params.fanIn * params.k && list < params.lists) {
      tile[slot] = lists[(list * params.queries + group.y) * params.k + slot % params.k];
    }
  }
  sort_tile(lane);
  if (lane < params.k) {
    merged[(group.x * params.queries + group.y) * params.k + lane] = tile[lane];
  }
}
