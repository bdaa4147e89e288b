/** The tests' ports, apart from the ports of `npm start`. `VITRINE_TEST_PORT` moves them, so that two runs can go on at a time. */
const first = Number(process.env['VITRINE_TEST_PORT'] ?? 5196);
export const CDN_PORT = first;
export const PAGES_PORT = first + 1;
export const PACKAGE_PORT = first + 2;
export const DEMO_PORT = first + 3;
export const PROXY_PORT = first + 4;
