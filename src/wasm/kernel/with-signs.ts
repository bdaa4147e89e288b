// The kernel with a first pass over signs: who does without that does not load it.
export * from './index';
export { countDistances, packSigns } from './signs';
export { walkNear } from './scan-signs';
