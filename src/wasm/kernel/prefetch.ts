/** Reads one byte of every cache line of the listed rows. Compilers keep such a load, as it may trap. */
export function prefetch(list: usize, count: i32, dim: i32, rows: usize): void {
  for (let i = 0; i < count; i++) {
    const row = rows + <usize>load<i32>(list + ((<usize>i) << 2)) * <usize>dim;
    for (let offset: usize = 0; offset < <usize>dim; offset += 64) load<u8>(row + offset);
  }
}
