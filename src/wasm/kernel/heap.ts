// The best k entries of a stream in a binary heap, its worst entry at the root. An entry is one i64: the key in the upper
// half, the row's complement in the lower. So one signed comparison gives the whole order: higher key first, then lower row.

/** An empty slot; below every entry. */
const EMPTY: i64 = i64.MIN_VALUE;

export function clear(heap: usize, k: i32): void {
  for (let i = 0; i < k; i++) store<i64>(heap + ((<usize>i) << 3), EMPTY);
}

export function entryOf(key: i32, row: i32): i64 {
  return (i64(key) << 32) | i64(<u32>~row);
}

/** The key that a later row must exceed to be kept. */
export function threshold(heap: usize): i32 {
  return load<i32>(heap, 4);
}

/** Replaces the worst entry if the given one is better. */
export function offer(heap: usize, k: i32, entry: i64): void {
  if (entry > load<i64>(heap)) siftDown(heap, k, entry);
}

/** Replaces the root by an entry and restores the heap. */
function siftDown(heap: usize, size: i32, entry: i64): void {
  let slot = 0;
  for (;;) {
    let child = 2 * slot + 1;
    if (child >= size) break;
    let smaller = load<i64>(heap + ((<usize>child) << 3));
    if (child + 1 < size) {
      const right = load<i64>(heap + ((<usize>(child + 1)) << 3));
      if (right < smaller) {
        smaller = right;
        child++;
      }
    }
    if (smaller >= entry) break;
    store<i64>(heap + ((<usize>slot) << 3), smaller);
    slot = child;
  }
  store<i64>(heap + ((<usize>slot) << 3), entry);
}

/** Offers every entry of another heap. */
export function merge(heap: usize, other: usize, k: i32): void {
  for (let i = 0; i < k; i++) offer(heap, k, load<i64>(other + ((<usize>i) << 3)));
}

/** Sorts a heap in place, best first. Afterwards it is no heap. */
export function sort(heap: usize, k: i32): void {
  for (let end = k - 1; end > 0; end--) {
    const worst = load<i64>(heap);
    const last = load<i64>(heap + ((<usize>end) << 3));
    siftDown(heap, end, last);
    store<i64>(heap + ((<usize>end) << 3), worst);
  }
}
