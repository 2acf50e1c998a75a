import { describe, expect, it } from 'vitest';
import { judgeAll } from '../../../app/review/judge-pull.ts';
import { rejudge } from '../../../app/review/rejudge.ts';
import type { ModelConfig } from '../../../schemas/types.ts';
import { candidate, config } from '../../core/judge/candidate.ts';

function changed(gate: NonNullable<ModelConfig['gate']>, name = 'bike-demand') {
  const models = { [name]: { ...config, gate } };
  return { kind: 'valid', config: { version: 1, models } } as const;
}

describe('rejudge', () => {
  it('asks the rules of the changed configuration, which decide nothing', async () => {
    const judged = await judgeAll([candidate()]);
    const rules = [{ id: 'tiny', when: 'candidate.artifact.bytes < 10' }];
    const sentences = await rejudge('assay.yml', changed({ rules }), judged);
    expect(sentences.at(-1)).toBe(
      'By the changed one the outcome for bike-demand would be fail, not pass.',
    );
    const held = [{ id: 'small', when: 'candidate.artifact.bytes < 1000000' }];
    expect((await rejudge('assay.yml', changed({ rules: held }), judged)).at(-1)).toBe(
      'By the changed one the outcome for bike-demand is the same: pass.',
    );
  });

  it('names a model that the changed configuration no longer has', async () => {
    const judged = await judgeAll([candidate()]);
    expect((await rejudge('assay.yml', changed({}, 'other'), judged)).at(-1)).toBe(
      'bike-demand is no longer a model by the changed one.',
    );
  });
});
