/** Names of the browser's that the public API's types need; core itself, which knows no browser, can do nothing with them. */
interface Blob {
  readonly size: number;
}
interface ImageBitmap {
  readonly width: number;
}
interface ImageData {
  readonly width: number;
}
