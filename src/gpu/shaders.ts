import lanesPlain from './workgroup-plain.wgsl?raw';
import lanesSubgroup from './workgroup-subgroup.wgsl?raw';
import raise from './reduce.wgsl?raw';
import request from './request.wgsl?raw';
import scan from './scan.wgsl?raw';
import select from './select.wgsl?raw';
import stepPacked from './step-packed.wgsl?raw';
import stepUnpacked from './step-unpacked.wgsl?raw';
import { FAN } from './layout.ts';

/** What a device can do that others cannot, and what it does best. */
export interface Abilities {
  /** The language multiplies bytes four at a time. */
  readonly packed: boolean;
  readonly subgroups: boolean;
  /** Invocations that choose the best k of a query together. */
  readonly lanes: 16 | 256;
}

export const raiseSource = request + raise;

// What a device must be able to do has to come first in a source.
export function selectSource({ subgroups }: Abilities): string {
  return (subgroups ? lanesSubgroup : lanesPlain) + request + select;
}

/**
 * The scan's source for a number of queries. Each sum has a name of its own: an array that a loop indexes would be kept
 * in memory, and some compilers would not unroll the loop.
 */
export function scanSource(width: number, { packed }: Abilities): string {
  const queries = Array.from({ length: width }, (_, q) => q);
  const eight = Array.from({ length: FAN }, (_, i) => i);
  const lines = (of: readonly number[], line: (i: number) => string) => of.map(line).join('\n');
  const sum = (q: number, i: number) => `${i < 4 ? 'low' : 'high'}${q}.${'xyzw'[i % 4]!}`;
  const score = `
fn score(first : u32, local : u32, bits : u32) {
${lines(queries, (q) => `  var low${q} = Sums();\n  var high${q} = Sums();`)}
  if (bits != 0u) {
    for (var step = 0u; step < request.steps; step++) {
      let at = first + step * FAN * WORKGROUP;
${lines(queries, (q) => `      let query${q} = widen(queries[${q}u * request.steps + step]);`)}
${lines(
  eight,
  (i) => `      let row${i} = widen(rows[at + ${i}u * WORKGROUP]);
${lines(queries, (q) => `      ${sum(q, i)} += inner(row${i}, query${q});`)}`,
)}
    }
  }
${lines(queries, (q) => `  keep(${q}u, vec4f(low${q}), vec4f(high${q}), local, bits);`)}
}
`;
  return (packed ? stepPacked : stepUnpacked) + request + scan + score;
}
