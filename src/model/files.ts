import type { Side } from '../core/ports.ts';
import { VitrineError } from '../errors.ts';
import { readSentenceSettings, type Prompts } from './sentence-settings.ts';
import type { Pooling } from './pool.ts';
import type { TokenizerConfig } from './tokenizer.ts';

/**
 * Reads a model's file by its path in the Hugging Face layout. Rejects with a `VitrineError` of another code than
 * `model-load` if the file exists but cannot be read or is damaged; any other rejection means that there is no such file.
 */
export type ReadModelFile = (path: string) => Promise<Uint8Array<ArrayBuffer>>;

/** The parsed files of a model. */
export interface ModelFiles {
  readonly onnx: Uint8Array<ArrayBuffer>;
  readonly tokenizer: object;
  readonly tokenizerConfig: TokenizerConfig;
  readonly pooling: Pooling;
  /** Put in front of a text. */
  readonly prompts: Prompts;
  /** Whether texts are lower-cased before they are tokenized. */
  readonly lowerCase: boolean;
  /** Whether the network must pool by itself, because it has layers after the pooling. */
  readonly mustPool: boolean;
  /** Longer texts are truncated: a document's end says little about a product, and takes as long as its start. */
  readonly maxTokens: Readonly<Record<Side, number>>;
  /** Id of the padding token. */
  readonly pad: number;
}

/** Every path that may be read; a pack carries these files of a model. */
export const MODEL_PATHS = [
  'config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'modules.json',
  'sentence_bert_config.json',
  'config_sentence_transformers.json',
  '1_Pooling/config.json',
  'onnx/model_quantized.onnx',
  'onnx/model.onnx',
] as const;

interface Config {
  readonly max_position_embeddings?: number;
  readonly pad_token_id?: number | null;
  /** Vitrine's own key: the maximum number of tokens of a document, if that is less than the model's. */
  readonly max_document_tokens?: number;
}

const DEFAULT_MAX_TOKENS = 512;

/** @throws {VitrineError} `model-load`, naming the file that is missing or damaged. */
export async function readModelFiles(read: ReadModelFile): Promise<ModelFiles> {
  const [config, tokenizer, tokenizerConfig, settings, onnx] = await Promise.all([
    readJson<Config>(read, 'config.json'),
    readJson(read, 'tokenizer.json'),
    optionalJson<TokenizerConfig>(read, 'tokenizer_config.json'),
    readSentenceSettings((path) => optionalJson(read, path)),
    unlessAbsent(read, 'onnx/model_quantized.onnx').then(
      (found) => found ?? readNamed(read, 'onnx/model.onnx'),
    ),
  ]);
  const { maxTokens, ...sentence } = settings;
  const limits = [config.max_position_embeddings, tokenizerConfig.model_max_length, maxTokens].filter(
    (limit) => typeof limit === 'number',
  );
  const query = Math.min(DEFAULT_MAX_TOKENS, ...limits);
  const ofDocuments = config.max_document_tokens;
  return {
    onnx,
    tokenizer,
    tokenizerConfig,
    ...sentence,
    maxTokens: { query, document: typeof ofDocuments === 'number' ? Math.min(query, ofDocuments) : query },
    pad: config.pad_token_id ?? 0,
  };
}

async function readJson<Json extends object>(read: ReadModelFile, path: string): Promise<Json> {
  return parsed(await readNamed(read, path), path);
}

/** Reads a file that a model may lack. A damaged one is an error: without its configuration a model returns other vectors. */
async function optionalJson<Json extends object>(read: ReadModelFile, path: string): Promise<Partial<Json>> {
  const bytes = await unlessAbsent(read, path);
  if (bytes === undefined || isPage(bytes)) return {};
  return parsed(bytes, path);
}

function parsed<Json extends object>(bytes: Uint8Array, path: string): Json {
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof json === 'object' && json !== null) return json as Json;
  } catch {
    // reported below, like JSON that is not an object
  }
  throw new VitrineError('model-load', `the text model's ${path} is not JSON`);
}

/** Whether a host answered with a web page, as many do for a missing file. */
function isPage(bytes: Uint8Array): boolean {
  return new TextDecoder().decode(bytes.subarray(0, 64)).trimStart().startsWith('<');
}

async function readNamed(read: ReadModelFile, path: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await unlessAbsent(read, path);
  if (bytes) return bytes;
  throw new VitrineError('model-load', `the text model has no ${path}`);
}

/**
 * Reads a file; undefined if there is no such file.
 *
 * @throws {VitrineError} `model-load` if it exists but cannot be read.
 */
async function unlessAbsent(read: ReadModelFile, path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return await read(path);
  } catch (cause) {
    if (!(cause instanceof VitrineError) || cause.code === 'model-load') return undefined;
    throw new VitrineError('model-load', `the text model's ${path} cannot be read: ${cause.message}`, {
      cause,
    });
  }
}
