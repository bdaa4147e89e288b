import { Tokenizer } from '@huggingface/tokenizers';
import { createUseTokenizer } from './use-tokenizer.ts';

/** Token ids of a text, special tokens included. */
export type Tokenize = (text: string) => number[];

interface TokenizerJson {
  readonly model: { readonly vocab?: unknown };
}
export interface TokenizerConfig {
  readonly tokenizer_class?: string;
  readonly model_max_length?: number;
}

/** What `tokenizer_class` says where the default model's tokenizer is meant. */
export const USE_TOKENIZER = 'UniversalSentenceEncoderTokenizer';

/** Makes the tokenizer that a model directory in the Hugging Face layout describes. */
export function createTokenizer(json: object, config: TokenizerConfig): Tokenize {
  if (config.tokenizer_class === USE_TOKENIZER) {
    return createUseTokenizer((json as TokenizerJson).model.vocab as [string, number][]);
  }
  const tokenizer = new Tokenizer(json as never, config as never);
  return (text) => tokenizer.encode(text).ids;
}
