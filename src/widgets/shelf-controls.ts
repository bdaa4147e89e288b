/** What a shelf needs only once its cards are there. */
export { showBundle } from './bundle.ts';
export { addRowControls } from './row-controls.ts';
export { followWhy } from './why-panel.ts';
