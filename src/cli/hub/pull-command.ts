import type { Command } from 'commander';
import { VitrineError } from '../../errors.ts';
import type { Context } from '../io.ts';
import { createProgress, silent } from '../progress.ts';
import { DEFAULT_HUB, resolveRevision } from './hub.ts';
import { LOCK_FILE } from './lock-file.ts';
import { isCommit, parseModelName, pinned } from './model-name.ts';
import { pullModel } from './pull.ts';

interface PullFlags {
  /** Declared by `vitrine model`. */
  readonly out: string;
  readonly hub: string;
  readonly allowMoving?: boolean;
  readonly json?: boolean;
}

/** Adds `vitrine model pull`. */
export function addPull(model: Command, { io }: Context): void {
  model
    .command('pull')
    .description(
      'Downloads a text model or an image model from a hub, at one commit, with the digest of each file.',
    )
    .argument(
      '<name@revision>',
      'such as intfloat/multilingual-e5-small@ and the 40 hexadecimal digits of a commit',
    )
    .option('--hub <address>', 'address of the hub or of a mirror', DEFAULT_HUB)
    .option('--allow-moving', 'allow a branch or a tag, and take the commit that it points to now')
    .option('--json', 'print one JSON object instead of text')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText(
      'after',
      `\nThe folder's ${LOCK_FILE} lists the commit and the SHA-256 of every file; a build with --model checks them.\n\nExample:\n  vitrine model pull intfloat/multilingual-e5-small@COMMIT --out models/e5`,
    )
    .action(async (given: string, _: object, command: Command) => {
      const { out, hub, allowMoving, json } = command.optsWithGlobals<PullFlags>();
      if (!URL.canParse(hub))
        throw new VitrineError(
          'bad-argument',
          `--hub must be an address, such as ${DEFAULT_HUB}; got ${hub}`,
        );
      const address = hub.replace(/(?<!\/)\/+$/, '');
      const parsed = parseModelName(given);
      const moving = allowMoving && parsed && !isCommit(parsed.revision);
      const wanted = moving ? { ...parsed, revision: await resolveRevision(address, parsed) } : pinned(given);
      const lock = await pullModel(address, wanted, out, json ? silent : createProgress());
      const files = Object.values(lock.files);
      const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
      io.out(
        json
          ? `${JSON.stringify({ out, ...lock })}\n`
          : `${lock.name}@${lock.revision}: ${files.length} files, ${(bytes / 1e6).toFixed(1)} MB, in ${out}\n`,
      );
    });
}
