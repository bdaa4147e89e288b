import { expect, it } from 'vitest';
import { fasterHint } from './faster-hint.ts';

it('names the faster onnxruntime to a large build that lacks it, and to no other', () => {
  expect(fasterHint('onnxruntime-web', 3291)).toMatch(/3291 texts .* npm install onnxruntime-node$/);
  expect(fasterHint('onnxruntime-web', 12)).toBeUndefined();
  expect(fasterHint('onnxruntime-node', 3291)).toBeUndefined();
});
