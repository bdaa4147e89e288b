/** What scores the catalogue: WebGPU, WebAssembly, or plain JavaScript. All give the same shelves. */
export type Backend = 'webgpu' | 'wasm' | 'js';

/** What runs the text model: onnxruntime-web on WebAssembly or on WebGPU. */
export type Provider = 'wasm' | 'webgpu';
