import { randomRows, seeded } from '../../src/core/vectors/random.ts';
import { OnnxGraph } from '../onnx-graph.ts';

const DIM = 8;
const WORDS = ['boots', 'hat', 'sock', 'stiefel', 'hut', 'socke', 'query', 'passage', ':', 'chaussette'];
const VOCABULARY = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', ...WORDS];

/** A vector for each word of the vocabulary, `[words * 8]`. A text's vector is their mean, including special tokens. */
export const WORD_VECTORS = randomRows(VOCABULARY.length, DIM, seeded(7));

/** The expected unit vector of a text of these words. */
export function expectedVector(...words: string[]): Float32Array {
  const sum = new Float32Array(DIM);
  for (const word of ['[CLS]', ...words, '[SEP]']) {
    const start = VOCABULARY.indexOf(word) * DIM;
    for (let j = 0; j < DIM; j++) sum[j]! += WORD_VECTORS[start + j]!;
  }
  const norm = Math.hypot(...sum);
  return sum.map((value) => value / norm);
}

/**
 * A text encoder in the Hugging Face layout that is easy to check: it looks up each word's vector. It has BERT's kind of
 * tokenizer and e5's prompts.
 */
export function tinyTextModel(): Map<string, Uint8Array<ArrayBuffer>> {
  const graph = new OnnxGraph();
  const ids = graph.input('input_ids');
  graph.input('attention_mask');
  const looked = graph.node('Gather', [graph.constant(WORD_VECTORS, [VOCABULARY.length, DIM]), ids]);
  graph.output('last_hidden_state', looked, DIM, ['batch', 'sequence']);
  const sentence = (name: string) => ({ type: `sentence_transformers.models.${name}`, path: '' });
  const json: Record<string, object> = {
    'config.json': { model_type: 'bert', pad_token_id: 0, max_position_embeddings: 32 },
    'tokenizer.json': TOKENIZER,
    'tokenizer_config.json': { tokenizer_class: 'BertTokenizer', model_max_length: 32 },
    'modules.json': ['Transformer', 'Pooling', 'Normalize'].map(sentence),
    '1_Pooling/config.json': { pooling_mode_mean_tokens: true, pooling_mode_cls_token: false },
    'config_sentence_transformers.json': { prompts: { query: 'query: ', document: 'passage: ' } },
    'sentence_bert_config.json': { max_seq_length: 16, do_lower_case: false },
  };
  const text = (value: object) => new TextEncoder().encode(JSON.stringify(value));
  const files = Object.entries(json).map(([path, value]) => [path, text(value)] as const);
  return new Map([...files, ['onnx/model.onnx', graph.encode('tiny-text-model')]]);
}

const special = (id: number) => ({
  id,
  content: VOCABULARY[id]!,
  special: true,
  single_word: false,
  lstrip: false,
  rstrip: false,
  normalized: false,
});

const TOKENIZER = {
  version: '1.0',
  added_tokens: [0, 1, 2, 3].map(special),
  normalizer: {
    type: 'BertNormalizer',
    clean_text: true,
    handle_chinese_chars: true,
    strip_accents: null,
    lowercase: true,
  },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: {
    type: 'TemplateProcessing',
    single: [
      { SpecialToken: { id: '[CLS]', type_id: 0 } },
      { Sequence: { id: 'A', type_id: 0 } },
      { SpecialToken: { id: '[SEP]', type_id: 0 } },
    ],
    pair: [],
    special_tokens: {
      '[CLS]': { id: '[CLS]', ids: [2], tokens: ['[CLS]'] },
      '[SEP]': { id: '[SEP]', ids: [3], tokens: ['[SEP]'] },
    },
  },
  decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
  model: {
    type: 'WordPiece',
    unk_token: '[UNK]',
    continuing_subword_prefix: '##',
    max_input_chars_per_word: 100,
    vocab: Object.fromEntries(VOCABULARY.map((word, id) => [word, id])),
  },
};
