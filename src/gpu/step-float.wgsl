// Sixteen components of four rows and a query as floats, for devices that would take bytes one by one. Every sum of the
// products is an integer under 2^24, so f32 holds it exactly, whatever the order of addition.

alias Sums = vec4f;
const QUERY_STEP = 4u; // vec4f a step
@group(0) @binding(3) var<storage, read> queries : array<vec4f>;

fn step(a : vec4u, b : vec4u, c : vec4u, d : vec4u, at : u32) -> vec4f {
  return four(a.x, b.x, c.x, d.x, queries[at]) + four(a.y, b.y, c.y, d.y, queries[at + 1u])
    + four(a.z, b.z, c.z, d.z, queries[at + 2u]) + four(a.w, b.w, c.w, d.w, queries[at + 3u]);
}

fn four(a : u32, b : u32, c : u32, d : u32, query : vec4f) -> vec4f {
  return vec4f(dot(bytes(a), query), dot(bytes(b), query), dot(bytes(c), query), dot(bytes(d), query));
}

fn bytes(packed : u32) -> vec4f {
  return vec4f(vec4i(vec4u(packed << 24u, packed << 16u, packed << 8u, packed)) >> vec4u(24u));
}
