// Counting and packing for select.wgsl by workgroup memory alone.

fn tally(counts : bool, bin : u32) {
  if (counts) {
    atomicAdd(&bins[bin], 1u);
  }
}

// A slot of its own for each invocation that wants one.
fn reserve(wants : bool) -> u32 {
  if (!wants) {
    return 0u;
  }
  return atomicAdd(&taken, 1u);
}
