declare module 'virtual:vitrine-kernel' {
  /** WebAssembly modules in base64. */
  export const relaxed: string;
  export const plain: string;
  export const relaxedShared: string;
  export const plainShared: string;
}
