// The kernel's exports. It keeps no state and allocates no memory: every address comes from the host.
export { scoreExactly } from './exact';
export { merge, clear, sort } from './heap';
export { sumRows } from './sums';
export { scan } from './scan';
