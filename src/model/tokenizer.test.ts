import { expect, it } from 'vitest';
import { createTokenizer, USE_TOKENIZER } from './tokenizer.ts';

/** A WordPiece tokenizer like BERT's: `[CLS] … [SEP]`. */
const bert = {
  version: '1.0',
  truncation: null,
  padding: null,
  added_tokens: [0, 1, 2].map((id) => ({
    id,
    content: ['[UNK]', '[CLS]', '[SEP]'][id],
    special: true,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
  })),
  normalizer: {
    type: 'BertNormalizer',
    lowercase: true,
    clean_text: true,
    handle_chinese_chars: true,
    strip_accents: null,
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
      '[CLS]': { id: '[CLS]', ids: [1], tokens: ['[CLS]'] },
      '[SEP]': { id: '[SEP]', ids: [2], tokens: ['[SEP]'] },
    },
  },
  decoder: null,
  model: {
    type: 'WordPiece',
    unk_token: '[UNK]',
    continuing_subword_prefix: '##',
    max_input_chars_per_word: 100,
    vocab: { '[UNK]': 0, '[CLS]': 1, '[SEP]': 2, boot: 3, '##s': 4, red: 5 },
  },
};

it('tokenizes like the WordPiece tokenizer that the files describe', () => {
  const tokenize = createTokenizer(bert, {});
  expect(tokenize('Red boots')).toEqual([1, 5, 3, 4, 2]);
  expect(tokenize('blue')).toEqual([1, 0, 2]);
  expect(tokenize('')).toEqual([1, 2]);
});

it('truncates a long text and keeps the special token at its end', () => {
  const tokenize = createTokenizer(bert, {});
  expect(tokenize('red '.repeat(50), 6)).toEqual([1, 5, 5, 5, 5, 2]);
  expect(tokenize('red red red red', 6)).toEqual([1, 5, 5, 5, 5, 2]);
});

it('uses the tokenizer of Universal Sentence Encoder if the files name it', () => {
  const vocab = [
    ...Array.from({ length: 6 }, (_, i) => [`<${i}>`, 0]),
    ['▁red', -1],
    ...[...'▁reds'].map((letter) => [letter, -9]),
  ];
  const tokenize = createTokenizer({ model: { vocab } }, { tokenizer_class: USE_TOKENIZER });
  expect(tokenize('reds')).toEqual([6, 11]);
  expect(tokenize('red red red red', 3)).toEqual([6, 6, 6]);
});
