import scan from './scan.wgsl?raw';
import select from './select.wgsl?raw';
import stepFloat from './step-float.wgsl?raw';
import stepPacked from './step-packed.wgsl?raw';

/** How a device multiplies bytes best. */
export type Arithmetic = 'packed' | 'float';

/**
 * The scan's source for a number of queries. Each query's sum has a name of its own: an array that a loop indexes would
 * be kept in memory, and some compilers would not unroll the loop.
 */
export function scanSource(width: number, arithmetic: Arithmetic): string {
  const queries = Array.from({ length: width }, (_, q) => q);
  const lines = (line: (q: number) => string) => queries.map(line).join('\n');
  const own = `
const WIDTH = ${width}u;

fn choose_all(lane : u32, local : vec4u, low : vec4u, at : u32) {
${lines((q) => `  var q${q} = Sums();`)}
  if (any(low != vec4u(0u))) {
    let first = local * params.dim16;
    for (var j = 0u; j < params.dim16; j++) {
      let a = rows[first.x + j];
      let b = rows[first.y + j];
      let c = rows[first.z + j];
      let d = rows[first.w + j];
${lines((q) => `      q${q} += step(a, b, c, d, (${q}u * params.dim16 + j) * QUERY_STEP);`)}
    }
  }
${lines((q) => `  choose(lane, highs_at(vec4f(q${q}), local, low), low, params.k, at + ${q}u * params.k);`)}
}
`;
  // `requires` has to come first.
  return (arithmetic === 'packed' ? stepPacked : stepFloat) + select + scan + own;
}
