import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Builds the tests' pack, unless it is up to date. In a process of its own, since a build's threads outlive it. */
export default function setUp(): void {
  const script = fileURLToPath(new URL('superstore/main.ts', import.meta.url));
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', script], { stdio: 'inherit' });
  if (status !== 0)
    throw new Error(
      `The tests' pack could not be built: ${script} ended with ${status}. Its message is above.`,
    );
}
