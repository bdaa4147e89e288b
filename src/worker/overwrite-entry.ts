/** A worker that overwrites a file and then is ended: only dedicated workers can, and an engine may be a shared one. */
import { expose } from 'comlink';
import { overwrite } from '../store/overwrite.ts';
import { restrictNetwork } from '../wire/restrict-network.ts';

restrictNetwork(import.meta.url);

const api = { overwrite };
export type OverwriteApi = typeof api;

expose(api);
