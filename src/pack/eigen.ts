/** Eigenvalues, largest first, and their unit vectors: vector i is `vectors[i * n ..< (i + 1) * n]`. */
interface Eigen {
  readonly values: Float64Array<ArrayBuffer>;
  readonly vectors: Float64Array<ArrayBuffer>;
}

const MAX_SWEEPS = 60;

/**
 * Finds the eigenvalues and eigenvectors of a symmetric matrix: Householder's reduction to a tridiagonal matrix, then
 * implicit QL (Bowdler, Martin, Reinsch & Wilkinson, "The QR and QL algorithms for symmetric matrices", Numerische
 * Mathematik 11, 1968). It uses only additions, products, quotients and square roots in a fixed order, so the result has
 * the same bits on every machine. The largest component of each vector is positive.
 *
 * Cost: O(n^3), about a second for n = 512.
 *
 * @param matrix `[n * n]`; not changed.
 */
export function symmetricEigen(matrix: Float64Array, n: number): Eigen {
  const rows = Array.from({ length: n }, (_, i) => matrix.slice(i * n, (i + 1) * n));
  const diagonal = new Float64Array(n);
  const offDiagonal = new Float64Array(n);
  tridiagonalise(rows, diagonal, offDiagonal);
  iterate(rows, diagonal, offDiagonal);
  const order = Array.from(diagonal.keys()).sort((a, b) => diagonal[b]! - diagonal[a]! || a - b);
  const vectors = new Float64Array(n * n);
  order.forEach((column, i) => {
    let largest = 0;
    for (const row of rows) if (Math.abs(row[column]!) > Math.abs(largest)) largest = row[column]!;
    for (let j = 0; j < n; j++) vectors[i * n + j] = largest < 0 ? -rows[j]![column]! : rows[j]![column]!;
  });
  return { values: Float64Array.from(order, (column) => diagonal[column]!), vectors };
}

/** Reduces `a` to the diagonal `d` and the off-diagonal `e`, and leaves the orthogonal transformation in `a`. */
function tridiagonalise(a: Float64Array[], d: Float64Array, e: Float64Array): void {
  const n = a.length;
  for (let i = n - 1; i > 0; i--) {
    const row = a[i]!;
    let h = 0;
    let scale = 0;
    for (let k = 0; k < i; k++) scale += Math.abs(row[k]!);
    if (i === 1 || scale === 0) e[i] = row[i - 1]!;
    else {
      for (let k = 0; k < i; k++) {
        row[k]! /= scale;
        h += row[k]! * row[k]!;
      }
      const f = row[i - 1]!;
      const g = f >= 0 ? -Math.sqrt(h) : Math.sqrt(h);
      e[i] = scale * g;
      h -= f * g;
      row[i - 1] = f - g;
      reflect(a, i, h, e);
    }
    d[i] = h;
  }
  d[0] = 0;
  e[0] = 0;
  for (let i = 0; i < n; i++) {
    if (d[i] !== 0) accumulate(a, i);
    d[i] = a[i]![i]!;
    a[i]![i] = 1;
    for (let j = 0; j < i; j++) a[j]![i] = a[i]![j] = 0;
  }
}

function reflect(a: Float64Array[], i: number, h: number, e: Float64Array): void {
  const row = a[i]!;
  // Row by row: reading down a column would jump through all of memory.
  for (let j = 0; j < i; j++) {
    a[j]![i] = row[j]! / h;
    e[j] = 0;
  }
  for (let j = 0; j < i; j++) {
    const other = a[j]!;
    const factor = row[j]!;
    let g = other[j]! * factor;
    for (let k = 0; k < j; k++) {
      g += other[k]! * row[k]!;
      e[k]! += other[k]! * factor;
    }
    e[j]! += g;
  }
  let sum = 0;
  for (let j = 0; j < i; j++) {
    e[j]! /= h;
    sum += e[j]! * row[j]!;
  }
  const half = sum / (h + h);
  for (let j = 0; j < i; j++) {
    const f = row[j]!;
    const g = (e[j]! -= half * f);
    const other = a[j]!;
    for (let k = 0; k <= j; k++) other[k]! -= f * e[k]! + g * row[k]!;
  }
}

function accumulate(a: Float64Array[], i: number): void {
  const row = a[i]!;
  const sums = new Float64Array(i);
  for (let k = 0; k < i; k++) for (let j = 0; j < i; j++) sums[j]! += row[k]! * a[k]![j]!;
  for (let k = 0; k < i; k++) {
    const factor = a[k]![i]!;
    for (let j = 0; j < i; j++) a[k]![j]! -= sums[j]! * factor;
  }
}

/** Implicit QL: turns `d` into the eigenvalues, and the columns of `a` into the eigenvectors. */
function iterate(a: Float64Array[], d: Float64Array, e: Float64Array): void {
  const n = a.length;
  for (let i = 1; i < n; i++) e[i - 1] = e[i]!;
  e[n - 1] = 0;
  // `a` is transposed for the time of the loop, so that a rotation changes two rows and not two columns.
  transpose(a);
  for (let l = 0; l < n; l++) {
    for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
      let m = l;
      while (m < n - 1 && Math.abs(e[m]!) > Number.EPSILON * (Math.abs(d[m]!) + Math.abs(d[m + 1]!))) m++;
      if (m === l) break;
      rotate(a, d, e, l, m);
    }
  }
  transpose(a);
}

function rotate(a: Float64Array[], d: Float64Array, e: Float64Array, l: number, m: number): void {
  let g = (d[l + 1]! - d[l]!) / (2 * e[l]!);
  const root = hypotenuse(g, 1);
  g = d[m]! - d[l]! + e[l]! / (g + (g >= 0 ? root : -root));
  let [s, c, p] = [1, 1, 0];
  for (let i = m - 1; i >= l; i--) {
    let f = s * e[i]!;
    const b = c * e[i]!;
    const r = hypotenuse(f, g);
    e[i + 1] = r;
    if (r === 0) {
      d[i + 1]! -= p;
      e[m] = 0;
      return;
    }
    s = f / r;
    c = g / r;
    g = d[i + 1]! - p;
    const t = (d[i]! - g) * s + 2 * c * b;
    p = s * t;
    d[i + 1] = g + p;
    g = c * t - b;
    const [low, high] = [a[i]!, a[i + 1]!];
    for (let k = 0; k < low.length; k++) {
      f = high[k]!;
      high[k] = s * low[k]! + c * f;
      low[k] = c * low[k]! - s * f;
    }
  }
  d[l]! -= p;
  e[l] = g;
  e[m] = 0;
}

function transpose(a: Float64Array[]): void {
  for (let i = 0; i < a.length; i++)
    for (let j = 0; j < i; j++) [a[i]![j], a[j]![i]] = [a[j]![i]!, a[i]![j]!];
}

// Not `Math.hypot`, whose bits may differ between JavaScript engines.
function hypotenuse(a: number, b: number): number {
  return Math.sqrt(a * a + b * b);
}
