// `tally` and `reserve` of select.wgsl for devices without subgroups: one atomic access an invocation.

fn tally(counts : bool, bin : u32) {
  if (counts) {
    atomicAdd(&bins[bin], 1u);
  }
}

// Gives each invocation that wants a slot one of its own.
fn reserve(wants : bool) -> u32 {
  if (!wants) {
    return 0u;
  }
  return atomicAdd(&taken, 1u);
}
