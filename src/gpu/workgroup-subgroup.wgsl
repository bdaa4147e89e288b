// Counting and packing for select.wgsl with one access to workgroup memory a subgroup, whatever the subgroup's size and
// whichever invocations are in it.
enable subgroups;

// Keys of a catalogue share their upper digits, so most of a subgroup counts for one bin: that goes as one addition.
fn tally(counts : bool, bin : u32) {
  let code = select(0u, bin + 1u, counts);
  let shared_bin = subgroupMax(code);
  let same = subgroupAdd(select(0u, 1u, code == shared_bin));
  if (subgroupElect() && shared_bin != 0u) {
    atomicAdd(&bins[shared_bin - 1u], same);
  }
  if (counts && code != shared_bin) {
    atomicAdd(&bins[bin], 1u);
  }
}

// A slot of its own for each invocation that wants one.
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
