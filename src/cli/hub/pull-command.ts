import type { Command } from 'commander';
import { VitrineError } from '../../errors.ts';
import type { Context } from '../io.ts';
import { createProgress, silent } from '../progress.ts';
import { DEFAULT_HUB, resolveRevision } from './hub.ts';
import { LOCK_FILE } from './lock-file.ts';
import { isCommit, parseModelName, pinned } from './model-name.ts';
import { pullModel } from './pull.ts';

interface PullFlags {
  /** Of `vitrine model`, which has it as well. */
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
      'Brings a model, of text or of pictures, from a hub into a folder, pinned and with its hashes.',
    )
    .argument('<name@revision>', 'such as intfloat/multilingual-e5-small@ and the 40 digits of a commit')
    .option('--hub <address>', 'the hub, or a mirror of it', DEFAULT_HUB)
    .option('--allow-moving', 'take a branch or a tag as well, and pin the commit that it stands for now')
    .option('--json', 'print one JSON object instead of text')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText(
      'after',
      `\nThe folder's ${LOCK_FILE} names the commit and every file's sha-256; --model checks them.\n\nExample:\n  vitrine model pull intfloat/multilingual-e5-small@COMMIT --out models/e5`,
    )
    .action(async (given: string, _: object, command: Command) => {
      const { out, hub, allowMoving, json } = command.optsWithGlobals<PullFlags>();
      if (!URL.canParse(hub)) throw new VitrineError('bad-argument', `--hub takes an address, got ${hub}`);
      const address = hub.replace(/\/+$/, '');
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
