import { VitrineError } from '../../errors.ts';

/** Runs work on a file so that whatever fails is said in words. */
export async function explaining<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    throw explained(name, cause);
  }
}

/** Says in words why a file cannot be read; what is no failure of reading is given back as it is. */
export function explained(name: string, cause: unknown): unknown {
  const { code } = cause as { code?: string };
  if (cause instanceof RangeError) {
    const why = /call stack/i.test(cause.message)
      ? 'is nested too deep'
      : 'holds more than fits into memory at once';
    return new VitrineError('bad-catalogue', `${name}: ${why}`, { cause });
  }
  if (cause instanceof VitrineError || code === undefined) return cause;
  const why = WHY[code] ?? `it cannot be read (${code})`;
  return new VitrineError('bad-catalogue', `${name}: ${why}`, { cause });
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read',
  Z_DATA_ERROR: 'its gz packing is damaged',
  Z_BUF_ERROR: 'its gz packing is cut short',
  ERR_STRING_TOO_LONG: 'it is too long for one text: JSONL, CSV and XML are read piece by piece',
};
