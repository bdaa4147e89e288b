import { Tokenizer } from '@huggingface/tokenizers';
import { createUseTokenizer, type Tokenize } from './use-tokenizer.ts';

interface TokenizerJson {
  readonly model: { readonly vocab?: unknown };
}
export interface TokenizerConfig {
  readonly tokenizer_class?: string;
  readonly model_max_length?: number;
}

/** The `tokenizer_class` of the default model. */
export const USE_TOKENIZER = 'UniversalSentenceEncoderTokenizer';

/**
 * Creates the tokenizer that a model's files in the Hugging Face layout describe.
 *
 * @param maxTokens Longer texts are truncated; special tokens at their end, such as BERT's `[SEP]`, stay.
 */
export function createTokenizer(
  json: object,
  config: TokenizerConfig,
  maxTokens = Number.POSITIVE_INFINITY,
): Tokenize {
  if (config.tokenizer_class === USE_TOKENIZER) {
    const tokenize = createUseTokenizer((json as TokenizerJson).model.vocab as [string, number][]);
    return (text) => tokenize(text).slice(0, maxTokens);
  }
  const tokenizer = new Tokenizer(json, config);
  const ending = endingOf(tokenizer);
  return (text) => {
    const { ids } = tokenizer.encode(text);
    if (ids.length <= maxTokens) return ids;
    return [...ids.slice(0, maxTokens - ending), ...ids.slice(ids.length - ending)];
  };
}

/** The number of special tokens after a text. */
function endingOf(tokenizer: Tokenizer): number {
  const { ids: all } = tokenizer.encode('a');
  const { ids: bare } = tokenizer.encode('a', { add_special_tokens: false });
  const start = all.findIndex((_, from) => bare.every((id, i) => all[from + i] === id));
  return Math.max(0, all.length - start - bare.length);
}
