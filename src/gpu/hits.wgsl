// Shared by scan.wgsl and merge.wgsl: a tile of hits in workgroup memory, and its sort.
// Order is total (key down, then row up), so the result does not depend on which invocation came first.

const TILE = 1024u; // hits sorted by one workgroup: 8 KiB of the 16 KiB that every device has
const WORKGROUP = 256u;
const NO_ROW = 0xffffffffu; // an empty slot; ranks last
const NO_KEY = -2147483647i - 1i;

struct Hit {
  key : i32,
  row : u32,
}

var<workgroup> tile : array<Hit, TILE>;

fn ahead(a : Hit, b : Hit) -> bool {
  return a.key > b.key || (a.key == b.key && a.row < b.row);
}

// Bitonic sort of the tile, best first. Call from uniform control flow; ends with a barrier.
fn sort_tile(lane : u32) {
  workgroupBarrier();
  for (var run = 2u; run <= TILE; run *= 2u) {
    for (var reach = run / 2u; reach > 0u; reach /= 2u) {
      for (var pair = lane; pair < TILE / 2u; pair += WORKGROUP) {
        let low = 2u * pair - (pair & (reach - 1u));
        let high = low + reach;
        let descending = (low & run) == 0u;
        let a = tile[low];
        let b = tile[high];
        if (ahead(b, a) == descending) {
          tile[low] = b;
          tile[high] = a;
        }
      }
      workgroupBarrier();
    }
  }
}
