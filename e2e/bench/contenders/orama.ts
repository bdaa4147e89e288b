import { create, insertMultiple, searchVector } from '@orama/orama';
import type { Searcher } from '../contender.ts';

/** Orama keeps every row with at least this cosine, then sorts them; 0 keeps all that could be among the best. */
const MIN_SIMILARITY = 0;

/** Orama's vector search: exact, over f32, in JavaScript. */
export const oramaVectors: Searcher = {
  async prepare({ vectors, count, dim }) {
    const index = create({ schema: { embedding: `vector[${dim}]` } });
    const documents = Array.from({ length: count }, (_, row) => ({
      id: String(row),
      embedding: Array.from(vectors.subarray(row * dim, (row + 1) * dim)),
    }));
    await insertMultiple(index, documents);
    return {
      async search(query, k) {
        const { hits } = await searchVector(index, {
          mode: 'vector',
          vector: { value: query, property: 'embedding' },
          similarity: MIN_SIMILARITY,
          limit: k,
        });
        return { ids: hits.map(({ id }) => Number(id)), scores: hits.map(({ score }) => score) };
      },
      dispose: () => undefined,
    };
  },
};
