import { answered } from './answered.ts';

/** Milliseconds. */
const MAX_WAIT = 3000;

/** Version of the database of that name; 0 if there is none. Opening it to find out would create it. */
export async function versionOf(name: string): Promise<number> {
  return (await answered(indexedDB.databases(), MAX_WAIT)).find((one) => one.name === name)?.version ?? 0;
}
