// Fills one level of block maxima from the level below it. One invocation an entry (x) and query (y).
// cells: see layout.ts. Needs request.wgsl.

@group(0) @binding(1) var<uniform> level : u32; // the one to fill, 2 or more
@group(0) @binding(2) var<storage, read_write> cells : array<u32>;

@compute @workgroup_size(64)
fn reduce(@builtin(global_invocation_id) id : vec3u) {
  let to = request.levels[level];
  if (id.x >= to.y) {
    return;
  }
  let maxima = request.firstMaximum + id.y * request.maximaStride;
  let below = request.levels[level - 1u];
  var highest = 0u;
  for (var i = id.x * BLOCK; i < min((id.x + 1u) * BLOCK, below.y); i++) {
    highest = max(highest, cells[maxima + below.x + i]);
  }
  cells[maxima + to.x + id.x] = highest;
}
