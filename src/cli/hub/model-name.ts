import { VitrineError } from '../../errors.ts';

/** A model on a hub at one commit. */
export interface PinnedModel {
  /** The owner and the name, as `owner/name`. */
  readonly name: string;
  /** 40 hexadecimal digits. */
  readonly revision: string;
}

const NAME = /^[\w-][\w.-]*\/[\w-][\w.-]*$/;
const COMMIT = /^[0-9a-f]{40}$/;

/**
 * Parses `owner/name` or `owner/name@revision`.
 *
 * @returns The revision may be a commit, a branch, a tag or empty; `undefined` if the text is not such a name.
 */
export function parseModelName(
  text: string,
): { readonly name: string; readonly revision: string } | undefined {
  const [name = '', revision = '', ...more] = text.split('@');
  return NAME.test(name) && more.length === 0 && /^[\w./-]*$/.test(revision) ? { name, revision } : undefined;
}

export function isCommit(revision: string): boolean {
  return COMMIT.test(revision);
}

/** Parses name@commit. @throws {VitrineError} `bad-argument` for a branch or a tag, since it may point to another commit later. */
export function pinned(text: string): PinnedModel {
  const parsed = parseModelName(text);
  if (!parsed)
    throw new VitrineError(
      'bad-argument',
      `${text} is not the name of a model: give owner/name@commit, such as intfloat/multilingual-e5-small@ and 40 hexadecimal digits`,
    );
  if (isCommit(parsed.revision)) return parsed;
  const said = parsed.revision === '' ? 'no commit is named' : `${parsed.revision} is not a commit`;
  throw new VitrineError(
    'bad-argument',
    `${parsed.name}: ${said}; name a commit, as ${parsed.name}@ and 40 hexadecimal digits, or add --allow-moving to vitrine model pull to take the current commit`,
  );
}
