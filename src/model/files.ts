import { VitrineError } from '../errors.ts';
import type { Pooling } from './pool.ts';
import type { TokenizerConfig } from './tokenizer.ts';

/** Gives a model's file by its path in the Hugging Face layout; rejects where there is none. */
export type ReadModelFile = (path: string) => Promise<Uint8Array<ArrayBuffer>>;

/** A model's files, read. */
export interface ModelFiles {
  readonly onnx: Uint8Array<ArrayBuffer>;
  readonly tokenizer: object;
  readonly tokenizerConfig: TokenizerConfig;
  readonly pooling: Pooling;
  /** Longer texts are cut. */
  readonly maxTokens: number;
  /** Id of the padding token. */
  readonly pad: number;
}

/** Every path that may be read: what a pack carries of a model. */
export const MODEL_PATHS = [
  'config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  '1_Pooling/config.json',
  'onnx/model_quantized.onnx',
  'onnx/model.onnx',
] as const;

interface Config {
  readonly max_position_embeddings?: number;
  readonly pad_token_id?: number | null;
}

const DEFAULT_MAX_TOKENS = 512;

/** @throws {VitrineError} `model-load`, naming the file that is missing or damaged. */
export async function readModelFiles(read: ReadModelFile): Promise<ModelFiles> {
  const [config, tokenizer, tokenizerConfig, pooling, onnx] = await Promise.all([
    readJson<Config>(read, 'config.json'),
    readJson(read, 'tokenizer.json'),
    optional(readJson<TokenizerConfig>(read, 'tokenizer_config.json'), {}),
    optional(readJson<{ pooling_mode_cls_token?: boolean }>(read, '1_Pooling/config.json'), {}),
    read('onnx/model_quantized.onnx').catch(() => readNamed(read, 'onnx/model.onnx')),
  ]);
  const limits = [config.max_position_embeddings, tokenizerConfig.model_max_length].filter(
    (limit) => limit !== undefined,
  );
  return {
    onnx,
    tokenizer,
    tokenizerConfig,
    pooling: pooling.pooling_mode_cls_token ? 'cls' : 'mean',
    maxTokens: Math.min(DEFAULT_MAX_TOKENS, ...limits),
    pad: config.pad_token_id ?? 0,
  };
}

async function readJson<Json extends object>(read: ReadModelFile, path: string): Promise<Json> {
  const bytes = await readNamed(read, path);
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Json;
  } catch (cause) {
    throw new VitrineError('model-load', `the text model's ${path} is not JSON`, { cause });
  }
}

async function readNamed(read: ReadModelFile, path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await read(path);
  } catch (cause) {
    if (cause instanceof VitrineError) throw cause;
    throw new VitrineError('model-load', `the text model has no ${path}`, { cause });
  }
}

function optional<Value>(value: Promise<Value>, otherwise: Value): Promise<Value> {
  return value.catch(() => otherwise);
}
