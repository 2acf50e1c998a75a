import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../core/record/digest.ts';
import type { TagFacts } from '../../../core/verify/facts.ts';
import { claimIn, factsOf, takenOver } from './facts.ts';

const usual = takenOver();
const { commit, artifact, package: packed, id, tag: name } = usual.version;
const whole = {
  kind: 'tag',
  commit,
  artifact: artifact.digest,
  package: packed.digest,
  record: id,
} as const;

const claimOf = (tag: TagFacts) => claimIn(factsOf(usual, { tag }), 'tag');

describe('the tag of a version that is verified', () => {
  it('is proved where it names the commit, the model, the package and the record', () => {
    expect(claimOf(whole)?.outcome).toBe('proved');
  });

  it.each([['commit'], ['artifact'], ['package'], ['record']] as const)(
    'is contradicted where it names another %s',
    (key) => {
      const other = key === 'commit' ? 'd'.repeat(40) : sha256('another');
      expect(claimOf({ ...whole, [key]: other })?.outcome).toBe('failed');
    },
  );

  it('of before tags named the record is not proved, and no contradiction', () => {
    for (const tag of [
      { ...whole, record: null },
      { ...whole, record: null, package: null },
    ]) {
      expect(claimOf(tag)).toMatchObject({
        outcome: 'open',
        sentence: expect.stringContaining('and not the record'),
      });
    }
    expect(claimOf({ ...whole, package: null })?.outcome).toBe('proved');
  });

  it('that says nothing of a model, or is on no commit, was made anew', () => {
    expect(claimOf({ ...whole, artifact: null, package: null, record: null })).toMatchObject({
      outcome: 'failed',
      sentence: expect.stringContaining(`made ${name} anew`),
    });
    expect(claimOf({ ...whole, commit: null })?.outcome).toBe('failed');
  });

  it('is contradicted by what its registry finds', () => {
    const sentence = 'It was taken back.';
    expect(claimOf({ kind: 'problem', sentence })).toMatchObject({ outcome: 'failed', sentence });
  });
});
