import 'fake-indexeddb/auto';
import fc from 'fast-check';

// A mutant meets each property for a short time only: thousands of mutants would wait for the slow ones. With one seed, so
// that two runs kill the same mutants.
fc.configureGlobal({ interruptAfterTimeLimit: 2000, seed: 1 });
