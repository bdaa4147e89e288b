import { describe, expect, it } from 'vitest';
import { readSentenceSettings } from './sentence-settings.ts';

const MODULES = ['Transformer', 'Pooling', 'Normalize'].map((name) => ({
  path: '',
  type: `sentence_transformers.models.${name}`,
}));

function settings(files: Readonly<Record<string, object>>) {
  return readSentenceSettings(<Json extends object>(path: string) =>
    Promise.resolve((files[path] ?? {}) as Partial<Json>),
  );
}

describe('readSentenceSettings', () => {
  it('pools a plain model by the mean, without prompts', async () => {
    expect(await settings({})).toEqual({
      pooling: 'mean',
      prompts: { query: '', document: '' },
      lowerCase: false,
      maxTokens: undefined,
      mustPool: false,
    });
  });

  it('reads pooling, prompts, length and case of a sentence model', async () => {
    const read = await settings({
      'modules.json': MODULES,
      '1_Pooling/config.json': {
        word_embedding_dimension: 8,
        pooling_mode_cls_token: true,
        pooling_mode_mean_tokens: false,
      },
      'config_sentence_transformers.json': { prompts: { query: 'query: ', passage: 'passage: ' } },
      'sentence_bert_config.json': { max_seq_length: 256, do_lower_case: true },
    });
    expect(read).toEqual({
      pooling: 'cls',
      prompts: { query: 'query: ', document: 'passage: ' },
      lowerCase: true,
      maxTokens: 256,
      mustPool: false,
    });
  });

  it('uses the default prompt for a side without a prompt', async () => {
    const prompts = { prompts: { all: 'embed: ', query: 'search: ' }, default_prompt_name: 'all' };
    const read = await settings({ 'modules.json': MODULES, 'config_sentence_transformers.json': prompts });
    expect(read.prompts).toEqual({ query: 'search: ', document: 'embed: ' });
  });

  it.each([
    [{ pooling_mode_lasttoken: true }, 'last'],
    [{ pooling_mode_max_tokens: true }, 'max'],
    [{ pooling_mode_mean_sqrt_len_tokens: true }, 'mean'],
  ])('reads the pooling of %j', async (config, pooling) => {
    expect(await settings({ '1_Pooling/config.json': config })).toMatchObject({ pooling });
  });

  it.each([
    [
      { '1_Pooling/config.json': { pooling_mode_weightedmean_tokens: true } },
      'pools by pooling_mode_weightedmean_tokens',
    ],
    [
      { '1_Pooling/config.json': { pooling_mode_cls_token: true, pooling_mode_max_tokens: true } },
      'pooling_mode_cls_token and pooling_mode_max_tokens',
    ],
    [
      {
        'modules.json': MODULES,
        '1_Pooling/config.json': { include_prompt: false },
        'config_sentence_transformers.json': { prompts: { query: 'q' } },
      },
      'leaves its prompts out',
    ],
  ])('refuses settings that it does not support: %j', async (files, message) => {
    await expect(settings(files)).rejects.toMatchObject({
      code: 'model-load',
      message: expect.stringContaining(message) as string,
    });
  });

  it('requires layers after the pooling to be in the network', async () => {
    const dense = [...MODULES, { path: '2_Dense', type: 'sentence_transformers.models.Dense' }];
    expect(await settings({ 'modules.json': dense })).toMatchObject({ mustPool: true });
  });
});
