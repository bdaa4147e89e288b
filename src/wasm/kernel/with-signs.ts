// The kernel with the one-bit pass over signs. A module of its own, so that only pages that use it load it.
export * from './index';
export { countDistances, packSigns } from './signs';
export { scanSigns } from './scan-signs';
