/** Of a test that asserts on times or memory: `npm test` runs nothing beside it. */
export const ALONE = { tag: '@alone' };
