/** Where the tests serve, away from what a developer has open. */
export const DEMO_PORT = 5199;
export const PACKAGE_PORT = 5198;
