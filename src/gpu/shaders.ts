import workgroupPlain from './workgroup-plain.wgsl?raw';
import workgroupSubgroup from './workgroup-subgroup.wgsl?raw';
import reduce from './reduce.wgsl?raw';
import request from './request.wgsl?raw';
import scan from './scan.wgsl?raw';
import select from './select.wgsl?raw';
import stepPacked from './step-packed.wgsl?raw';
import stepUnpacked from './step-unpacked.wgsl?raw';
import { BLOCK } from './layout.ts';

/** What kernels may use of a device. */
export interface Features {
  /** WGSL has an inner product of four packed bytes. */
  readonly packed: boolean;
  readonly subgroups: boolean;
  /** Invocations that select the best k of one query. */
  readonly workgroupSize: 16 | 256;
}

export const reduceSource = request + reduce;

// WGSL wants `enable` and `requires` first in a source.
export function selectSource({ subgroups }: Features): string {
  return (subgroups ? workgroupSubgroup : workgroupPlain) + request + select;
}

/**
 * The scan's source for `width` queries. Each sum is a variable of its own: compilers keep an array that a loop indexes in
 * memory, and some do not unroll the loop.
 */
export function scanSource(width: number, { packed }: Features): string {
  const queries = Array.from({ length: width }, (_, q) => q);
  const block = Array.from({ length: BLOCK }, (_, i) => i);
  const lines = (of: readonly number[], line: (i: number) => string) => of.map(line).join('\n');
  const sum = (q: number, i: number) => `${i < 4 ? 'low' : 'high'}${q}.${'xyzw'[i % 4]!}`;
  const score = `
fn score(first : u32, local : u32, bits : u32) {
${lines(queries, (q) => `  var low${q} = Sums();\n  var high${q} = Sums();`)}
  if (bits != 0u) {
    for (var step = 0u; step < request.steps; step++) {
      let base = first + step * BLOCK * WORKGROUP_SIZE;
${lines(queries, (q) => `      let query${q} = widen(queries[${q}u * request.steps + step]);`)}
${lines(
  block,
  (i) => `      let row${i} = widen(rows[base + ${i}u * WORKGROUP_SIZE]);
${lines(queries, (q) => `      ${sum(q, i)} += inner(row${i}, query${q});`)}`,
)}
    }
  }
${lines(queries, (q) => `  keep(${q}u, vec4f(low${q}), vec4f(high${q}), local, bits);`)}
}
`;
  return (packed ? stepPacked : stepUnpacked) + request + scan + score;
}
