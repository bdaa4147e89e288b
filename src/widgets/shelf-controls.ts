/** What a shelf needs only once its cards are there. */
export { answerAction } from './cart/answer-action.ts';
export { finishShelf } from './finish-shelf.ts';
export { followWhy } from './why-panel.ts';
