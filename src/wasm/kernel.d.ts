/** A kernel's variants, each a WebAssembly module in base64. */
declare module 'virtual:vitrine-kernel*' {
  const variants: {
    readonly relaxed: string;
    readonly plain: string;
    readonly relaxedShared: string;
    readonly plainShared: string;
  };
  export default variants;
}
