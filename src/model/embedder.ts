import type { Embedder, Side } from '../core/ports.ts';
import { VitrineError } from '../errors.ts';
import type { Provider } from '../types.ts';
import { batchesOf, type Batch, type Tokens } from './batch.ts';
import { checkProvider } from './check-provider.ts';
import { poolRows } from './pool.ts';
import { canSuspend, loadBrowserRuntime } from './runtime.ts';
import { readModelFiles, type ModelFiles, type ReadModelFile } from './files.ts';
import type { Runtime } from './onnxruntime.ts';
import { createTokenizer, type TokenizeUpTo } from './tokenizer.ts';

export interface EmbedderOptions {
  /** What runs the model; `webgpu` is compared with wasm first. Default `wasm`. */
  readonly provider?: Provider;
  /** Threads of the wasm provider. Default 1, which is fastest for one short text. */
  readonly threads?: number;
  /** Loads onnxruntime. Default: its browser bundles, with the WebAssembly that lies beside the model. */
  readonly loadRuntime?: (provider: Provider) => Promise<Runtime>;
}

/** An embedder whose two steps can be taken apart, because a text's number of tokens tells how long it takes. */
export interface TwoStepEmbedder extends Embedder {
  /** The token ids of each text. Default side: `document`. */
  tokenize(texts: readonly string[], side?: Side): Int32Array<ArrayBuffer>[];
  /**
   * @param onBatch Called after each batch with the indices of its texts.
   * @returns One unit vector `[dim]` for each text, in order.
   */
  embedTokens(
    tokens: readonly Tokens[],
    onBatch?: (texts: readonly number[]) => void,
  ): Promise<Float32Array<ArrayBuffer>[]>;
}

/** An embedder that reports what it runs on, and the reason if that is not the requested provider. */
export interface ReadyEmbedder extends TwoStepEmbedder {
  readonly provider: Provider;
  readonly reason?: string;
}

/** Tokens in a batch, at most: the layers' values of more do not stay in a processor's cache. */
const BATCH_TOKENS = 1024;

/**
 * Loads a text model in the Hugging Face layout: `config.json`, `tokenizer.json`, `onnx/model_quantized.onnx` (or
 * `onnx/model.onnx`), and if present `tokenizer_config.json` and the files of sentence-transformers.
 *
 * @param read Reads a file by its path in that layout, and rejects if there is no such file.
 * @throws {VitrineError} `model-load` if a file is missing or damaged, or the model does not run.
 */
export async function createEmbedder(
  read: ReadModelFile,
  { provider = 'wasm', threads = 1, loadRuntime }: EmbedderOptions = {},
): Promise<ReadyEmbedder> {
  if (provider === 'webgpu' && !loadRuntime && !canSuspend()) {
    const reason = 'the text model needs JavaScript Promise Integration on WebGPU, which this browser lacks';
    return { ...(await createEmbedder(read, { threads })), reason };
  }
  const files = await readModelFiles(read);
  const runtime = await (loadRuntime?.(provider) ?? loadBrowserRuntime(read, provider));
  runtime.env.wasm.numThreads = threads;
  const trusted = await open(runtime, files, 'wasm');
  delete runtime.env.wasm.wasmBinary; // 14 MB or more that are compiled by now
  if (provider === 'wasm') return { ...trusted, provider };
  const { fast, reason } = await openChecked(runtime, files, trusted);
  if (!fast) return { ...trusted, provider: 'wasm', reason };
  await trusted.dispose();
  return { ...fast, provider };
}

async function openChecked(
  runtime: Runtime,
  files: ModelFiles,
  trusted: Embedder,
): Promise<{ fast: TwoStepEmbedder; reason?: never } | { fast?: never; reason: string }> {
  let fast: TwoStepEmbedder | undefined;
  try {
    fast = await open(runtime, files, 'webgpu');
    const reason = await checkProvider(trusted, fast);
    if (reason === undefined) return { fast };
    await fast.dispose();
    return { reason };
  } catch (error) {
    await fast?.dispose();
    return {
      reason: `the text model does not run on WebGPU: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

async function open(runtime: Runtime, files: ModelFiles, provider: Provider): Promise<TwoStepEmbedder> {
  const tokenize = tokenizerOf(files);
  const session = await runtime.InferenceSession.create(files.onnx, { executionProviders: [provider] }).catch(
    (cause: unknown) => {
      throw new VitrineError('model-load', 'onnxruntime cannot load the text model', { cause });
    },
  );
  const output =
    ['sentence_embedding', 'last_hidden_state'].find((name) => session.outputNames.includes(name)) ??
    session.outputNames[0]!;
  if (files.mustPool && output !== 'sentence_embedding') {
    await session.release();
    throw new VitrineError(
      'model-load',
      'the text model has layers after its pooling that are not part of its ONNX file: export it with the output sentence_embedding',
    );
  }
  let chain: Promise<unknown> = Promise.resolve(); // a session can run only one batch at a time

  const run = (batch: Batch): Promise<Float32Array<ArrayBuffer>[]> => {
    const done = chain
      .catch(() => undefined)
      .then(async () => {
        const dims = [batch.rows, batch.columns];
        const zeros = new BigInt64Array(batch.rows * batch.columns); // one segment
        const named = { input_ids: batch.ids, attention_mask: batch.mask, token_type_ids: zeros };
        const feeds = Object.entries(named).filter(([name]) => session.inputNames.includes(name));
        const tensors = feeds.map(([name, data]) => [name, new runtime.Tensor('int64', data, dims)] as const);
        const result = (await session.run(Object.fromEntries(tensors)))[output]!;
        return poolRows((await result.getData()) as Float32Array, result.dims, batch, files.pooling);
      });
    chain = done;
    return done;
  };

  const withPrompt = (text: string, side: Side) => {
    const whole = files.prompts[side] + text;
    return files.lowerCase ? whole.toLowerCase() : whole;
  };
  const tokenizeAll = (texts: readonly string[], side: Side = 'document') =>
    texts.map((text) => Int32Array.from(tokenize(withPrompt(text, side), files.maxTokens[side])));
  const embedTokens: TwoStepEmbedder['embedTokens'] = async (tokens, onBatch) => {
    const vectors = new Array<Float32Array<ArrayBuffer>>(tokens.length);
    for (const batch of batchesOf(tokens, BATCH_TOKENS, files.pad)) {
      const rows = await run(batch).catch((cause: unknown) => {
        throw new VitrineError('model-load', 'the text model does not run', { cause });
      });
      if (rows.some((row) => !row.every(Number.isFinite)))
        throw new VitrineError('model-load', 'the text model returned NaN or infinity');
      batch.order.forEach((text, row) => (vectors[text] = rows[row]!));
      onBatch?.(batch.order);
    }
    return vectors;
  };
  const embed: Embedder['embed'] = async (texts, side) => embedTokens(tokenizeAll(texts, side));
  const dispose = async () => {
    await chain.catch(() => undefined); // a batch may still run
    await session.release();
  };
  try {
    const [probe] = await embed(['probe']);
    return { dim: probe!.length, tokenize: tokenizeAll, embedTokens, embed, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

function tokenizerOf({ tokenizer, tokenizerConfig }: ModelFiles): TokenizeUpTo {
  try {
    const tokenize = createTokenizer(tokenizer, tokenizerConfig);
    tokenize('probe');
    return tokenize;
  } catch (cause) {
    throw new VitrineError('model-load', "the text model's tokenizer.json is damaged or of an unknown kind", {
      cause,
    });
  }
}
