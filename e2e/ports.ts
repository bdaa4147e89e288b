/** The tests' ports, apart from the ports of `npm start`. `VITRINE_TEST_PORT` moves them, so that two runs can go on at a time. */
const first = Number(process.env['VITRINE_TEST_PORT'] ?? 5196);
/** Playwright's workers run specs side by side, so each has ports of its own; all share the server of the demo. */
const own = first + 10 * Number(process.env['TEST_PARALLEL_INDEX'] ?? 0);
export const CDN_PORT = own;
export const PAGES_PORT = own + 1;
export const PACKAGE_PORT = own + 2;
export const DEMO_PORT = first + 3;
export const PROXY_PORT = own + 4;
