// The best k rows of each query, from the top level of heads down to the keys: the best k of a level are among the eights
// below the best k heads above it, since rows that lie together share a head, in row order. One workgroup a query (y).
// cells: see layout.ts | out [queries][k] hits in no order, NOTHING in the slots left over; the host sorts the k it gets
// A hit is two u32 that compare as one number: `high` orders like its key, `low` is the row's complement, so a higher key
// is ahead, and of equal keys the lower row. Of a level, the k-th best is found digit by digit (radix selection), with a
// few barriers where a sort takes dozens. Needs request.wgsl and one of lanes-*.wgsl: `tally` and `reserve`.

@group(0) @binding(1) var<storage, read> cells : array<u32>;
@group(0) @binding(2) var<storage, read_write> out : array<vec2u>;

// 16 or more. A GPU is quickest with many; a software adapter switches between them at every barrier, and with few.
override workgroup_lanes : u32 = 256u;

const DIGITS = 256u;
const MOST = 256u; // k
const NOTHING = vec2u(0u, 0u); // behind every hit

var<workgroup> bins : array<atomic<u32>, DIGITS>;
var<workgroup> sums : array<u32, 16>;
var<workgroup> cut : vec3u; // the k-th best's digit, how many are wanted of those that have it, how many there are
var<workgroup> taken : atomic<u32>;
var<workgroup> found : u32;
var<workgroup> picked : array<u32, 2u * MOST>; // entries of the level above and of this one, turn about

struct Entry {
  index : u32, // in its level
  high : u32, // 0 for none
}

// A level as far as it matters: `count` entries, all of it or the eights below what was picked above.
struct Level {
  first : u32, // cell
  count : u32,
  whole : bool,
  above : u32, // where in `picked` the entries above begin
}

@compute @workgroup_size(workgroup_lanes)
fn choose(@builtin(workgroup_id) group : vec3u, @builtin(local_invocation_index) lane : u32) {
  let query = group.y;
  let at = query * request.k;
  var hits = 0u; // of the level above
  for (var left = request.top + 1u; left > 0u; left--) { // one call of `pick`, since compilers copy it to each
    let l = left - 1u;
    let heads = request.firstHead + query * request.headStride + request.levels[l].x;
    let first = select(heads, query * request.keyStride, l == 0u);
    let whole = l == request.top;
    let level = Level(first, select(FAN * hits, request.levels[l].y, whole), whole, (l & 1u) * MOST);
    hits = pick(lane, level, MOST - level.above, l == 0u, at);
  }
  for (var slot = hits + lane; slot < request.k; slot += workgroup_lanes) {
    out[at + slot] = NOTHING;
  }
}

fn entry(level : Level, i : u32) -> Entry {
  if (i >= level.count) {
    return Entry(0u, 0u);
  }
  var index = i;
  if (!level.whole) {
    index = picked[level.above + i / FAN] * FAN + i % FAN;
  }
  return Entry(index, cells[level.first + index]);
}

// Puts the best k of a level where they are wanted, and returns how many there are. Call from uniform control flow.
fn pick(lane : u32, level : Level, to : u32, last : bool, at : u32) -> u32 {
  let edge = edge_of(lane, level);
  if (lane == 0u) {
    atomicStore(&taken, 0u);
  }
  workgroupBarrier();
  for (var start = 0u; start < level.count; start += workgroup_lanes) {
    let e = entry(level, start + lane);
    let low = ~e.index;
    let wanted = e.high != 0u && (e.high > edge.x || (e.high == edge.x && low >= edge.y));
    let slot = reserve(wanted);
    if (wanted && last) {
      out[at + slot] = vec2u(e.high, low);
    } else if (wanted) {
      picked[to + slot] = e.index;
    }
  }
  workgroupBarrier();
  if (lane == 0u) {
    found = atomicLoad(&taken);
  }
  return workgroupUniformLoad(&found);
}

// The k-th best of a level, as far as it takes to tell it from what is behind it.
fn edge_of(lane : u32, level : Level) -> vec2u {
  var edge = vec2u(0u, 0u);
  if (level.count <= request.k) {
    return edge;
  }
  var wanted = request.k;
  for (var digit = 0u; digit < 8u; digit++) {
    for (var bin = lane; bin < DIGITS; bin += workgroup_lanes) {
      atomicStore(&bins[bin], 0u);
    }
    workgroupBarrier();
    let shift = 24u - 8u * (digit & 3u);
    let known = select(0xffffffffu << ((shift + 8u) & 31u), 0u, shift == 24u); // the digits found so far, of this half
    for (var start = 0u; start < level.count; start += workgroup_lanes) {
      let e = entry(level, start + lane);
      let half = select(e.high, ~e.index, digit > 3u);
      let edged = select(edge.x, edge.y, digit > 3u);
      let counts = e.high != 0u && ((half ^ edged) & known) == 0u && (digit < 4u || e.high == edge.x);
      tally(counts, (half >> shift) & 255u);
    }
    workgroupBarrier();
    find_cut(lane, wanted);
    let at = workgroupUniformLoad(&cut);
    wanted = at.y;
    if (digit < 4u) {
      edge.x |= at.x << shift;
    } else {
      edge.y |= at.x << shift;
    }
    if (at.y == at.z) {
      break; // all that have it are among the best
    }
  }
  return edge;
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
