// Sixteen components of a row and a query, by the language's own four-byte inner product.
requires packed_4x8_integer_dot_product;

alias Sum = i32;
const QUERY_STEP = 1u; // vec4u a step, as the rows are
@group(0) @binding(3) var<storage, read> queries : array<vec4u>;

fn step(row : vec4u, at : u32) -> i32 {
  let query = queries[at];
  return dot4I8Packed(row.x, query.x) + dot4I8Packed(row.y, query.y) + dot4I8Packed(row.z, query.z) + dot4I8Packed(row.w, query.w);
}
