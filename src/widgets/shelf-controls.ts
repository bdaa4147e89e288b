/** What a shelf needs only once its cards are there. */
export { showBundle } from './bundle.ts';
export { addRowControls } from './row-controls.ts';
export { fillPanel } from './why-panel.ts';
