import { prepare } from '../demo/prepare/prepare.ts';

/** Builds the demo's pack, unless it is up to date. */
export default async function setUp(): Promise<void> {
  await prepare();
}
