/** What runs the scoring. */
export type Backend = 'webgpu' | 'wasm' | 'js';

/** What runs the text model. */
export type Provider = 'wasm' | 'webgpu';
