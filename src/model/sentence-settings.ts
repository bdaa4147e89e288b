import type { Side } from '../core/ports.ts';
import { VitrineError } from '../errors.ts';
import type { Pooling } from './pool.ts';

export type Prompts = Readonly<Record<Side, string>>;

/** What the files of sentence-transformers say about a model. */
export interface SentenceSettings {
  readonly pooling: Pooling;
  readonly prompts: Prompts;
  readonly lowerCase: boolean;
  readonly maxTokens: number | undefined;
  /** Whether there are layers after the pooling. */
  readonly mustPool: boolean;
}

interface Module {
  readonly type: string;
  readonly path: string;
}
interface PoolingConfig {
  readonly include_prompt?: boolean;
  readonly [mode: string]: unknown;
}
interface PromptConfig {
  readonly prompts?: Readonly<Record<string, string>>;
  readonly default_prompt_name?: string | null;
}
interface TransformerConfig {
  readonly max_seq_length?: number | null;
  readonly do_lower_case?: boolean;
}

/** Dividing by the square root of the length instead of the length changes nothing once the vector has length 1. */
const MODES: Readonly<Record<string, Pooling>> = {
  pooling_mode_cls_token: 'cls',
  pooling_mode_mean_tokens: 'mean',
  pooling_mode_mean_sqrt_len_tokens: 'mean',
  pooling_mode_max_tokens: 'max',
  pooling_mode_lasttoken: 'last',
};

/**
 * Reads pooling, prompts and lengths of a model in the layout of sentence-transformers. A plain model has none of these
 * files and is pooled by the mean. Vectors always become unit vectors, so a `Normalize` module changes nothing.
 *
 * @param readJson Returns an empty object if there is no such file.
 * @throws {VitrineError} `model-load` for a pooling that is not supported.
 */
export async function readSentenceSettings(
  readJson: <Json extends object>(path: string) => Promise<Partial<Json>>,
): Promise<SentenceSettings> {
  const listed = await readJson<readonly Module[]>('modules.json');
  const modules = Array.isArray(listed) ? (listed as readonly Module[]) : [];
  // Without modules.json the prompts and lengths are not read.
  const readForSentences = <Json extends object>(path: string) =>
    modules.length > 0 ? readJson<Json>(path) : Promise.resolve<Partial<Json>>({});
  const [pooling, prompts, transformer] = await Promise.all([
    readJson<PoolingConfig>('1_Pooling/config.json'),
    readForSentences<PromptConfig>('config_sentence_transformers.json'),
    readForSentences<TransformerConfig>('sentence_bert_config.json'),
  ]);
  return {
    pooling: poolingOf(pooling),
    prompts: promptsOf(prompts, pooling),
    lowerCase: transformer.do_lower_case ?? false,
    maxTokens: transformer.max_seq_length ?? undefined,
    mustPool: modules.some(({ type }) => !/\.(Transformer|Pooling|Normalize)$/.test(type)),
  };
}

function poolingOf(config: PoolingConfig): Pooling {
  const on = Object.keys(config).filter((key) => key.startsWith('pooling_mode_') && config[key] === true);
  const [mode, ...more] = on;
  if (mode === undefined) return 'mean';
  const pooling = MODES[mode];
  if (pooling === undefined || more.length > 0)
    throw new VitrineError(
      'model-load',
      `the text model pools by ${on.join(' and ')}, which is not supported`,
    );
  return pooling;
}

/** Prompts by their names in sentence-transformers; some models call a document a passage. */
function promptsOf({ prompts = {}, default_prompt_name }: PromptConfig, pooling: PoolingConfig): Prompts {
  const byDefault = prompts[default_prompt_name ?? ''] ?? '';
  const found = {
    query: prompts['query'] ?? byDefault,
    document: prompts['document'] ?? prompts['passage'] ?? byDefault,
  };
  if (pooling.include_prompt === false && found.query + found.document !== '')
    throw new VitrineError(
      'model-load',
      'the text model leaves its prompts out of the pooling (include_prompt), which is not supported',
    );
  return found;
}
