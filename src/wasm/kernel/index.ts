// The kernel's exports. It keeps no state and lays out no memory: every address comes from the host.
export { scoreExactly } from './exact';
export { absorb, clear, sort } from './heap';
export { sumRows } from './sums';
export { walk } from './scan';
