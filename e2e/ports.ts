/** Where the tests serve, away from what a developer has open. */
export const DEMO_PORT = 5199;
export const PACKAGE_PORT = 5198;
export const PAGES_PORT = 5197;
export const CDN_PORT = 5196;
