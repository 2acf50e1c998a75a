import { describe, expect, it } from 'vitest';
import { dataLineage } from '../../../core/checks/data-lineage.ts';
import type { CandidateFacts } from '../../../core/judge/facts.ts';
import { sha256 } from '../../../core/record/digest.ts';
import { candidate, run } from '../judge/candidate.ts';
import { context } from './context.ts';
import { declared, inspected, profile } from './inspection.ts';

const judge = (facts: CandidateFacts) => dataLineage.judge(facts, context);
const { training, evaluation } = declared;

describe('the check data-lineage', () => {
  it('passes when each set has a digest, a source and a licence', () => {
    const finding = judge(inspected(null));
    expect(finding).toMatchObject({
      outcome: 'pass',
      sentence: '2 data sets: each has a digest, a source and a licence.',
    });
    expect(finding.evidence).toContain(`training: data/train.csv, ${sha256('training')}`);
  });

  it.each([
    ['a source', { ...declared, training: { path: 'a.csv', role: 'training', license: 'MIT' } }],
    ['a license', { ...declared, evaluation: { ...evaluation, license: ' ' } }],
  ] as const)('fails when a set has not %s, and names it', (_, data) => {
    expect(judge(inspected(null, data))).toMatchObject({
      outcome: 'fail',
      sentence: expect.stringMatching(/^data\.\w+ has no (source|license)\.$/),
    });
  });

  it('fails when no set is for training or none for evaluation', () => {
    expect(judge(inspected(null, { training })).sentence).toBe(
      'No data set is declared with role: evaluation.',
    );
    expect(judge(inspected(null, {})).outcome).toBe('fail');
  });

  it('is inconclusive when a set has no digest, and says which step makes it', () => {
    const facts = inspected(null);
    expect(judge({ ...facts, run: run({ data: {} }) })).toMatchObject({
      outcome: 'inconclusive',
      sentence: expect.stringContaining('no digest of data.training: run the step train'),
    });
  });

  it('takes the digest of a set that the run writes from the evaluation record', () => {
    const data = { training, evaluation: { ...evaluation, written_by: 'evaluation' as const } };
    const set = { name: 'evaluation', path: 'data/test.csv', digest: sha256('written') };
    const section = { data: { sets: [profile(set)], unread: [] } };
    const recorded = { training: { path: 'data/train.csv', digest: sha256('t'), bytes: 1 } };
    const trained = run({ data: recorded });
    expect(judge({ ...inspected(section, data), run: trained }).outcome).toBe('pass');
    expect(judge({ ...inspected(null, data), run: trained })).toMatchObject({
      outcome: 'inconclusive',
      sentence: expect.stringContaining('data.evaluation, which evaluation writes'),
    });
  });

  it('is inconclusive without a successful training', () => {
    expect(judge(candidate({ run: null })).outcome).toBe('inconclusive');
  });

  it('warns of a set that the base branch does not declare, and of one at another path', () => {
    const facts = inspected(null, { ...declared, scraped: { ...training, path: 'scraped.csv' } });
    const moved = { ...declared, training: { ...training, path: 'data/other.csv' } };
    const finding = judge({ ...facts, config: { ...facts.config, data: moved } });
    expect(finding.outcome).toBe('warn');
    expect(finding.sentence).toBe(
      'data.training lies at data/train.csv, and the base branch declares data/other.csv; The base branch does not declare data.scraped, at scraped.csv.',
    );
  });
});
