// Multiplies sixteen components at a time as floats, for devices whose language cannot multiply bytes. Every sum of the
// products is an integer under 2^24, so f32 holds it exactly in any order of addition.

alias Wide = mat4x4f;
alias Sums = vec4f;

fn widen(bytes : vec4u) -> Wide {
  return Wide(unpack(bytes.x), unpack(bytes.y), unpack(bytes.z), unpack(bytes.w));
}

fn unpack(bytes : u32) -> vec4f {
  return vec4f(vec4i(vec4u(bytes << 24u, bytes << 16u, bytes << 8u, bytes)) >> vec4u(24u));
}

fn inner(a : Wide, b : Wide) -> f32 {
  return dot(a[0], b[0]) + dot(a[1], b[1]) + dot(a[2], b[2]) + dot(a[3], b[3]);
}
