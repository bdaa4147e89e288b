// Merges lists of hits: each workgroup takes `fanIn` lists of one query and leaves their best k.
// lists [lists][queries][k] | out [ceil(lists / fanIn)][queries][k], in no order
// One workgroup per merged list (x) and query (y); fanIn * k <= TILE. Needs select.wgsl.

struct Params {
  lists : u32,
  fanIn : u32,
  queries : u32,
  k : u32,
}

@group(0) @binding(0) var<uniform> params : Params;
@group(0) @binding(1) var<storage, read> lists : array<vec2u>;
@group(0) @binding(2) var<storage, read_write> out : array<vec2u>;

@compute @workgroup_size(WORKGROUP)
fn merge(@builtin(workgroup_id) group : vec3u, @builtin(local_invocation_index) lane : u32) {
  let a = hit(group, lane);
  let b = hit(group, lane + WORKGROUP);
  let c = hit(group, lane + 2u * WORKGROUP);
  let d = hit(group, lane + 3u * WORKGROUP);
  let at = (group.x * params.queries + group.y) * params.k;
  choose(lane, vec4u(a.x, b.x, c.x, d.x), vec4u(a.y, b.y, c.y, d.y), params.k, at);
}

fn hit(group : vec3u, slot : u32) -> vec2u {
  let list = group.x * params.fanIn + slot / params.k;
  if (slot >= params.fanIn * params.k || list >= params.lists) {
    return NOTHING;
  }
  return lists[(list * params.queries + group.y) * params.k + slot % params.k];
}
