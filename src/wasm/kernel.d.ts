/** Each export is a WebAssembly module in base64. */
declare module 'virtual:vitrine-kernel' {
  export const relaxed: string;
  export const plain: string;
  export const relaxedShared: string;
  export const plainShared: string;
}

declare module 'virtual:vitrine-kernel-signs' {
  export const relaxed: string;
  export const plain: string;
  export const relaxedShared: string;
  export const plainShared: string;
}
