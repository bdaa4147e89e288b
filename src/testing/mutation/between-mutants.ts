/** What Stryker leaves in a thread that stays (see `createKeptThread`), set back before a file of tests is imported. */
interface Stryker {
  activeMutant?: string | undefined;
  mutantCoverage?: object;
}

const stryker = (globalThis as { __stryker__?: Stryker }).__stryker__;
if (stryker) {
  // Else modules would be evaluated with the mutant of the run before; Stryker sets its own before the tests begin.
  stryker.activeMutant = undefined;
  // Stryker takes all that the thread has counted for what one file has reached.
  if (stryker.mutantCoverage) Object.assign(stryker.mutantCoverage, { static: {}, perTest: {} });
}
