import { spawn } from 'node:child_process';
import { paths, root } from './paths.ts';

const command = [
  ...['--import', 'tsx', 'src/cli/main.ts', 'build', paths.catalogue],
  ...['--orders', paths.orders, '--out', paths.pack],
];

/** Runs `vitrine build` as a shop would. It shows its own progress. */
export function buildPack(): Promise<void> {
  return new Promise((resolve, reject) => {
    const builder = spawn(process.execPath, command, { cwd: root, stdio: 'inherit' });
    builder.on('error', reject);
    builder.on('exit', (code) => {
      if (code === 0) resolve();
      else
        reject(
          new Error(
            `The demo's pack could not be built: vitrine build ended with code ${code}. Its message is above.`,
          ),
        );
    });
  });
}
