/** Where a directive is looked up if the policy has none of its own. */
const INSTEAD: Readonly<Record<string, readonly string[]>> = {
  'script-src-elem': ['script-src', 'default-src'],
  'script-src': ['default-src'],
  'worker-src': ['child-src', 'script-src', 'default-src'],
  'connect-src': ['default-src'],
};

/** What Vitrine asks of a page's policy. */
export interface Wanted {
  readonly page: string;
  readonly script: string;
  readonly pack: string;
}

/**
 * What a Content Security Policy would block of Vitrine, as sentences with what to write.
 *
 * @see https://www.w3.org/TR/CSP3/
 */
export function blockedBy(policy: string, { page, script, pack }: Wanted): string[] {
  const directives = new Map(
    policy
      .split(';')
      .map((part) => part.trim().split(/\s+/))
      .map(([name = '', ...sources]) => [name.toLowerCase(), sources] as const)
      .reverse(), // of two directives of one name, the first counts
  );
  const sourcesOf = (name: string) =>
    [name, ...(INSTEAD[name] ?? [])]
      .map((one) => directives.get(one))
      .find((sources) => sources !== undefined);
  const allows = (name: string, address: string) => {
    const sources = sourcesOf(name);
    return sources === undefined || sources.some((source) => matches(source, address, page));
  };
  const blocked: string[] = [];
  const want = (isAllowed: boolean, what: string, directive: string) => {
    if (!isAllowed) blocked.push(`${what}: add ${directive}`);
  };
  const { origin } = new URL(script);
  const isElsewhere = origin !== new URL(page).origin;
  const scripts = sourcesOf('script-src-elem') ?? [];
  const isTrusted = scripts.some((source) => /^'(?:nonce-|strict-dynamic|sha\d+-)/.test(source));
  want(isTrusted || allows('script-src-elem', script), 'the script', `${origin} to script-src`);
  const wasm = sourcesOf('script-src');
  want(
    !wasm || wasm.some((source) => /^'(?:wasm-)?unsafe-eval'$/.test(source)),
    'WebAssembly (shelves go on, slower; search by meaning does not)',
    "'wasm-unsafe-eval' to script-src",
  );
  want(
    isElsewhere ? allows('worker-src', 'blob:') : allows('worker-src', script),
    'the worker, so every shelf',
    isElsewhere ? 'blob: to worker-src' : "'self' to worker-src",
  );
  want(allows('connect-src', pack), 'the pack', `${new URL(pack).origin} to connect-src`);
  const types = directives.get('trusted-types');
  want(
    !directives.has('require-trusted-types-for') ||
      !types ||
      types.includes('vitrine') ||
      types.includes('*'),
    'the worker, by Trusted Types',
    'vitrine to trusted-types',
  );
  return blocked;
}

function matches(source: string, address: string, page: string): boolean {
  if (source === "'none'") return false;
  if (address === 'blob:') return source === 'blob:';
  const url = new URL(address);
  if (source === "'self'") return url.origin === new URL(page).origin;
  if (source === '*') return true;
  if (/^[a-z][a-z\d+.-]*:$/i.test(source)) return url.protocol === source.toLowerCase();
  const [, scheme, host = '', path = ''] = /^(?:([a-z]+:)\/\/)?([^/]+)(\/.*)?$/i.exec(source) ?? [];
  if (scheme && scheme !== url.protocol) return false;
  const [name = '', port] = host.split(':');
  const isHost = name.startsWith('*.') ? url.hostname.endsWith(name.slice(1)) : url.hostname === name;
  const isPort = port === undefined || port === '*' || port === url.port;
  const isPath = path === '' || (path.endsWith('/') ? url.pathname.startsWith(path) : url.pathname === path);
  return isHost && isPort && isPath;
}
