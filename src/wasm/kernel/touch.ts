/** Reads a byte of every cache line of the listed rows, so that they come together. A load is never left out: it may trap. */
export function touch(list: usize, count: i32, dim: i32, rows: usize): void {
  for (let i = 0; i < count; i++) {
    const row = rows + <usize>load<i32>(list + ((<usize>i) << 2)) * <usize>dim;
    for (let at: usize = 0; at < <usize>dim; at += 64) load<u8>(row + at);
  }
}
