// npm run bench:learn -- [lines] [items]: seconds and memory of learning from generated order lines, streamed, as JSON.
import { diskSpill } from '../../src/learn/disk-spill.ts';
import { createLearner } from '../../src/learn/learn.ts';
import { seeded } from '../../src/core/vectors/random.ts';

const [lines = 10_000_000, items = 10_000] = process.argv.slice(2).map(Number);
const LINES_A_SHOPPER = 8;
const DAY = 24 * 3600 * 1000;

const random = seeded(1);
/** Item n is drawn about 1/n as often as the first. */
const draw = () => Math.floor(items ** random()) - 1;

const texts = Array.from({ length: items }, (_, i) => `word${i % 997} kind${i % 89} item${i}`);

const spill = diskSpill();
const learner = createLearner(texts, { spill });
const began = performance.now();
for (let line = 0; line < lines; line++) {
  const shopper = Math.floor(line / LINES_A_SHOPPER);
  const at = ((line % LINES_A_SHOPPER) >> 1) * DAY;
  learner.add({ shopper: `s${shopper}`, order: `o${shopper}-${at}`, at, row: draw() });
}
const read = performance.now();
const { tables } = learner.learn();
spill.dispose();
console.log(
  JSON.stringify({
    lines,
    items,
    read_s: (read - began) / 1000,
    learn_s: (performance.now() - read) / 1000,
    peak_mb: process.resourceUsage().maxRSS / 1024,
    pairs: tables.alsoViewed.targets.length,
  }),
);
