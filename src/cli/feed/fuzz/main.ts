/** Damages feeds of all formats and reads them: `npm run fuzz -- 10000 1` (files, seed). Ends with 1 if anything is wrong. */
import { fuzz } from './fuzz.ts';

const [files = 10_000, seed = 1] = process.argv.slice(2).map(Number);
const began = performance.now();
const { read, refused, faults, slowest } = await fuzz(files, seed, (fault) => {
  console.log(fault);
});
const seconds = (performance.now() - began) / 1000;
console.log(
  `${files} files, seed ${seed}: ${read} read, ${refused} refused in words, ${faults.length} faults; the slowest took ${(slowest / 1000).toFixed(2)} s, all ${seconds.toFixed(0)} s`,
);
process.exitCode = faults.length > 0 ? 1 : 0;
