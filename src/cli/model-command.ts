import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { ensureDefaultModel } from '../../models/ensure.ts';
import { findModel } from './hub/find-model.ts';
import { addPull } from './hub/pull-command.ts';
import type { Context } from './io.ts';
import { openModelFolder, withRuntime } from './model-folder.ts';
import { createProgress } from './progress.ts';

interface ModelFlags {
  readonly out: string;
  readonly model?: string;
}

/** Adds `vitrine model`. */
export function addModel(program: Command, context: Context): void {
  const command = program.command('model');
  addPull(command, context);
  const { io } = context;
  command
    .description(
      'Writes the files of the text model to a folder to host, for a shop that uses a feed instead of a pack.',
    )
    .requiredOption('--out <folder>', 'folder to write to, such as vitrine/model beside the script')
    .option(
      '--model <folder>',
      'a text encoder in the Hugging Face layout (default: the built-in English one)',
    )
    .addHelpText('after', '\nExample:\n  vitrine model --out public/vitrine/model')
    .action(async ({ out, model }: ModelFlags) => {
      const folder = openModelFolder(
        model ? await findModel(model, createProgress()) : await ensureDefaultModel(),
      );
      const files = await withRuntime(folder);
      for (const [path, bytes] of files) {
        await mkdir(dirname(join(out, path)), { recursive: true });
        await writeFile(join(out, path), bytes);
      }
      io.out(`wrote ${files.size} files of the text model ${folder.id} to ${out}\n`);
    });
}
