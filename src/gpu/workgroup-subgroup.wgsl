// `tally` and `reserve` of select.wgsl with one atomic access a subgroup for most of its invocations. Right for every
// subgroup size, and for any assignment of invocations to subgroups.
enable subgroups;

// A catalogue's keys share their upper digits, so most of a subgroup counts for one bin, which takes one addition.
fn tally(counts : bool, bin : u32) {
  let code = select(0u, bin + 1u, counts);
  let sharedBin = subgroupMax(code);
  let same = subgroupAdd(select(0u, 1u, code == sharedBin));
  if (subgroupElect() && sharedBin != 0u) {
    atomicAdd(&bins[sharedBin - 1u], same);
  }
  if (counts && code != sharedBin) {
    atomicAdd(&bins[bin], 1u);
  }
}

// Gives each invocation that wants a slot one of its own.
fn reserve(wants : bool) -> u32 {
  let one = select(0u, 1u, wants);
  let before = subgroupExclusiveAdd(one);
  let all = subgroupAdd(one);
  var first = 0u;
  if (subgroupElect() && all != 0u) {
    first = atomicAdd(&taken, all);
  }
  return subgroupBroadcastFirst(first) + before;
}
