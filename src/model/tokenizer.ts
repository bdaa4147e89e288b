import { Tokenizer } from '@huggingface/tokenizers';
import { createUseTokenizer } from './use-tokenizer.ts';

interface TokenizerJson {
  readonly model: { readonly vocab?: unknown };
}
export interface TokenizerConfig {
  readonly tokenizer_class?: string;
  readonly model_max_length?: number;
}

/** The `tokenizer_class` of the default model. */
export const USE_TOKENIZER = 'UniversalSentenceEncoderTokenizer';

/** Returns the token ids of a text, at most `maxTokens`; special tokens at its end, such as BERT's `[SEP]`, stay. */
export type TokenizeUpTo = (text: string, maxTokens?: number) => number[];

/** Creates the tokenizer that a model's files in the Hugging Face layout describe. */
export function createTokenizer(json: object, config: TokenizerConfig): TokenizeUpTo {
  if (config.tokenizer_class === USE_TOKENIZER) {
    const tokenize = createUseTokenizer((json as TokenizerJson).model.vocab as [string, number][]);
    return (text, maxTokens) => tokenize(text).slice(0, maxTokens);
  }
  const tokenizer = new Tokenizer(json, config);
  const ending = endingOf(tokenizer);
  return (text, maxTokens = Number.POSITIVE_INFINITY) => {
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
