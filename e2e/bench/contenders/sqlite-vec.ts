// By path: the package exports only its script.
import script from '../node_modules/sqlite-vec-wasm-demo/sqlite3.mjs?url';
import wasm from '../node_modules/sqlite-vec-wasm-demo/sqlite3.wasm?url';
import type { Searcher } from '../contender.ts';

/** The part of SQLite's object-oriented interface that is used. */
interface Statement {
  bind(values: readonly unknown[]): this;
  step(): boolean;
  stepReset(): this;
  get(column: number): number;
  reset(): this;
  finalize(): void;
}
interface Sqlite {
  readonly oo1: { readonly DB: new (name: string) => Database };
}
interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

/**
 * sqlite-vec in its author's WebAssembly build, in memory: an exact scan of a virtual table. Version 0.1.7-alpha.2, as
 * 0.1.9 does not start: its script was made for an older Emscripten than the one that built it.
 */
export const sqliteVec: Searcher = {
  async prepare({ vectors, count, dim }) {
    // The script looks for its wasm beside itself, so both are served as files and neither is bundled.
    await fetch(new URL(wasm, self.location.href));
    const loaded = (await import(/* @vite-ignore */ new URL(script, self.location.href).href)) as {
      default: () => Promise<Sqlite>;
    };
    const sqlite = await loaded.default();
    const database = new sqlite.oo1.DB(':memory:');
    database.exec(`create virtual table items using vec0(embedding float[${dim}] distance_metric=cosine)`);
    database.exec('begin');
    const insert = database.prepare('insert into items(rowid, embedding) values (?, ?)');
    for (let row = 0; row < count; row++)
      insert.bind([row, bytesOf(vectors.subarray(row * dim, (row + 1) * dim))]).stepReset();
    insert.finalize();
    database.exec('commit');
    const nearest = database.prepare(
      'select rowid, distance from items where embedding match ? and k = ? order by distance',
    );
    return {
      search: (query, k) => {
        const ids: number[] = [];
        const scores: number[] = [];
        nearest.bind([bytesOf(query), k]);
        while (nearest.step()) {
          ids.push(nearest.get(0));
          scores.push(1 - nearest.get(1));
        }
        nearest.reset();
        return Promise.resolve({ ids, scores });
      },
      dispose: () => {
        nearest.finalize();
        database.close();
      },
    };
  },
};

function bytesOf(vector: Float32Array): Uint8Array {
  return new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
}
