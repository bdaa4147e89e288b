import { execFileSync } from 'node:child_process';

export interface Repository {
  readonly repository?: { readonly type: 'git'; readonly url: string };
}

/**
 * Where the source lies, as package.json names it: the registry compares it with the place that a provenance attests.
 * Known where packages are published from, so by the address of the git remote `origin`; a checkout without a public
 * remote has none.
 */
export function repository(folder: string): Repository {
  const url = publicAddress(originOf(folder));
  return url === undefined ? {} : { repository: { type: 'git', url } };
}

/** The https address of a git remote on a host, or undefined if the remote is a path or has no host. */
export function publicAddress(remote: string): string | undefined {
  const ssh = /^(?:ssh:\/\/)?git@([\w.-]+\.[a-z]+)[:/]([^\s:]+)$/.exec(remote);
  const address = ssh ? `https://${ssh[1]!}/${ssh[2]!}` : remote;
  if (!URL.canParse(address)) return undefined;
  const { protocol, hostname, pathname } = new URL(address); // without a name and a password, if the remote has them
  return protocol === 'https:' ? `git+https://${hostname}${pathname}` : undefined;
}

function originOf(folder: string): string {
  try {
    return execFileSync('git', ['remote', 'get-url', 'origin'], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return ''; // no git, no checkout or no remote of that name
  }
}
