// Selects the best k rows of each query, from the top level of block maxima down to the keys. The best k entries of a level
// lie in the blocks of the best k entries of the level above. One workgroup a query (y).
// cells: see layout.ts | out [queries][k] hits in no order, EMPTY in unused slots; the host sorts them
// A hit is two u32 that compare as one number: `high` orders like its key, `low` is the row's complement, so a higher key
// comes first, and of equal keys the lower row. The k-th best entry of a level is found digit by digit (radix selection),
// which takes a few barriers where a sort takes dozens. Needs request.wgsl and one of workgroup-*.wgsl: `tally` and
// `reserve`.

@group(0) @binding(1) var<storage, read> cells : array<u32>;
@group(0) @binding(2) var<storage, read_write> out : array<vec2u>;

// 16 or more. A GPU is fastest with many invocations; a software adapter switches between them at every barrier, so it is
// fastest with few.
override workgroupSize : u32 = 256u;

const DIGITS = 256u;
const MAX_K = 256u;
const EMPTY = vec2u(0u, 0u); // behind every hit

// A digit of the k-th best entry.
struct Digit {
  value : u32,
  wanted : u32, // how many of the entries with this digit are among the best k
  count : u32, // how many entries have this digit
}

var<workgroup> bins : array<atomic<u32>, DIGITS>;
var<workgroup> sums : array<u32, 16>;
var<workgroup> digitFound : Digit;
var<workgroup> taken : atomic<u32>;
var<workgroup> selectedCount : u32;
var<workgroup> selected : array<u32, 2u * MAX_K>; // two halves: the entries of the level above, and of this one

struct Entry {
  index : u32, // in its level
  high : u32, // 0 if there is no such entry
}

// The entries of a level to choose from: all of the top level, else the blocks of what was selected above.
struct Level {
  first : u32, // cell
  count : u32,
  whole : bool,
  above : u32, // first index in `selected` of the level above
}

@compute @workgroup_size(workgroupSize)
fn selectTopK(@builtin(workgroup_id) group : vec3u, @builtin(local_invocation_index) invocation : u32) {
  let query = group.y;
  let firstOut = query * request.k;
  var hits = 0u; // of the level above
  for (var left = request.topLevel + 1u; left > 0u; left--) { // one call of `selectFrom`, since compilers inline each
    let l = left - 1u;
    let maxima = request.firstMaximum + query * request.maximaStride + request.levels[l].x;
    let first = select(maxima, query * request.keyStride, l == 0u);
    let whole = l == request.topLevel;
    let level = Level(first, select(BLOCK * hits, request.levels[l].y, whole), whole, (l & 1u) * MAX_K);
    hits = selectFrom(invocation, level, MAX_K - level.above, l == 0u, firstOut);
  }
  for (var slot = hits + invocation; slot < request.k; slot += workgroupSize) {
    out[firstOut + slot] = EMPTY;
  }
}

fn entry(level : Level, i : u32) -> Entry {
  if (i >= level.count) {
    return Entry(0u, 0u);
  }
  var index = i;
  if (!level.whole) {
    index = selected[level.above + i / BLOCK] * BLOCK + i % BLOCK;
  }
  return Entry(index, cells[level.first + index]);
}

// Writes the best k entries of a level to `out` if it is the last level, else to `selected` from `to` on. Returns how many
// there are. Call from uniform control flow.
fn selectFrom(invocation : u32, level : Level, to : u32, last : bool, firstOut : u32) -> u32 {
  let threshold = thresholdOf(invocation, level);
  if (invocation == 0u) {
    atomicStore(&taken, 0u);
  }
  workgroupBarrier();
  for (var start = 0u; start < level.count; start += workgroupSize) {
    let e = entry(level, start + invocation);
    let low = ~e.index;
    let wanted = e.high != 0u && (e.high > threshold.x || (e.high == threshold.x && low >= threshold.y));
    let slot = reserve(wanted);
    if (wanted && last) {
      out[firstOut + slot] = vec2u(e.high, low);
    } else if (wanted) {
      selected[to + slot] = e.index;
    }
  }
  workgroupBarrier();
  if (invocation == 0u) {
    selectedCount = atomicLoad(&taken);
  }
  return workgroupUniformLoad(&selectedCount);
}

// The k-th best entry of a level as a hit, or as many of its leading digits as separate it from the entries behind it.
fn thresholdOf(invocation : u32, level : Level) -> vec2u {
  var threshold = vec2u(0u, 0u);
  if (level.count <= request.k) {
    return threshold;
  }
  var wanted = request.k;
  for (var digit = 0u; digit < 8u; digit++) {
    for (var bin = invocation; bin < DIGITS; bin += workgroupSize) {
      atomicStore(&bins[bin], 0u);
    }
    workgroupBarrier();
    let shift = 24u - 8u * (digit & 3u);
    let known = select(0xffffffffu << ((shift + 8u) & 31u), 0u, shift == 24u); // the digits of this half found so far
    for (var start = 0u; start < level.count; start += workgroupSize) {
      let e = entry(level, start + invocation);
      let half = select(e.high, ~e.index, digit > 3u);
      let thresholdHalf = select(threshold.x, threshold.y, digit > 3u);
      let counts = e.high != 0u && ((half ^ thresholdHalf) & known) == 0u && (digit < 4u || e.high == threshold.x);
      tally(counts, (half >> shift) & 255u);
    }
    workgroupBarrier();
    findDigit(invocation, wanted);
    let found = workgroupUniformLoad(&digitFound);
    wanted = found.wanted;
    if (digit < 4u) {
      threshold.x |= found.value << shift;
    } else {
      threshold.y |= found.value << shift;
    }
    if (found.wanted == found.count) {
      break; // all entries with this digit are among the best
    }
  }
  return threshold;
}

// Sixteen invocations add up sixteen bins each; then one searches the sums, and the bins of one sum, from the top.
fn findDigit(invocation : u32, wanted : u32) {
  if (invocation < 16u) {
    var sum = 0u;
    for (var i = 0u; i < 16u; i++) {
      sum += atomicLoad(&bins[invocation * 16u + i]);
    }
    sums[invocation] = sum;
  }
  workgroupBarrier();
  if (invocation == 0u) {
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
    // If there are fewer entries than wanted, the search ends at the lowest bin and takes what is there.
    let count = atomicLoad(&bins[bin]);
    digitFound = Digit(bin, min(left, count), count);
  }
}
