import { Command, CommanderError } from 'commander';
import { VitrineError } from '../errors.ts';
import { addBuild, addMerge } from './build-command.ts';
import { addDoctor } from './doctor/doctor-command.ts';
import type { EmbedItems } from './embed.ts';
import { addEvaluate } from './evaluate/command.ts';
import { addInspect } from './inspect/inspect-command.ts';
import type { Context, Io } from './io.ts';
import { addModel } from './model-command.ts';
import { addPrices } from './prices/prices-command.ts';
import { addTag } from './tag-command.ts';
import { tellError } from './tell-error.ts';

/** The command line: every command with its arguments and options. */
export function createProgram(context: Context, version: string): Command {
  const { io } = context;
  const program = new Command('vitrine')
    .description('Builds the static files that Vitrine recommends from, and measures how well it recommends.')
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err });
  addBuild(program, context);
  addMerge(program, context);
  addPrices(program, context);
  addEvaluate(program, context);
  addModel(program, context);
  addInspect(program, context);
  addTag(program, context);
  addDoctor(program, context);
  return program;
}

/**
 * Runs the command line.
 *
 * @returns The exit code: 0, or 1 for invalid input, or 2 for wrong arguments.
 */
export async function run(
  args: readonly string[],
  io: Io,
  version: string,
  embed?: EmbedItems,
): Promise<0 | 1 | 2> {
  let code: 0 | 1 = 0;
  const fail = () => {
    code = 1;
  };
  const program = createProgram({ io, fail, ...(embed && { embed }) }, version);

  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2; // commander has printed what is wrong
    const told = error instanceof VitrineError ? error : refusedBySystem(error);
    if (!told) throw error;
    tellError(told, io, args.includes('--json'));
    return 1;
  }
}

/** An error of the system, such as a full disk, as a sentence: it is no fault of the program, so nobody needs its stack. */
function refusedBySystem(error: unknown): VitrineError | undefined {
  return error instanceof Error && 'syscall' in error
    ? new VitrineError('bad-argument', `the system refused: ${error.message}`, { cause: error })
    : undefined;
}
