import { describe, expect, it } from 'vitest';
import { license } from '../../../core/checks/license.ts';
import type { CandidateFacts } from '../../../core/judge/facts.ts';
import { levelOf } from '../../../core/policy/level.ts';
import { sha256 } from '../../../core/record/digest.ts';
import type { ModelConfig } from '../../../schemas/types.ts';
import { config, run } from '../judge/candidate.ts';
import { context } from './context.ts';
import { card, documented, undocumented, unreadCard } from './documents.ts';

type Licenses = NonNullable<ModelConfig['gate']>['licenses'];

const judge = (facts: CandidateFacts) => license.judge(facts, context);

function trainedOn(text?: string): Partial<CandidateFacts> {
  const hourly = { path: 'data/hourly/*.csv', digest: sha256('data'), bytes: 181_204 };
  const data = { hourly: text === undefined ? hourly : { ...hourly, license: text } };
  return { run: run({ data }) };
}

function judged(frontMatter: string, licenses?: Licenses, data = 'CC-BY-4.0') {
  const gate = licenses === undefined ? {} : { licenses };
  return judge(
    documented({ card: card(`---\n${frontMatter}\n---\n# Bikes`) }, { gate }, trainedOn(data)),
  );
}

const written = (license?: string) => ({
  path: 'splits/training.csv',
  written_by: 'training' as const,
  ...(license === undefined ? {} : { license }),
});

const judgedWith = (license?: string) =>
  judge(
    documented(
      { card: card('---\nlicense: mit\n---') },
      { data: { split: written(license) } },
      trainedOn('MIT'),
    ),
  );

describe('the check license', () => {
  it('passes for permissive licences of model and data, which are allowed unless said otherwise', () => {
    expect(judged('license: apache-2.0')).toMatchObject({
      outcome: 'pass',
      evidence: [
        'The model has the licence apache-2.0.',
        'The data set hourly has the licence CC-BY-4.0.',
      ],
    });
  });

  it('fails for a licence that is not allowed, at its line', () => {
    expect(judged('tags: [a]\nlicense: gpl-3.0')).toMatchObject({
      outcome: 'fail',
      sentence: 'The model has the licence gpl-3.0, which is not allowed.',
      places: [{ path: 'models/bike/MODEL_CARD.md', line: 3 }],
    });
  });

  it('fails for data whose licence is not allowed', () => {
    expect(judged('license: mit', undefined, 'cc-by-nc-4.0')).toMatchObject({
      outcome: 'fail',
      sentence: 'The data set hourly has the licence cc-by-nc-4.0, which is not allowed.',
      places: [],
    });
  });

  it('goes by what the base branch says of data, whatever the pull request writes over it', () => {
    const data = { hourly: { path: 'data/hourly/*.csv', license: 'cc-by-nc-4.0' } };
    const text = card('---\nlicense: mit\n---');
    expect(judge(documented({ card: text }, { data }, trainedOn('CC-BY-4.0')))).toMatchObject({
      outcome: 'fail',
      sentence: 'The data set hourly has the licence cc-by-nc-4.0, which is not allowed.',
    });
  });

  it('looks at sets that the run writes, of which the run record has nothing', () => {
    expect(judgedWith('cc-by-nc-4.0').outcome).toBe('fail');
    expect(judgedWith('CC-BY-4.0').outcome).toBe('pass');
    expect(judgedWith().sentence).toBe(
      'The data set split has no licence: name it in data.split.license of the configuration.',
    );
  });

  it('takes a list of licences as all of them', () => {
    expect(judged('license: [mit, apache-2.0]').outcome).toBe('pass');
    expect(judged('license: [mit, gpl-3.0]').outcome).toBe('fail');
  });

  it('goes by the list of the configuration, and by nothing else', () => {
    const allow = ['GPL-3.0-only', 'llama3', 'CC-BY-4.0', 'LicenseRef-our-terms'];
    expect(judged('license: gpl-3.0', { allow }).outcome).toBe('pass');
    expect(judged('license: llama3', { allow }).outcome).toBe('pass');
    expect(judged('license: mit', { allow }).outcome).toBe('fail');
    const other = 'license: other\nlicense_name: our terms';
    expect(judged(other, { allow }).outcome).toBe('pass');
    expect(judged(other).outcome).toBe('fail');
  });

  it('asks the configuration for the licence of each base model', () => {
    const text = 'license: mit\nbase_model: org/base';
    expect(judged(text)).toMatchObject({
      outcome: 'inconclusive',
      sentence: 'The base model org/base has no licence: name it in gate.licenses.base_models.',
      places: [{ line: 3 }],
    });
    expect(judged(text, { base_models: { 'org/base': 'apache-2.0' } }).outcome).toBe('pass');
    expect(judged(text, { base_models: { 'org/base': 'llama3' } }).outcome).toBe('fail');
    expect(judged('license: mit\nbase_model: __proto__').outcome).toBe('inconclusive');
  });

  it.each(['license: other', 'license: unknown', 'license: my own', 'license:', 'tags: [a]'])(
    'is inconclusive for a card with "%s"',
    (text) => {
      expect(judged(text).outcome).toBe('inconclusive');
    },
  );

  it('is inconclusive for data without a licence, and without a run record', () => {
    const facts = documented({ card: card('---\nlicense: mit\n---') }, {}, trainedOn());
    expect(judge(facts).sentence).toBe(
      'The data set hourly has no licence: name it in data.hourly.license of the configuration.',
    );
    expect(judge({ ...facts, run: null }).outcome).toBe('inconclusive');
  });

  it("is inconclusive without a card, or with one that can't be read", () => {
    expect(judge(documented({})).outcome).toBe('inconclusive');
    expect(judge(documented({ unread: [unreadCard] })).outcome).toBe('inconclusive');
    expect(judge(documented({ card: card('---\n- mit\n---') })).outcome).toBe('inconclusive');
    expect(judge(undocumented()).outcome).toBe('inconclusive');
  });

  it('blocks in every tier once licences are configured', () => {
    const gate = { licenses: { allow: ['MIT'] } };
    expect(levelOf(license, { ...config, gate })).toMatchObject({ level: 'fail' });
    expect(levelOf(license, config)).toMatchObject({ level: 'off' });
  });
});
