import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProfileFolder } from './profile-folder.ts';

/** A profile folder on a disk of its own, which a test can fill. */
export interface SmallDisk extends ProfileFolder {
  /** Writes a file until nothing more fits. */
  fill(): Promise<void>;
  /** Removes that file. */
  free(): Promise<void>;
}

/** Where the disk is, for processes in its namespace only. */
const PLACE = '/mnt';
/** What Linux offers a process that may mount, and one that may not: it is then root in a namespace of its own users. */
const NAMESPACES = [['--mount'], ['--mount', '--user']] as const;

/**
 * Makes a disk in memory in a namespace of mounts of its own, so that nothing stays mounted when the test ends.
 *
 * @throws {Error} if this system lets no process mount.
 */
export async function smallDisk(megabytes: number): Promise<SmallDisk> {
  const failures: string[] = [];
  for (const kinds of NAMESPACES) {
    const asRoot = kinds.includes('--user' as never) ? ['--map-root-user'] : [];
    const holder = spawn(
      'unshare',
      [
        ...kinds,
        ...asRoot,
        'sh',
        '-c',
        `mount -t tmpfs -o size=${megabytes}m tmpfs ${PLACE} && echo mounted && exec sleep infinity`,
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const said = await Promise.race([
      once(holder.stdout, 'data').then(([data]) => String(data)),
      once(holder.stderr, 'data').then(([data]) => String(data)),
      once(holder, 'error').then(([error]) => String(error)),
    ]);
    if (said.startsWith('mounted')) return diskOf(holder, kinds);
    failures.push(said.trim());
  }
  throw new Error(
    `This test needs a small disk that it can fill, and this system lets it mount none (${failures.join('; ')}): run it as root, in a container with --cap-add SYS_ADMIN, or where users may make namespaces.`,
  );
}

function diskOf(holder: ReturnType<typeof spawn>, kinds: readonly string[]): SmallDisk {
  const pid = String(holder.pid);
  const seen = `/proc/${pid}/root${PLACE}`;
  const filler = join(seen, 'filler');
  const isUser = kinds.includes('--user');
  return {
    path: join(seen, 'profile'),
    inside: {
      path: join(PLACE, 'profile'),
      command: ['nsenter', '--target', pid, ...kinds, ...(isUser ? ['--preserve-credentials'] : []), '--'],
    },
    fill: () => fill(filler),
    free: () => rm(filler),
    [Symbol.asyncDispose]: async () => {
      const ended = once(holder, 'exit');
      holder.kill('SIGKILL');
      await ended;
    },
  };
}

async function fill(path: string): Promise<void> {
  const file = await open(path, 'a');
  try {
    for (let size = 2 ** 20; size >= 1;) {
      try {
        const { bytesWritten } = await file.write(Buffer.alloc(size, 1));
        if (bytesWritten < size) size /= 2;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        size /= 2;
      }
    }
  } finally {
    await file.close();
  }
}
