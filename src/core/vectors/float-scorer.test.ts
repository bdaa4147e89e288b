import { createFloatScorer } from './float-scorer.ts';
import { scorerContract } from './scorer.contract.ts';

scorerContract('JavaScript on f32 copies', (rows) => Promise.resolve(createFloatScorer(rows)));
