// Sixteen components of a row and a query as floats, for devices that would take bytes one by one. Every sum of the
// products is an integer under 2^24, so f32 holds it exactly, whatever the order of addition.

alias Sum = f32;
const QUERY_STEP = 4u; // vec4f a step
@group(0) @binding(3) var<storage, read> queries : array<vec4f>;

fn step(row : vec4u, at : u32) -> f32 {
  return dot(bytes(row.x), queries[at]) + dot(bytes(row.y), queries[at + 1u]) + dot(bytes(row.z), queries[at + 2u]) + dot(bytes(row.w), queries[at + 3u]);
}

fn bytes(packed : u32) -> vec4f {
  return vec4f(vec4i(vec4u(packed << 24u, packed << 16u, packed << 8u, packed)) >> vec4u(24u));
}
