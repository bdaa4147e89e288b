import { installBrowser } from './browser.ts';

installBrowser();

// All files of the first run share one thread, and Stryker takes what the thread counts for what the file has reached.
const { mutantCoverage } = (globalThis as { __stryker2__?: { mutantCoverage?: object } }).__stryker2__ ?? {};
if (mutantCoverage) Object.assign(mutantCoverage, { static: {}, perTest: {} });
