// The highest of each eight entries of a level, as the level above. One invocation an entry (x) and query (y).
// cells: see layout.ts. Needs request.wgsl.

@group(0) @binding(1) var<uniform> level : u32; // the one to fill, 2 or more
@group(0) @binding(2) var<storage, read_write> cells : array<u32>;

@compute @workgroup_size(64)
fn raise(@builtin(global_invocation_id) id : vec3u) {
  let above = request.levels[level];
  if (id.x >= above.y) {
    return;
  }
  let heads = request.firstHead + id.y * request.headStride;
  let below = request.levels[level - 1u];
  var best = 0u;
  for (var i = id.x * FAN; i < min((id.x + 1u) * FAN, below.y); i++) {
    best = max(best, cells[heads + below.x + i]);
  }
  cells[heads + above.x + id.x] = best;
}
