import { globSync } from 'tinyglobby';
import { installPackages, isExecutable, onPath } from '../install.ts';

/** The programs that drive WebKit. */
export interface WebKitPrograms {
  readonly driver: string;
  readonly browser: string;
  readonly display: string;
}

/**
 * Finds Firefox: `FIREFOX_PATH`, else the PATH. If there is none, installs it on Debian as root.
 *
 * @throws {Error} if there is no Firefox; the message says what to do.
 */
export function findFirefox(): string {
  const named = process.env['FIREFOX_PATH'];
  if (named !== undefined) {
    if (isExecutable(named)) return named;
    throw new Error(
      `FIREFOX_PATH is ${named}, which is not an executable file. Set it to the path of a Firefox.`,
    );
  }
  return found('Firefox', () => onPath('firefox-esr', 'firefox'), 'firefox-esr');
}

/**
 * Finds WebKitGTK's driver, its small browser, and a display without a screen. If one is missing, installs them on Debian
 * as root.
 *
 * @throws {Error} if one is missing; the message says what to do.
 */
export function findWebKit(): WebKitPrograms {
  return found('WebKit', webKitPrograms, 'webkit2gtk-driver', 'xvfb');
}

function webKitPrograms(): WebKitPrograms | undefined {
  const driver = onPath('WebKitWebDriver');
  const [browser] = globSync('/usr/{lib,libexec,lib/*}/webkit{2gtk,gtk}-*/MiniBrowser', {
    absolute: true,
  }).filter(isExecutable);
  const display = onPath('Xvfb');
  return driver && browser && display ? { driver, browser, display } : undefined;
}

function found<Found>(name: string, look: () => Found | undefined, ...packages: readonly string[]): Found {
  const there = look();
  if (there) return there;
  console.log(`No ${name} found: installing ${packages.join(' and ')}.`);
  const installed = installPackages(...packages) ? look() : undefined;
  if (installed) return installed;
  throw new Error(
    `No ${name} found, which the tests on three engines need. On Debian or Ubuntu, run: sudo apt-get install ${packages.join(' ')}`,
  );
}
