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
  const hosts: Hosts = { policy, made: new Map(), elsewhere: new Map(), asked: [] };
  let close: (() => void)[] = [];
  test.beforeAll(async () => {
    const headers = ({ pathname }: URL): Record<string, string> => {
      hosts.asked.push(pathname);
      return hosts.policy === undefined ? {} : { 'content-security-policy': hosts.policy };
    };
    const shop = await serveFolders(FOLDERS, PAGES_PORT, headers, hosts.made);
    const cdn = await serveFolders(
      FOLDERS,
      CDN_PORT,
      () => ({ 'access-control-allow-origin': '*' }),
      hosts.elsewhere,
    );
    close = [shop, cdn].map((server) => () => server.close());
  });
  test.beforeEach(() => {
    hosts.policy = policy;
    hosts.made.clear();
    hosts.elsewhere.clear();
    hosts.asked.length = 0;
  });
  test.afterAll(() => {
    for (const end of close) end();
  });
  return hosts;
}
