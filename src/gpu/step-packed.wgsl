// Multiplies sixteen components at a time with the language's inner product of four bytes.
requires packed_4x8_integer_dot_product;

alias Wide = vec4u;
alias Sums = vec4i;

fn widen(bytes : vec4u) -> Wide {
  return bytes;
}

fn inner(a : Wide, b : Wide) -> i32 {
  return dot4I8Packed(a.x, b.x) + dot4I8Packed(a.y, b.y) + dot4I8Packed(a.z, b.z) + dot4I8Packed(a.w, b.w);
}
