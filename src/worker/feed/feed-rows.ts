import type { Rows } from '../../core/ports.ts';
import { ordinaryRows, quantiseRows } from '../../core/vectors/quantise.ts';
import type { TextModel } from '../text-model.ts';

/** How many texts are embedded before the page gets a turn. */
const SLICE = 16;
/** Numbers of items after which the items so far are served. */
const STEPS = [64, 256, 1024];

type Embed = Pick<TextModel, 'embedAll'>;

/** Yields the rows of more and more texts, beginning with the known ones. The last rows are of all texts. */
export async function* embedInSteps(
  texts: readonly string[],
  known: Rows | undefined,
  textModel: Embed,
  quiet: () => Promise<void>,
): AsyncGenerator<Rows, undefined> {
  let rows = known;
  let vectors: Float32Array[] = [];
  for (let done = known?.count ?? 0; done < texts.length;) {
    vectors.push(...(await textModel.embedAll(texts.slice(done, done + SLICE))));
    done = Math.min(done + SLICE, texts.length);
    if (STEPS.includes(done) || done === texts.length) {
      rows = joined(rows, rowsOf(vectors));
      vectors = [];
      yield rows;
    }
    await quiet();
  }
}

function rowsOf(vectors: readonly Float32Array[]): Rows {
  const dim = vectors[0]!.length;
  const embeddings = new Float32Array(vectors.length * dim);
  vectors.forEach((vector, row) => {
    embeddings.set(vector, row * dim);
  });
  return quantiseRows(embeddings, dim);
}

function joined(before: Rows | undefined, after: Rows): Rows {
  if (!before) return after;
  const rows = ordinaryRows(before.count + after.count, after.dim);
  for (const [part, first] of [
    [before, 0],
    [after, before.count],
  ] as const) {
    rows.data.set(part.data, first * rows.dim);
    rows.scales.set(part.scales, first);
  }
  return rows;
}

/**
 * The rows of a feed's texts as they are now. Embeds only texts that have no row yet.
 *
 * @param before The texts as they were, and the rows of the first ones or of all.
 */
export async function embedNew(
  texts: readonly string[],
  before: { readonly texts: readonly string[]; readonly rows: Rows },
  textModel: Embed,
  quiet: () => Promise<void>,
): Promise<Rows> {
  const known = before.texts.slice(0, before.rows.count);
  const rowOf = new Map(known.map((text, row) => [text, row]));
  const fresh = [...new Set(texts)].filter((text) => !rowOf.has(text));
  fresh.forEach((text, i) => rowOf.set(text, known.length + i));
  const vectors: Float32Array[] = [];
  while (vectors.length < fresh.length) {
    vectors.push(...(await textModel.embedAll(fresh.slice(vectors.length, vectors.length + SLICE))));
    await quiet();
  }
  const from = vectors.length > 0 ? joined(before.rows, rowsOf(vectors)) : before.rows;
  const { dim } = from;
  const rows = ordinaryRows(texts.length, dim);
  texts.forEach((text, to) => {
    const row = rowOf.get(text)!;
    rows.data.set(from.data.subarray(row * dim, (row + 1) * dim), to * dim);
    rows.scales[to] = from.scales[row]!;
  });
  return rows;
}
