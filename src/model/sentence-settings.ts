import type { Side } from '../core/ports.ts';
import { VitrineError } from '../errors.ts';
import type { Pooling } from './pool.ts';

export type Prompts = Readonly<Record<Side, string>>;

/** What sentence-transformers writes beside a model. */
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

/** The mean over the square root of the length is the mean, once the vector has length 1. */
const MODES: Readonly<Record<string, Pooling>> = {
  pooling_mode_cls_token: 'cls',
  pooling_mode_mean_tokens: 'mean',
  pooling_mode_mean_sqrt_len_tokens: 'mean',
  pooling_mode_max_tokens: 'max',
  pooling_mode_lasttoken: 'last',
};

/**
 * Reads pooling, prompts and lengths of a model in the layout of sentence-transformers; a plain model has none of these
 * files and is pooled by the mean. Vectors always become unit vectors, so a `Normalize` module changes nothing.
 *
 * @param readJson Gives an empty object where there is no such file.
 * @throws {VitrineError} `model-load` for a pooling or a module that is not known here.
 */
export async function readSentenceSettings(
  readJson: <Json extends object>(path: string) => Promise<Partial<Json>>,
): Promise<SentenceSettings> {
  const listed = await readJson<readonly Module[]>('modules.json');
  const modules = Array.isArray(listed) ? (listed as readonly Module[]) : [];
  // The other files come with it.
  const ofSentence = <Json extends object>(path: string) =>
    modules.length > 0 ? readJson<Json>(path) : Promise.resolve<Partial<Json>>({});
  const [pooling, prompts, transformer] = await Promise.all([
    readJson<PoolingConfig>('1_Pooling/config.json'),
    ofSentence<PromptConfig>('config_sentence_transformers.json'),
    ofSentence<TransformerConfig>('sentence_bert_config.json'),
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
    throw new VitrineError('model-load', `the text model pools by ${on.join(' and ')}, which is not known`);
  return pooling;
}

/** As sentence-transformers names them; some models call a document a passage. */
function promptsOf({ prompts = {}, default_prompt_name }: PromptConfig, pooling: PoolingConfig): Prompts {
  const otherwise = prompts[default_prompt_name ?? ''] ?? '';
  const found = {
    query: prompts['query'] ?? otherwise,
    document: prompts['document'] ?? prompts['passage'] ?? otherwise,
  };
  if (pooling.include_prompt === false && found.query + found.document !== '')
    throw new VitrineError(
      'model-load',
      'the text model leaves its prompts out of the pooling, which is not known',
    );
  return found;
}
