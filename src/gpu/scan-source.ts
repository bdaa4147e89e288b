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

struct Sums {
${lines((q) => `  q${q} : f32,`)}
}

fn sums_of(local : u32, here : bool) -> Sums {
${lines((q) => `  var q${q} = Sum();`)}
  if (here) {
    let at = local * params.dim16;
    let stride = params.dim16 * QUERY_STEP;
    for (var j = 0u; j < params.dim16; j++) {
      let row = rows[at + j];
${lines((q) => `      q${q} += step(row, ${q}u * stride + j * QUERY_STEP);`)}
    }
  }
  return Sums(${queries.map((q) => `f32(q${q})`).join(', ')});
}

fn choose_all(lane : u32, sums : array<Sums, 4>, local : vec4u, low : vec4u, at : u32) {
${lines((q) => {
  const highs = ['x', 'y', 'z', 'w'].map((c, i) => `high_at(sums[${i}].q${q}, local.${c}, low.${c})`);
  return `  choose(lane, vec4u(${highs.join(', ')}), low, params.k, at + ${q}u * params.k);`;
})}
}
`;
  // `requires` has to come first.
  return (arithmetic === 'packed' ? stepPacked : stepFloat) + select + scan + own;
}
