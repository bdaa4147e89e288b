import { test } from '@playwright/test';
import { CDN_PORT, PAGES_PORT } from './ports.ts';
import { FOLDERS, type Hosts } from './page-server.ts';
import { serveFolders } from './serve.ts';

export const CLEAN = { warnings: [], thrown: [], violations: [] };

/**
 * Starts the hosts for the tests of a file: a shop's host with the pages of `pages/`, and a CDN with the built folder and
 * the pack. Each test begins with the given policy and without the pages that another test made.
 */
export function useHosts(policy?: string): Hosts {
  const hosts: Hosts = {
    policy,
    made: new Map(),
    elsewhere: new Map(),
    asked: [],
    isolated: false,
    busy: new Set(),
  };
  let close: (() => void)[] = [];
  test.beforeAll(async () => {
    const headers = ({ pathname }: URL): Record<string, string> => {
      hosts.asked.push(pathname);
      return {
        ...(hosts.policy !== undefined && { 'content-security-policy': hosts.policy }),
        ...(hosts.isolated && {
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-embedder-policy': 'require-corp',
        }),
      };
    };
    const cdn = await serveFolders(
      FOLDERS,
      CDN_PORT,
      () => ({ 'access-control-allow-origin': '*' }),
      hosts.elsewhere,
    );
    const shop = await serveFolders(FOLDERS, PAGES_PORT, headers, {
      get: (path) => (hosts.busy.delete(path) ? 503 : hosts.made.get(path)),
    });
    close = [shop, cdn].map((server) => () => server.close());
  });
  test.beforeEach(() => {
    hosts.policy = policy;
    hosts.isolated = false;
    hosts.made.clear();
    hosts.elsewhere.clear();
    hosts.busy.clear();
    hosts.asked.length = 0;
  });
  test.afterAll(() => {
    for (const end of close) end();
  });
  return hosts;
}
