/** What a shelf needs only once its cards are there. */
export { finishShelf } from './finish-shelf.ts';
export { followWhy } from './why-panel.ts';
