import { USE_TOKENIZER } from '../src/model/tokenizer.ts';
import { int8Folded, type WriteMatrix } from './matrices.ts';
import { useGraph } from './use-graph.ts';
import { readVocabulary, readWeights } from './weights.ts';

/** The limit of the original graph. */
const MAX_TOKENS = 128;
/** Of a document: more tokens cost time and gain nothing, see README.md. */
const MAX_DOCUMENT_TOKENS = 64;

/** Converts Universal Sentence Encoder lite to the Hugging Face layout; returns content by path. */
export async function convert(matrix: WriteMatrix = int8Folded): Promise<Map<string, Uint8Array | string>> {
  const json = (value: unknown) => `${JSON.stringify(value)}\n`;
  return new Map<string, Uint8Array | string>([
    ['onnx/model_quantized.onnx', useGraph(await readWeights(), matrix)],
    [
      'config.json',
      json({
        model_type: 'use-lite',
        hidden_size: 512,
        max_position_embeddings: MAX_TOKENS,
        max_document_tokens: MAX_DOCUMENT_TOKENS,
        pad_token_id: 0,
      }),
    ],
    ['tokenizer_config.json', json({ tokenizer_class: USE_TOKENIZER, model_max_length: MAX_TOKENS })],
    [
      'tokenizer.json',
      json({
        version: '1.0',
        added_tokens: [],
        normalizer: { type: 'NFKC' },
        pre_tokenizer: { type: 'Metaspace', replacement: '\u2581', prepend_scheme: 'always', split: false },
        post_processor: null,
        decoder: { type: 'Metaspace', replacement: '\u2581', prepend_scheme: 'always', split: false },
        model: { type: 'Unigram', unk_id: 0, vocab: await readVocabulary() },
      }),
    ],
  ]);
}
