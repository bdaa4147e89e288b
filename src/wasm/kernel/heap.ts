// The k best of a stream, as a binary heap of one i64 an entry: the key above, the row's complement below. So one signed
// comparison is the whole order (higher key first, ties to the lower row), and the worst kept is at the root.

/** What an empty slot holds; below every entry. */
const NOTHING: i64 = i64.MIN_VALUE;

export function clear(heap: usize, k: i32): void {
  for (let i = 0; i < k; i++) store<i64>(heap + ((<usize>i) << 3), NOTHING);
}

export function entryOf(key: i32, row: i32): i64 {
  return (i64(key) << 32) | i64(<u32>~row);
}

/** The key that an entry of a later row has to surpass. */
export function threshold(heap: usize): i32 {
  return load<i32>(heap, 4);
}

/** Keeps an entry if it is better than the worst kept. */
export function offer(heap: usize, k: i32, entry: i64): void {
  if (entry > load<i64>(heap)) sink(heap, k, entry);
}

/** Puts an entry in the root's place, and down to where it belongs. */
function sink(heap: usize, size: i32, entry: i64): void {
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= size) break;
    let least = load<i64>(heap + ((<usize>child) << 3));
    if (child + 1 < size) {
      const right = load<i64>(heap + ((<usize>(child + 1)) << 3));
      if (right < least) {
        least = right;
        child++;
      }
    }
    if (least >= entry) break;
    store<i64>(heap + ((<usize>at) << 3), least);
    at = child;
  }
  store<i64>(heap + ((<usize>at) << 3), entry);
}

/** Takes another heap's entries in. */
export function absorb(heap: usize, other: usize, k: i32): void {
  for (let i = 0; i < k; i++) offer(heap, k, load<i64>(other + ((<usize>i) << 3)));
}

/** Orders a heap in place, best first. It is a heap no more. */
export function sort(heap: usize, k: i32): void {
  for (let end = k - 1; end > 0; end--) {
    const worst = load<i64>(heap);
    const last = load<i64>(heap + ((<usize>end) << 3));
    sink(heap, end, last);
    store<i64>(heap + ((<usize>end) << 3), worst);
  }
}
