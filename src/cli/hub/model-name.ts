import { VitrineError } from '../../errors.ts';

/** A model on a hub at one commit. */
export interface PinnedModel {
  /** Owner and name. */
  readonly name: string;
  /** 40 hexadecimal digits. */
  readonly revision: string;
}

const NAME = /^[\w-][\w.-]*\/[\w-][\w.-]*$/;
const COMMIT = /^[0-9a-f]{40}$/;

/** A name with a revision that may yet have to be resolved; nothing, where a text is no such name. */
export function parseModelName(
  text: string,
): { readonly name: string; readonly revision: string } | undefined {
  const [name = '', revision = '', ...more] = text.split('@');
  return NAME.test(name) && more.length === 0 && /^[\w./-]*$/.test(revision) ? { name, revision } : undefined;
}

export function isCommit(revision: string): boolean {
  return COMMIT.test(revision);
}

/** @throws {VitrineError} `bad-argument`: what a name stands for today is not what it stood for yesterday. */
export function pinned(text: string): PinnedModel {
  const parsed = parseModelName(text);
  if (!parsed)
    throw new VitrineError(
      'bad-argument',
      `${text} is no model's name, such as intfloat/multilingual-e5-small`,
    );
  if (isCommit(parsed.revision)) return parsed;
  const said = parsed.revision === '' ? 'no revision is named' : `${parsed.revision} moves`;
  throw new VitrineError(
    'bad-argument',
    `${parsed.name}: ${said}; name a commit, as ${parsed.name}@ and 40 hexadecimal digits, or give --allow-moving to pin what it is now`,
  );
}
