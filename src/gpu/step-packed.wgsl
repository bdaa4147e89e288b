// Sixteen components of four rows and a query, by the language's own four-byte inner product.
requires packed_4x8_integer_dot_product;

alias Sums = vec4i;
const QUERY_STEP = 1u; // vec4u a step, as the rows are
@group(0) @binding(3) var<storage, read> queries : array<vec4u>;

fn step(a : vec4u, b : vec4u, c : vec4u, d : vec4u, at : u32) -> vec4i {
  let query = queries[at];
  return vec4i(sixteen(a, query), sixteen(b, query), sixteen(c, query), sixteen(d, query));
}

fn sixteen(row : vec4u, query : vec4u) -> i32 {
  return dot4I8Packed(row.x, query.x) + dot4I8Packed(row.y, query.y) + dot4I8Packed(row.z, query.z) + dot4I8Packed(row.w, query.w);
}
