// The best k of a tile of hits, four to an invocation, in registers. Shared by scan.wgsl and merge.wgsl.
// A hit is two u32 that compare as one number: `high` orders like its key, `low` is the row's complement, so a higher key
// is ahead, and of equal keys the lower row. The k-th best is found digit by digit (radix selection), with a few barriers
// where a sort takes dozens. What is chosen is written in no order; the host sorts the k that it gets.

const WORKGROUP = 256u;
const TILE = 4u * WORKGROUP;
const DIGITS = 256u;
const NOTHING = vec2u(0u, 0u); // an empty slot: behind every hit

var<workgroup> bins : array<atomic<u32>, DIGITS>;
var<workgroup> sums : array<u32, 16>;
var<workgroup> cut : vec3u; // the k-th best's digit, how many are wanted of those that have it, how many there are
var<workgroup> taken : atomic<u32>;

fn high_of(key : i32) -> u32 {
  return bitcast<u32>(key) ^ 0x80000000u;
}

// Writes the best k to out[at ..< at + k], NOTHING in the slots left over. Call from uniform control flow.
fn choose(lane : u32, high : vec4u, low : vec4u, k : u32, at : u32) {
  var edge = vec2u(0u, 0u); // the k-th best, as far as it is known
  var wanted = k;
  for (var digit = 0u; digit < 8u; digit++) {
    atomicStore(&bins[lane], 0u);
    workgroupBarrier();
    count(high.x, low.x, digit, edge);
    count(high.y, low.y, digit, edge);
    count(high.z, low.z, digit, edge);
    count(high.w, low.w, digit, edge);
    workgroupBarrier();
    find_cut(lane, wanted);
    let found = workgroupUniformLoad(&cut);
    wanted = found.y;
    let shift = 24u - 8u * (digit & 3u);
    if (digit < 4u) {
      edge.x |= found.x << shift;
    } else {
      edge.y |= found.x << shift;
    }
    if (found.y == found.z) {
      break; // all that have it are among the best
    }
  }

  if (lane == 0u) {
    atomicStore(&taken, 0u);
  }
  workgroupBarrier();
  take(high.x, low.x, edge, at);
  take(high.y, low.y, edge, at);
  take(high.z, low.z, edge, at);
  take(high.w, low.w, edge, at);
  workgroupBarrier();
  if (lane < k && lane >= atomicLoad(&taken)) {
    out[at + lane] = NOTHING;
  }
  workgroupBarrier(); // the next choice begins with `bins` and `taken`
}

fn count(high : u32, low : u32, digit : u32, edge : vec2u) {
  let shift = 24u - 8u * (digit & 3u);
  let known = select(0xffffffffu << ((shift + 8u) & 31u), 0u, shift == 24u); // the digits found so far, of this half
  if (digit < 4u) {
    if (((high ^ edge.x) & known) == 0u) {
      atomicAdd(&bins[(high >> shift) & 255u], 1u);
    }
  } else if (high == edge.x && ((low ^ edge.y) & known) == 0u) {
    atomicAdd(&bins[(low >> shift) & 255u], 1u);
  }
}

// Sixteen invocations add up sixteen bins each; one goes through the sums, then through one sum's bins, from the top.
fn find_cut(lane : u32, wanted : u32) {
  if (lane < 16u) {
    var sum = 0u;
    for (var i = 0u; i < 16u; i++) {
      sum += atomicLoad(&bins[lane * 16u + i]);
    }
    sums[lane] = sum;
  }
  workgroupBarrier();
  if (lane == 0u) {
    var left = wanted;
    var group = 15u;
    while (group > 0u && sums[group] < left) {
      left -= sums[group];
      group--;
    }
    var bin = group * 16u + 15u;
    while (bin > group * 16u && atomicLoad(&bins[bin]) < left) {
      left -= atomicLoad(&bins[bin]);
      bin--;
    }
    // Fewer than wanted in all ends at the lowest bin, and takes what is there.
    let there = atomicLoad(&bins[bin]);
    cut = vec3u(bin, min(left, there), there);
  }
}

fn take(high : u32, low : u32, edge : vec2u, at : u32) {
  let ahead = high > edge.x || (high == edge.x && low >= edge.y);
  if (ahead && (high | low) != 0u) {
    out[at + atomicAdd(&taken, 1u)] = vec2u(high, low);
  }
}
